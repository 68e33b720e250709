"""Who vouches for an event independently: copies of one text, outlets that quote one outlet, and one official whom five
quote are one voice each.

For each independent text the voices are those whom it names as its sources: of each chain of sources the furthest that
has a name. A text that names nobody for the event is the voice of its outlet: of the agency that it credits, else of
its publisher. What an outlet says in its own words beside a named source is held to come from that source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.knowledge.credits import load_credits
from dateline.knowledge.names import fold
from dateline.records import Claim, Copy, Event, Source, Voice

MOSTLY = 0.5
"""The share of a page that is copied from which the rest, too, is held to be the origin's, in other words: a desk that
reprints a text writes its first sentence anew. A page with less is one that quotes, and what is outside is its own."""
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "these", "those"})
"""Words that name nobody; coding leaves them where it does not find whom they stand for."""

SOURCE, OUTLET = "named as a source", "tells it as its own"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who a document is by: its name, its publisher, and the id of the agency that it credits."""

    page: str
    publisher: str | None = None
    agency: str | None = None


@dataclass(slots=True)
class Said:
    """A voice while it is gathered: the names and ids it goes by, the texts and documents, and why it is one."""

    names: set[str]
    keys: set[str]
    reasons: set[str]
    texts: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def counted(
    events: Iterable[Event],
    claims: Iterable[Claim],
    copies: Mapping[str, Sequence[Copy]],
    outlets: Mapping[str, Outlet],
) -> tuple[Event, ...]:
    """The events with their independent texts counted and their voices; `copies` are the groups of each document."""
    known = {claim.id: claim for claim in claims}
    made = []
    for event in events:
        texts: dict[str, list[Claim]] = {}
        for claim in (known[claim] for claim in event.claims if claim in known):
            texts.setdefault(text_of(claim, copies.get(claim.document, ())), []).append(claim)
        made.append(replace(event, texts=max(1, len(texts)), voices=voices(texts, outlets)))
    return tuple(made)


def text_of(claim: Claim, groups: Sequence[Copy]) -> str:
    """The document whose text a claim stands in: the origin of the passage, or the page itself where it is its own."""
    at = claim.sentence.span
    for group in groups:
        if any(span.start < at.end and at.start < span.end for span in group.passages):
            return group.origin
    if groups and min(1.0, sum(group.share for group in groups)) >= MOSTLY:
        return groups[0].origin
    return claim.document


def voices(texts: Mapping[str, Sequence[Claim]], outlets: Mapping[str, Outlet]) -> tuple[Voice, ...]:
    """The voices of an event whose claims stand in these texts; those of most documents first."""
    gathered: list[Said] = []
    for text, claims in sorted(texts.items()):
        named = [(source, claim.document) for claim in claims if (source := voucher(claim)) is not None]
        for source, document in named:
            words = fold(source.name)
            keys = {words} | ({source.entity_id} if source.entity_id else set())
            gather(gathered, Said({source.name}, keys, {SOURCE}, {text}, {document}))
        if not named:
            gather(gathered, outlet_voice(text, outlets.get(text), {claim.document for claim in claims}))
    kept = [said for said in gathered if not any(part_of(said, other) for other in gathered if other is not said)]
    for said in gathered:
        if said not in kept:  # "police" beside "Basra police" is no other voice, and its pages have that one
            whole = min((other for other in kept if part_of(said, other)), key=lambda other: sorted(other.keys))
            whole.texts |= said.texts
            whole.documents |= said.documents
    made = [
        Voice(min(said.names, key=lambda n: (-len(n), n)), tuple(sorted(said.documents)), why(said)) for said in kept
    ]
    return tuple(sorted(made, key=lambda voice: (-len(voice.documents), voice.name)))


def voucher(claim: Claim) -> Source | None:
    """The furthest link of the chain of sources that has a name; None where there is none."""
    for source in reversed(claim.sources):
        if not source.anonymous and fold(source.name) not in PRONOUNS | {""}:
            return source
    return None


def outlet_voice(text: str, outlet: Outlet | None, documents: set[str]) -> Said:
    """The voice of a text that names no source: the agency's, the publisher's, or the page's own."""
    name, key = text, text
    if outlet is not None:
        name, key = outlet.page, fold(outlet.publisher or "") or text
        if outlet.agency is not None:
            key = outlet.agency
            name = load_credits().name(outlet.agency)
        elif outlet.publisher:
            name = outlet.publisher
    return Said({name}, {key}, {OUTLET}, {text}, documents)


def gather(gathered: list[Said], one: Said) -> None:
    """Adds a voice, joined with all those that share a name or an id with it."""
    same = [said for said in gathered if said.keys & one.keys]
    for said in same:
        gathered.remove(said)
        one.names |= said.names
        one.keys |= said.keys
        one.reasons |= said.reasons
        one.texts |= said.texts
        one.documents |= said.documents
    gathered.append(one)


def part_of(said: Said, other: Said) -> bool:
    """Whether all that a voice is called is a shorter way to say the other: "police" for "Basra police"."""
    mine = [set(key.split()) for key in said.keys]
    yours = [set(key.split()) for key in other.keys]
    return all(any(short < long for long in yours) for short in mine)


def why(said: Said) -> str:
    """Why these documents are one voice, in words."""
    reason = " and ".join(sorted(said.reasons))
    documents, texts = len(said.documents), len(said.texts)
    if documents == 1:
        return f"{reason} in one report"
    copied = f", which are {'copies of one text' if texts == 1 else f'{texts} texts and copies'}"
    return f"{reason} in {documents} reports{copied if texts < documents else ''}"
