"""Violent incidents of a text as the templates of the fourth Message Understanding Conference have them.

No rule of its own says what is an incident: what this layer measures is the claims of type ASSAULT and the words in
their roles. It only sorts them: which kind of incident, who is a body and who a person, what is a thing and what is
somebody. Combat between armed forces is no incident there, nor is what was only planned, denied or imagined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from dateline.cleaning import clean
from dateline.coding import tree
from dateline.coding.code import code_article
from dateline.coding.mentions import ActorMention, MentionIndex, find_mentions
from dateline.coding.roles import Group, find_roles
from dateline.coding.triggers import TriggerMatch, find_triggers
from dateline.coding.weapons import find_weapon
from dateline.knowledge.actors import load_actors
from dateline.knowledge.cues import load_cues
from dateline.knowledge.lexicon import load_classes, load_lexicon
from dateline.knowledge.noun_kinds import load_noun_kinds
from dateline.knowledge.tables import DATA
from dateline.parsing import parse
from dateline.records import Claim, Failure, Page, ParsedArticle

TOLD = frozenset({"asserted", "claimed", "alleged", "possible", "denied"})
BURNING = frozenset({"arson", "burn", "torch", "scorch", "set", "fire"})
TAKING = frozenset({"rob", "robbery", "loot", "pillage", "steal", "plunder"})
EXPLODING = frozenset({"bomb", "bombing", "explode", "explosion", "blast", "detonate", "detonation", "dynamite", "go"})
BOMBS = frozenset({"IED", "car bomb"})
AT = frozenset({"at", "in", "outside", "near", "against", "inside", "under", "on", "in front of", "beside", "below"})
THINGS = frozenset({"@building", "@vehicle", "@weapon"})
ROLES = ("perp_individual", "perp_organization", "phys_target", "victim", "weapon")
PARTS = frozenset({"compound", "flat", "nmod:desc"})
BODIES = frozenset("army force military police government regime navy junta group gang cartel command".split())
"""Nouns that name a body though it has no name."""


@dataclass
class Incident:
    """One template: the kind of incident and what fills its roles, each a text once, in the order of the page."""

    kind: str
    fillers: dict[str, list[str]] = field(default_factory=lambda: {role: [] for role in ROLES})

    def add(self, role: str, text: str) -> None:
        if text and text not in self.fillers[role]:
            self.fillers[role].append(text)

    def row(self) -> dict[str, Any]:
        return {"incident_type": self.kind, **self.fillers}


def annotate_incidents(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any] | Failure]:
    """``{"id", "templates": [{"incident_type", "perp_individual", "perp_organization", "phys_target", "victim",
    "weapon"}]}`` for documents with ``id`` and ``text``; the roles hold lists of texts."""
    for row in rows:
        day = row.get("published") or row.get("dct")
        page = Page(str(row["id"]), row["text"], published=str(day)[:10] if day else None)
        (parsed,) = parse(clean([page]), language="en")
        if isinstance(parsed, ParsedArticle):
            yield {"id": row["id"], "templates": [each.row() for each in incidents(parsed)]}
        elif parsed.state == "failed":
            yield parsed
        else:
            yield {"id": row["id"], "templates": []}


def incidents(parsed: ParsedArticle) -> list[Incident]:
    """The incidents of one article, those of one kind together."""
    claims = [claim for claim in code_article(parsed).claims if is_incident(claim)]
    doc = parsed.doc
    starts = {parsed.article.source_span(t.idx, t.idx + len(t)).start: t for t in doc if not t.is_space}
    told = {starts[c.trigger.span.start].i: c for c in claims if c.trigger.span.start in starts}
    mentions = find_mentions(doc, parsed.article, load_actors())
    found: dict[str, Incident] = {}
    for match in find_triggers(doc, load_lexicon()):
        claim = nearest(match, told, doc)
        if match.trigger.type != "ASSAULT" or claim is None:
            continue
        kind = kind_of(claim, match)
        incident = found.get(kind) or Incident(kind)
        fill(incident, claim, match, mentions, starts)
        if any(incident.fillers.values()):
            found[kind] = incident
    return list(found.values())


def nearest(match: TriggerMatch, told: Mapping[int, Claim], doc: Doc) -> Claim | None:
    """The claim of a trigger, or of the trigger of its sentence that it was joined to."""
    sentence = match.token.sent
    near = [at for at in told if sentence.start <= at < sentence.end]
    return told[min(near, key=lambda at: abs(at - match.token.i))] if near else None


def is_incident(claim: Claim) -> bool:
    """Whether a claim is of violence that is not combat between armed forces."""
    if claim.type != "ASSAULT" or claim.status not in TOLD:
        return False
    return not any(p.entity.sector in {"REB", "UAF"} for p in claim.recipients)


def kind_of(claim: Claim, match: TriggerMatch) -> str:
    lemma = tree.lemma(match.token)
    if claim.mode == "abduct":
        return "KIDNAPPING"
    if lemma in TAKING:
        return "ROBBERY"
    if lemma in BURNING and claim.mode not in {"firearms", "heavy-weapons"}:
        return "ARSON"
    if claim.mode in {"explosives", "suicide-attack"} or claim.weapon in BOMBS or lemma in EXPLODING:
        return "BOMBING"
    return "ATTACK"


def fill(
    incident: Incident, claim: Claim, match: TriggerMatch, mentions: MentionIndex, starts: Mapping[int, Token]
) -> None:
    for participant in claim.actors:
        token = starts.get(participant.mention.span.start)
        mention = mentions.at(token.i) if token is not None else None
        if mention is not None:
            add_perpetrator(incident, mention, mentions)
    for token in targets(match, find_roles(match).recipients):
        if is_thing(token):
            incident.add("phys_target", phrase(token, mentions, PARTS | {"amod"}))
        elif is_somebody(token, mentions):
            incident.add("victim", phrase(token, mentions))
    if (weapon := find_weapon(match, load_cues())) is not None and is_means(weapon[1]):
        incident.add("weapon", phrase(weapon[1], mentions))


def add_perpetrator(incident: Incident, mention: ActorMention, mentions: MentionIndex) -> None:
    """A body by its name, somebody by the words for him; a state's bare name and a pronoun name neither."""
    head = mentions.doc[mention.head_token]
    entity = mention.entity
    if head.pos_ in {"PRON", "DET", "ADJ"} or (entity.kind == "state" and mention.place_like):
        return
    if head.pos_ == "PROPN" and entity.kind != "person" or tree.lemma(head) in BODIES:
        incident.add("perp_organization", tidy(mention.text))
    else:
        incident.add("perp_individual", tidy(mention.text))


def is_somebody(token: Token, mentions: MentionIndex) -> bool:
    name = next((name for name in mentions.names if name.start <= token.i < name.end), None)
    if name is not None:
        return name.kind == "person"
    mention = mentions.at(token.i)
    role = mention is not None and mention.entity.kind in {"person", "population"}
    return token.pos_ in {"NOUN", "PROPN"} and (role or "@person" in load_noun_kinds().get(tree.lemma(token), ()))


def targets(match: TriggerMatch, groups: Sequence[Group]) -> list[Token]:
    """The words for whom and what it hit: the recipients' own, and where a blast was."""
    found = [slot.token for group in groups[:1] for slot in group]
    for head in (match.token, match.token.head):
        if tree.lemma(head) in EXPLODING:
            found += [noun for preposition, noun in tree.obliques(head) if preposition in AT and is_thing(noun)]
    return list({token.i: token for token in found}.values())


def is_thing(token: Token) -> bool:
    kinds = load_noun_kinds().get(tree.lemma(token), frozenset())
    return tree.lemma(token) in things() or (bool(kinds & THINGS) and "@person" not in kinds)


@cache
def things() -> frozenset[str]:
    """Nouns of buildings, vehicles and installations of the lexicon's classes and of the cues."""
    classes = load_classes([DATA / "classes.toml"])
    return classes["building"] | classes["vehicle"] | load_cues().owned


def is_means(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and tree.lemma(token) not in {"bombing", "explosion", "blast", "shooting"}


def phrase(token: Token, mentions: MentionIndex, parts: frozenset[str] = PARTS) -> str:
    """A name without titles, or a noun with the words before it that say which it is."""
    for name in mentions.names:
        if name.start <= token.i < name.end:
            return tidy(token.doc[name.start : name.end].text)
    first = token.i
    while first > token.sent.start and is_part(token.doc[first - 1], token, parts):
        first -= 1
    return tidy(token.doc[first : token.i + 1].text)


def is_part(word: Token, head: Token, parts: frozenset[str]) -> bool:
    return word.dep_ in parts and head in {word.head, word.head.head} and word.pos_ != "NUM"


def tidy(text: str) -> str:
    """Capitals, without an article at the start."""
    return re.sub(r"^(?:THE|A|AN) ", "", text.upper().strip())
