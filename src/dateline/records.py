"""The frozen records that stages exchange: Page -> Article -> ParsedArticle -> Claim -> Event.

Two coordinate systems exist, and only two:

* **source offsets** (`Span`): characters of `Page.text`, the text as it was read. Everything that is stored,
  shown or exported uses these, so that a person can check it against the original.
* **view offsets** (plain ``int`` pairs): characters of `Article.text`, the cleaned view that is parsed.
  `Article.source_span` turns them into source offsets.

A stage that cannot handle an item yields a `Failure` in its place and goes on; a stage that meets a `Failure`
passes it on. So every input ends in exactly one state, which the run report counts.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc

BlockKind = Literal["headline", "standfirst", "body", "caption", "quote", "update"]
DateBasis = Literal["explicit", "relative", "context", "decided", "none"]
DecisionKind = Literal[
    "accept", "reject", "correct", "retype", "reassign", "merge", "split", "duplicate", "note", "undo",
    "unite", "alias", "unalias",
]  # fmt: skip
DecisionState = Literal["applied", "changed", "stale", "superseded", "disputed", "undone"]
EntityKind = Literal["person", "group", "state", "organisation", "population"]
FailureState = Literal["skipped", "failed"]
Genre = Literal["opinion", "editorial", "analysis", "letter", "live"]
Media = Literal["text/plain", "text/html"]
PublishedBasis = Literal["given", "html", "url", "text"]
Review = Literal["unreviewed", "accepted", "corrected", "rejected", "duplicate", "disputed", "outdated"]
Status = Literal["asserted", "claimed", "alleged", "denied", "negated", "planned", "possible", "hypothetical"]


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts; the way every id in a record is made."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of `Page.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that did not become a record, and why.

    `reason` is a short slug for counting (``empty``, ``binary``, ``too-large``, ``not-english``); `message` is
    a sentence for a person that names the file, the fault and what to do. ``skipped`` means that nothing is
    wrong with dateline or the file but there is nothing to code; ``failed`` means that something is.
    """

    name: str
    stage: str
    state: FailureState
    reason: str
    message: str


def internal_fault(name: str, stage: str, fault: Exception) -> Failure:
    """A fault of dateline's own on one input: it is told with its kind, and the job of thousands goes on."""
    what = f"{type(fault).__name__}: {fault}"[:300]
    message = f"{name} could not be handled in {stage}: {what}. This is a fault of dateline; please report it."
    return Failure(name, stage, "failed", "internal-fault", message)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read: its text before any cleaning, and what the input itself said of it.

    `name` is how the person gave it (``folder/page.html``, ``pages.jsonl#id-7``). `published` is an ISO date.
    `note` says what a reader should know of how it was read, such as a guessed encoding. `crawled` is the ISO time at
    which it was fetched, where its archive says so, and never says when it was published; `offset` is the byte of the
    archive (as it is stored, packed or not) at which its record begins.
    The id depends on the content and on what was given with it, never on name, note, crawl and offset.
    """

    name: str
    text: str
    media: Media = "text/plain"
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    note: str | None = None
    crawled: str | None = None
    offset: int | None = None

    @property
    def id(self) -> str:
        return digest("page", self.text, self.url or "", self.title or "", self.published or "", self.publisher or "")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or caption of the article: view offsets [start, end) and what it is.

    `outlet` names the other publication that a ``quote`` block is taken from, where the page says so.
    """

    start: int
    end: int
    kind: BlockKind = "body"
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the view that starts at view offset `start` and comes from `source`.

    Where both have the same length the characters correspond one to one; where not (an entity such as
    ``&amp;``, collapsed white space) the piece stands for the whole of `source`.
    """

    start: int
    length: int
    source: Span


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A run of the page that is not the article, and the rule that said so (a slug such as ``script``)."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date, what it was read from, and where (no span for markup and URLs).

    `day` is the day at the place of the page. `time` is the ISO time stamp that the page gives, with its own zone
    where one is given. `updated` is the day of the last change where the page states one, too. `confidence` is
    from 0 to 1; below 0.5 the page says only when it was changed, or prints a date without saying what it is.
    """

    day: date
    basis: PublishedBasis
    span: Span | None = None
    time: str | None = None
    updated: date | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that a page says of itself: the value, a slug for what says so, and where (no span for markup, URL)."""

    value: str
    basis: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from, as far as it says so.

    `agency` is the id of a news agency in the catalogue of actors, `byline` the names of the authors, `section` the
    part of the outlet. `genre` is one of `Genre`; null where nothing marks the page as other than news.
    `publisher_basis` is what names the publisher, `language_confidence` how sure its language is, from 0 to 1.
    """

    agency: Stated | None = None
    byline: Stated | None = None
    section: Stated | None = None
    genre: Stated | None = None
    publisher_basis: str | None = None
    language_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: the words to be coded, in order, and where each came from.

    `text` is the blocks joined by one newline each. Inside a block every run of white space is one space, so
    neither two spaces nor a tab occur anywhere. `pieces` are in view order and cover all of `text` but the newlines.
    """

    page: Page
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    boilerplate: tuple[Boilerplate, ...] = ()
    title: str | None = None
    published: Published | None = None
    publisher: str | None = None
    language: str | None = None
    origin: Origin = Origin()

    def source_span(self, start: int, end: int) -> Span:
        """The source characters that carry the view characters [start, end), which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not a stretch of the view: [{start}, {end})")
        return Span(self._source(start, first=True), self._source(end - 1, first=False))

    def _source(self, at: int, first: bool) -> int:
        """The source offset of the view character at `at`: its start, or its end if not `first`."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.start) - 1
        piece = self.pieces[max(index, 0)]
        inside, width = at - piece.start, piece.source.end - piece.source.start
        if inside >= piece.length:  # a newline between blocks
            return piece.source.end
        if width == piece.length:
            return piece.source.start + inside + (0 if first else 1)
        return piece.source.start if first else piece.source.end

    def quote(self, span: Span) -> str:
        """The source characters of a span, as they stand in the page."""
        return self.page.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with its tokens, trees and sentences.

    ``doc.text`` equals ``article.text`` with each newline replaced by a space, so ``token.idx`` is a view offset.
    Where the article is longer than what is parsed, it is the beginning of that, and `note` says so.
    """

    article: Article
    doc: Doc
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the page: where they stand, and how they read in the cleaned view."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A political actor. The id is the same in every document.

    `country` is ISO 3166-1 alpha-3 (or IGO, NGO, MNC, IMG for bodies of no country), `sector` a PLOVER sector
    code, `backers` are alpha-3 codes of states that stand behind it. `unnamed` marks what is known by a role
    only ("unidentified gunmen"); `origin` tells a catalogue entry from one made up from the text.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    backers: tuple[str, ...] = ()
    unnamed: bool = False
    origin: Literal["catalogue", "text"] = "catalogue"


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in a role of a claim, by the words that name it there.

    `mention` is the antecedent's or the pronoun's own words: what stands in the clause.
    """

    entity: Entity
    mention: Mention


@dataclass(frozen=True, slots=True)
class When:
    """The tightest interval of days in which the text puts an event; both ends null where it cannot be told.

    `text` keeps the expression even where it could not be resolved; `reason` then says why.
    """

    start: date | None = None
    end: date | None = None
    basis: DateBasis = "none"
    mention: Mention | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event. `precision`: 1 spot or town, 2 near it or its district, 3 region, 4 country, 5 unknown.

    Coordinates are WGS 84 degrees and null where the gazetteer has no single point for the place.
    """

    name: str | None = None
    precision: int = 5
    geoname_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    mention: Mention | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number of people as [low, high]; `high` is None for "at least"."""

    low: int
    high: int | None
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain from the page to whoever vouches for a claim."""

    name: str
    anonymous: bool = False
    mention: Mention | None = None
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a field of a claim has its value: the field, the rule that set it, and the words or entry it used."""

    field: str
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in one document that something happened, did not, or will. Evidence; never changed.

    `evidence` is the clause, `sentence` all of it. `count` is how many occurrences the claim covers, None for an
    unknown plural. `weapon` is None where the type has none and ``none stated`` where a weapon is to be
    expected but not told. `cameo` is a code of the older scheme, `contexts` are PLOVER's.
    `sources` runs from the page outwards, nearest first. `genre` is that of a page that is no plain news, such as
    ``opinion``.
    """

    id: str
    document: str
    type: str
    mode: str | None
    trigger: Mention
    evidence: Mention
    sentence: Mention
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    when: When = field(default_factory=When)
    where: Where = field(default_factory=Where)
    weapon: str | None = None
    killed: Quantity | None = None
    injured: Quantity | None = None
    count: int | None = 1
    status: Status = "asserted"
    sources: tuple[Source, ...] = ()
    confidence: float = 0.5
    cameo: str = ""
    contexts: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()
    genre: str | None = None


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """What coding yields for one article: its claims in text order; none means "no event".

    `entities` are all actors named on the page, also outside claims, with their mentions. `note` says what a reader
    should know of how it was coded, such as a part that was left out.
    """

    article: Article
    claims: tuple[Claim, ...]
    entities: tuple[tuple[Entity, tuple[Mention, ...]], ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a claim was put to an event: the claim it was joined with, and the agreement in words and as a score.

    The score is the logarithm, to the base of two, of the odds that the two claims are one event.
    """

    claim: str
    joined_with: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a claim of an event was not joined with one of another event, though the two agree; score as in `Merge`."""

    claim: str
    kept_from: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Copy:
    """A member of a group of copies: how much of it stands in the origin and of the origin in it, and why it is there.

    `origin` is the document id of the origin, which names the group; the origin is a member itself, with no passages.
    A document that was merged from several texts is in several groups. `share` is the part of the document's words
    that stand in the origin, from 0 to 1, `origin_share` the part of the origin's words that stand in the document;
    `passages` are the places of the common sentences in the page of the document.
    """

    document: str
    origin: str
    share: float
    origin_share: float
    passages: tuple[Span, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One who vouches for an event independently of the others, and the documents that have it from there.

    It is a source that the documents name, or the outlet of a text that names none; `reason` says which in words.
    """

    name: str
    documents: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """The thing in the world: all claims that speak of it, and what they say together.

    `killed` and `injured` give the range over all claims. `reports` counts documents, `texts` those
    that are not copies of one another; `voices` are those who vouch for it independently, none where not looked for.
    `review` is how far people have checked it, `decisions` are the ids of their decisions that bear on it.
    """

    id: str
    type: str
    mode: str | None
    claims: tuple[str, ...]
    actors: tuple[Entity, ...] = ()
    recipients: tuple[Entity, ...] = ()
    when: When = field(default_factory=When)
    where: Where = field(default_factory=Where)
    weapon: str | None = None
    killed: Quantity | None = None
    injured: Quantity | None = None
    count: int | None = 1
    status: Status = "asserted"
    cameo: str = ""
    contexts: tuple[str, ...] = ()
    reports: int = 1
    texts: int = 1
    voices: tuple[Voice, ...] = ()
    merges: tuple[Merge, ...] = ()
    disagreements: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    review: Review = "unreviewed"
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim that a decision was made on: its id, and where its trigger stands, to find it when it is coded anew."""

    claim: str
    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an event, a claim, an actor or an earlier decision (`on`).

    It is never changed; undo is a decision, too.

    `by` is who, `at` the ISO time that they give, `target` the id of what it is about, as it was called then, with the
    claims that this rested on (`anchors`) and a fingerprint of what the machine said of it (`seen`). `field` went from
    `before` to `after`, in the JSON forms of `deciding.fields`. `other` is the event that a merge or a duplicate is
    about besides, with its claims in `others`; of a split these are the claims that are taken out. Of an actor, `other`
    is who it is one with (unite), `before` a name that is its own (alias) or not (unalias), and `after` who is meant.
    `turn` counts the decisions of one person that have all else in common.
    """

    id: str
    kind: DecisionKind
    on: Literal["event", "claim", "decision", "actor"]
    by: str
    at: str
    target: str
    why: str = ""
    field: str | None = None
    before: Any = None
    after: Any = None
    other: str | None = None
    anchors: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    seen: str | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a decision stands: to which event or claim it applies now (`subject`), and why not, or why to look again.

    applied; changed: it applies, but what was seen has changed since; stale: it does not apply any more; superseded by
    a later one of the same person; disputed: another person decided otherwise, and the later one has effect; undone.
    """

    decision: str
    state: DecisionState
    subject: str | None = None
    reason: str = ""
