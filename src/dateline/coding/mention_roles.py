"""Role nouns as actors: "Iraqi security forces", "Iran-backed Shi'ite militias", "unidentified gunmen", "protesters".

A role phrase is read with what stands before it in its noun phrase: a state's adjective or possessive, a people or
creed, backers, a word for "nobody knows who", another body. Together they make an entity whose id is the same
wherever the same words are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.coding.mention_trie import HYPHENS, POSSESSIVES, Hit, RoleHit, after_prefix
from dateline.knowledge.actors import Catalogue, Role, State, Words
from dateline.knowledge.cues import load_cues
from dateline.knowledge.names import plain, slug
from dateline.records import Entity, EntityKind

STATE_SORTS = frozenset({"state", "adjective", "national"})
STATES_OWN = frozenset({"MIL", "COP", "GOV", "LEG", "JUD", "SPY"})
"""Sectors of a state's own bodies: "**Quito's** police" are Ecuador's."""
FIGHTING = frozenset({"MIL", "REB", "UAF"})
POSTS = frozenset(
    "chief commander-in-chief emir governor justice king magistrate mayor minister premier president prosecutor queen "
    "ruler speaker sultan".split()
)
"""Last nouns of offices of which a state has one, or one in each of its parts."""
LEFT_REACH = 8
"""Tokens before a role noun in which its modifiers are sought; longer noun phrases are rare in news."""

MEMBERS = frozenset("commander fighter guerrilla gunman insurgent member militant militiaman operative".split())
"""Persons without a name who stand for the group that they are of."""

BREAKS = frozenset({"ADP", "VERB", "AUX", "PRON", "SCONJ", "CCONJ", "PUNCT", "ADV", "INTJ", "SYM"})


@dataclass(slots=True)
class Phrase:
    """A role phrase with its modifiers, while it is being read."""

    start: int
    end: int
    head: int
    role: Role
    plural: bool
    state: State | None = None
    backers: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    owner: Entity | None = None
    unidentified: bool = False
    led_by: State | None = None
    definite: bool = False
    indefinite: bool = False
    counted: bool = False
    used: list[int] = field(default_factory=list)

    @property
    def modified(self) -> bool:
        return bool(self.state or self.backers or self.people or self.owner or self.led_by)


def read_phrase(doc: Doc, found: RoleHit, hits: Mapping[int, Hit], catalogue: Catalogue) -> Phrase:
    """A role phrase with the modifiers before it and the state after it. `hits` maps each token to its name."""
    phrase = Phrase(found.start, found.end, head_of(doc, found.start, found.end), found.role, found.plural)
    _read_left(doc, phrase, hits, catalogue)
    _read_right(doc, phrase, hits, catalogue)
    return phrase


def head_of(doc: Doc, start: int, end: int) -> int:
    """The token of a stretch whose head lies outside it: the last such before a preposition, else the last token."""
    outside = [t.i for t in doc[start:end] if t.head.i == t.i or not start <= t.head.i < end]
    words = [i for i in outside if doc[i].pos_ not in {"PUNCT", "DET", "PART"}]
    return words[0] if words else end - 1


def state_of(hit: Hit | None, catalogue: Catalogue) -> State | None:
    if hit is None or hit.entity is None or hit.sort not in STATE_SORTS | {"capital"}:
        return None
    return catalogue.states.get(hit.entity.id)


@dataclass(slots=True)
class _Flags:
    """What the words between a name and the role noun say of the name."""

    possessive: bool = False
    backing: bool = False
    led: bool = False


def _read_left(doc: Doc, phrase: Phrase, hits: Mapping[int, Hit], catalogue: Catalogue) -> None:
    at, floor = phrase.start - 1, max(doc[phrase.start].sent.start, phrase.start - LEFT_REACH)
    flags = _Flags()
    while at >= floor:
        if (hit := hits.get(at)) is not None:
            if not _take_hit(doc, phrase, hit, catalogue, flags):
                return
            if flags.possessive:
                phrase.definite = True
                return
            at, flags = hit.start - 1, _Flags()
        elif (short := _short_form(doc, at, hits)) is not None:
            phrase.used.append(short.start)
            at = short.start - 2
        elif _take_word(doc[at], phrase, catalogue.words, flags):
            at -= 1
        else:
            return


def _short_form(doc: Doc, at: int, hits: Mapping[int, Hit]) -> Hit | None:
    """The short form in brackets that ends at a token, behind the same name in full: "the River Army (RA) rebels"."""
    hit = hits.get(at - 1) if doc[at].text == ")" else None
    if hit is None or hit.entity is None or hit.start < 2 or doc[hit.start - 1].text != "(":
        return None
    full = hits.get(hit.start - 2)
    same = full is not None and full.entity is not None and full.entity.id == hit.entity.id
    return hit if same else None


def _take_word(token: Token, phrase: Phrase, words: Words, flags: _Flags) -> bool:
    """Read one word before a role noun; False where the noun phrase begins."""
    word = plain(token.text)
    if token.text in HYPHENS:
        return True
    if token.text in POSSESSIVES:
        flags.possessive = True
    elif flags.possessive:
        return False
    elif word == "ethnic" and phrase.state is not None:  # "ethnic Albanian rebels" are of another country
        phrase.people.insert(0, plain(phrase.state.adjective))
        phrase.state, phrase.start = None, token.i
    elif word in words.backing:
        flags.backing = True
    elif word == "led":
        flags.led = True
    elif word in words.peoples:
        phrase.people.insert(0, word)
        phrase.start = token.i
    elif word in words.unidentified:
        phrase.unidentified = True
        phrase.start = token.i
    elif token.pos_ == "NUM":
        phrase.counted = True
    elif token.pos_ == "DET" or word in {"both", "all"}:
        phrase.counted = phrase.counted or word in {"both", "all"}
        phrase.definite = token.lower_ in {"the", "those", "these", "this", "that"}
        phrase.indefinite = token.lower_ in {"a", "an", "another"}
        return False
    else:
        name = token.pos_ == "PROPN" and not token.text.islower()
        return (not name and (token.pos_ not in BREAKS or token.dep_ == "amod")) or word in words.backing_prefixes
    return True


def prefix_of(doc: Doc, hit: Hit) -> str:
    """What stands with a hyphen before a name, in lower case: "pro" of "pro-Iran"; else an empty string."""
    inside = doc[hit.start].text
    if after_prefix(inside) != inside:
        return plain(inside.partition("-")[0])
    before = hit.start - 2
    return plain(doc[before].text) if before >= 0 and doc[before + 1].text in HYPHENS else ""


def _take_hit(doc: Doc, phrase: Phrase, hit: Hit, catalogue: Catalogue, flags: _Flags) -> bool:
    """Give a name its part in the phrase; False where it is no part of it."""
    state = state_of(hit, catalogue)
    prefix = prefix_of(doc, hit)
    prefixed = prefix in catalogue.words.backing_prefixes
    backing, led, possessive = flags.backing, flags.led, flags.possessive
    if hit.entity is None:
        return False
    if prefix and not prefixed and after_prefix(doc[hit.start].text) != doc[hit.start].text:
        return True  # "anti-Iranian rebels" are not Iranian
    owned = possessive and phrase.role.phrase in catalogue.words.proxies
    if backing or prefixed or owned:
        code = hit.entity.country
        if state is None or code is None:
            return False
        phrase.backers.append(code)
    elif led and state is not None:
        phrase.led_by = state
    elif state is not None and (hit.sort != "capital" or (possessive and phrase.role.sector in STATES_OWN)):
        if hit.sort == "national" and doc[hit.end - 1].text.endswith("s") and not possessive:
            return False
        if phrase.state is not None:
            return False
        phrase.state = state
    elif hit.sort == "actor" and phrase.state is None and not phrase.backers:
        phrase.owner = hit.entity
    else:
        return False
    phrase.used.append(hit.start)
    phrase.start = hit.start - 2 if prefixed and doc[hit.start - 1].text in HYPHENS else hit.start
    return True


def _read_right(doc: Doc, phrase: Phrase, hits: Mapping[int, Hit], catalogue: Catalogue) -> None:
    """ "of Iraq" names the state and joins the phrase; "backed by Iran", "in Iraq" tell of it and do not."""
    words = catalogue.words
    at = phrase.end
    if at + 1 >= len(doc):
        return
    word = plain(doc[at].text)
    if word == "of" and phrase.state is None and phrase.role.kind != "population":
        target = at + 2 if doc[at + 1].lower_ == "the" and at + 2 < len(doc) else at + 1
        hit = hits.get(target)
        state = state_of(hit, catalogue)
        if hit is not None and state is not None and hit.sort == "state":
            phrase.state, phrase.end = state, hit.end
            phrase.used.append(hit.start)
        return
    if word in words.backing and plain(doc[at + 1].text) in words.backing_prepositions and at + 2 < len(doc):
        hit = hits.get(at + 2)
        state = state_of(hit, catalogue)
        if hit is not None and state is not None and state.entity.country is not None:
            phrase.backers.append(state.entity.country)
            at = hit.end
            word = plain(doc[at].text) if at < len(doc) else ""
    if phrase.backers and phrase.state is None and word in {"in", "inside", "within"} and at + 1 < len(doc):
        hit = hits.get(at + 1)
        if hit is not None and hit.sort == "state":
            phrase.state = state_of(hit, catalogue)


def entity_of(phrase: Phrase, catalogue: Catalogue) -> Entity | None:
    """The entity of a phrase, or None where it names no actor by itself ("the government", "a minister")."""
    role = phrase.role
    if phrase.owner is not None and phrase.owner.kind == "group" and role.phrase in load_cues().words.leavers:
        return left_of(phrase.owner, role.plural)
    if phrase.owner is not None and (owned := _owned(phrase, catalogue)) is not None:
        return owned
    if phrase.backers and role.kind in {"group", "organisation"}:
        return _backed(phrase, catalogue)
    if role.kind == "state":
        if phrase.state is not None and not phrase.people:
            return phrase.state.entity
        return _class(phrase, "organisation", catalogue) if phrase.people else None
    # "the leader" and "the two leaders" point back, "the leaders" need not
    back = phrase.definite and role.phrase.split()[-1] in load_cues().descriptions
    back = back and (not phrase.plural or phrase.counted)
    told = phrase.indefinite or (phrase.plural and not back)
    nobody = role.kind == "person" and not role.unnamed and not told
    if not phrase.modified and (role.bound or nobody):
        return None
    return _class(phrase, _kind(phrase), catalogue)


def holder_of(phrase: Phrase) -> Entity | None:
    """Who holds an office that a phrase names by its noun alone, "the interior minister"; somebody unnamed."""
    role = phrase.role
    single = role.kind == "person" and phrase.definite and not phrase.plural and not phrase.modified
    if not single or role.phrase.split()[-1] not in POSTS or role.phrase == "chief":
        return None
    return Entity(slug(role.phrase), role.phrase, "person", None, role.sector, unnamed=True, origin="text")


def left_of(group: Entity, plural: str) -> Entity:
    """Those who broke with a group: "FARC dissidents" are not the FARC."""
    name = f"{group.name} {plural}"
    return Entity(slug(name), name, "group", group.country, group.sector, origin="text")


def _kind(phrase: Phrase) -> EntityKind:
    """Several persons of a role are a group, a part of their body, or a population."""
    role = phrase.role
    if role.kind != "person" or not phrase.plural:
        return role.kind
    if role.sector in {"UAF", "REB", "CRM"}:
        return "group"
    return "organisation" if role.sector in {"GOV", "MIL", "COP", "SPY", "LEG", "JUD"} else "population"


def _owned(phrase: Phrase, catalogue: Catalogue) -> Entity | None:
    """ "Taliban fighters" are the Taliban, "the Obama administration" is the United States, "NATO forces" NATO."""
    owner, role = phrase.owner, phrase.role
    if owner is None:
        return None
    if owner.kind == "person":
        state = catalogue.state(owner.country)
        return state.entity if role.kind == "state" and state is not None else None
    same = owner.kind == "group" and (role.kind in {"group", "organisation"} or role.sector in FIGHTING)
    body = owner.kind == "organisation" and role.kind in {"group", "organisation", "state"}
    members = owner.kind == "group" and (phrase.plural or role.phrase in MEMBERS)  # "two Taliban commanders"
    return owner if (role.kind != "person" and (same or body)) or members else None


def _backed(phrase: Phrase, catalogue: Catalogue) -> Entity:
    """The class of groups that some states stand behind; vague nouns for them are one class."""
    role = phrase.role
    noun = catalogue.words.vague_name if role.phrase in catalogue.words.vague else role.plural
    names = [state.entity.name if (state := catalogue.state(code)) else code for code in phrase.backers]
    adjective = catalogue.state(phrase.backers[0])
    prefix = "-".join(["US" if adjective and adjective.adjective == "US" else names[0], "backed"])
    place = phrase.state.entity if phrase.state is not None else None
    name = f"{prefix} {noun}" + (f" in {place.name}" if place else "")
    sector = role.sector if role.sector in {"UAF", "REB", "CRM", "PTY", "OPP"} else "UAF"
    country = place.country if place else None
    return Entity(slug(name), name, "group", country, sector, tuple(dict.fromkeys(phrase.backers)), origin="text")


def _class(phrase: Phrase, kind: EntityKind, catalogue: Catalogue) -> Entity:
    """A class of people or a body, named by its words in a fixed order."""
    role = phrase.role
    plural = role.plural if kind != "person" and not (role.collective and not phrase.plural) else role.phrase
    state, words = phrase.state or phrase.led_by or _told_by(role, catalogue), catalogue.words
    parts = [plural]
    if phrase.people:
        parts = [*(_cased(word) for word in phrase.people), *parts]
    if phrase.owner is not None:
        parts.insert(0, phrase.owner.name)
    if phrase.state is not None:
        parts.insert(0, phrase.state.adjective)
    elif phrase.led_by is not None:
        parts.insert(0, f"{phrase.led_by.adjective}-led")
    if phrase.unidentified:
        parts.insert(0, "unidentified")
    country = (
        state.entity.country if state is not None else (phrase.owner.country if phrase.owner is not None else None)
    )
    if country is None:
        country = next((words.homelands[each] for each in phrase.people if each in words.homelands), None)
    somebody = kind == "person" and not phrase.modified  # "a judge"
    anonymous = role.unnamed or phrase.unidentified or somebody or (kind == "organisation" and country is None)
    name = " ".join(parts)
    return Entity(slug(name), name, kind, country, role.sector, unnamed=anonymous, origin="text")


def _told_by(role: Role, catalogue: Catalogue) -> State | None:
    """The state that a role's own words name: "Bosnian Serbs"."""
    if not role.phrase[0].isupper():
        return None
    first = role.phrase.split()[0]
    return next((state for state in catalogue.states.values() if first in state.adjectives), None)


def _cased(word: str) -> str:
    """Peoples and creeds are written with a capital; what is a plain word of English is not."""
    common = {
        "rebel",
        "opposition",
        "government",
        "militia",
        "militant",
        "paramilitary",
        "guerrilla",
        "insurgent",
        "tribal",
    }
    return word if word in common or word.endswith(("ist", "wing", "government", "democracy")) else word.capitalize()
