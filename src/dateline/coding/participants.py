"""From the head word of a role to the entities it stands for.

A word may name an actor, stand for one (a pronoun, "the group"), belong to one ("the US embassy"), or count some
("dozens of protesters"). What is none of these is no participant: the role stays empty rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.bodies import COMMON, Bodies
from dateline.coding.coreference import Coreference
from dateline.coding.discourse import Antecedent
from dateline.coding.first_persons import side as side_of
from dateline.coding.found import Found, is_particular
from dateline.coding.home import Home
from dateline.coding.mention_roles import FIGHTING
from dateline.coding.mentions import ActorMention, MentionIndex
from dateline.coding.peers import peers
from dateline.coding.roles import Group
from dateline.knowledge.cues import Cues
from dateline.records import Article, Entity

WHEREABOUTS = frozenset({"in", "at", "near", "outside", "inside", "around", "across"})
BESIDE = frozenset({"appos", "flat", "nmod:desc"})
HOLDERS = frozenset({"official", "member", "officer", "militant", "operative", "fighter", "lawmaker", "aide"})
"""Nouns, besides offices, that a person is whose name stands beside them."""
BODIES = frozenset({"group", "organisation"})
PEOPLES_OWN = frozenset(
    "army assembly camp council fighter force forces government home house leader militia neighborhood neighbourhood "
    "parliament party police quarter representative troop troops village".split()
)
"""What may be a people's own, where it is the people of a state: "a Somali refugee camp", "their forces"."""
CALLED = frozenset({"calling", "called", "known", "named", "dubbed"})
"""Participles behind which a name stands: "a group calling itself the Sons of X"."""
NEAR = 4
"""Characters between an office and the name beside it."""
MEN = frozenset({"element", "force", "forces", "unit"})
"""Nouns that name nobody without the body or leader that they belong to."""
FORCE = Entity("forces", "forces", "organisation", None, "MIL", unnamed=True, origin="text")
PEER = "of the same office"
"""The rule by which a counterpart was found, who is nobody else than a person of his state that is named beside him."""
LED = frozenset("army faction fighters forces group men militia movement rebels troops".split())
"""What a leader has, who is meant by it: "Hemedti's fighters"."""
RIDING = frozenset({"carrying", "ferrying", "transporting"})
"""Participles whose object rides in a vehicle: soldiers and policemen are whom an attack on it is on."""
ESCORTED = FIGHTING | {"COP", "PRM"}
"""Sectors of those who ride to fight or to guard."""
ALL = frozenset({"all", "both", "conflicting", "opposing", "warring"})
WHOLE = frozenset({"army", "military", "navy", "police"})
"""Bodies that are themselves, whoever leads them."""
ASIDE = frozenset("after before during despite since as because while when according following in like".split())


def without_offices(found: dict[str, Found]) -> dict[str, Found]:
    """The participants but for an office right before the name of whoever holds it: "the secretary-general, A"."""
    people = [f for f in found.values() if f.participant.entity.kind == "person"]
    named = [f.participant.mention.span.start for f in people if not f.participant.entity.name.split()[-1].islower()]

    def is_title(each: Found) -> bool:
        end = each.participant.mention.span.end
        untold = each in people and each.participant.entity.name.split()[-1].islower()
        return untold and any(end < start <= end + NEAR for start in named)

    return {key: each for key, each in found.items() if not is_title(each)}


def is_everybody(token: Token) -> bool:
    """Whether a word before a noun leaves nobody out: "**all** parties"."""
    return not any(child.lower_ in {"conflicting", "opposing", "warring"} for child in token.children)


class ParticipantFinder:
    """Resolves role words of one document against its mentions."""

    def __init__(self, article: Article, mentions: MentionIndex, cues: Cues, home: Home) -> None:
        self.article = article
        self.mentions = mentions
        self.cues = cues
        self.home = home
        self.references = Coreference(article, mentions, cues, home.catalogue, home.main, home.setting)
        self.bodies = Bodies(article, mentions, cues, home, self.references)

    def find(self, groups: Sequence[Group], *, recipient: bool) -> list[Found]:
        """The participants of a role: those of the first group of words that stand for any; each entity once."""
        found: dict[str, Found] = {}
        for group in groups:
            for slot in group:
                for each in self.resolve(slot.token, recipient=recipient):
                    found.setdefault(each.participant.entity.id, replace(each, path=slot.path))
            own = {f.participant.entity.country for f in found.values() if f.rule != PEER}
            found = {k: f for k, f in found.items() if f.rule != PEER or f.participant.entity.country not in own}
            found = without_offices(found)
            if found or any(self.is_sides(slot.token) for slot in group):
                break
        return list(found.values())

    def is_body(self, possessor: Antecedent) -> bool:
        """Whether somebody is a body of no state, whose people are itself: "15 of **its** observers"."""
        entity = possessor.entity
        return entity.kind == "organisation" and self.home.catalogue.state(entity.country) is None

    def is_sides(self, token: Token) -> bool:
        """Whether a word stands for all parties, known or not: "urged both **sides** to spare civilians"."""
        return tree.lemma(token) in {"side", "party"} and tree.feature(token, "Number") == "Plur"

    def is_all_sides(self, token: Token) -> bool:
        """Whether a word stands for whoever fights: "urged **all parties** to stop"."""
        told = {child.lower_ for child in token.children if child.dep_ != "punct"}
        return self.is_sides(token) and (bool(told & ALL) or (tree.lemma(token) == "party" and told == {"the"}))

    def resolve(self, token: Token, *, recipient: bool, depth: int = 0) -> list[Found]:
        """The entities one word stands for; empty where it names no political actor."""
        if depth > 4:
            return []
        if (mention := self.mentions.at(token.i)) is not None and self._usable(mention, token):
            return self._mentioned(mention, token, recipient, depth)
        if token.pos_ == "NOUN" and (named := self._apposed(token)):
            return named
        referred = self._referred(token)
        if referred or token.pos_ == "PRON" or token.lower_ in self.cues.pronouns:
            return referred or []
        if referred is not None and (side := self.bodies.unnamed_side(token)) is not None:
            return [side]
        if named := self._apposed(token):
            return named
        found = self._described(token, recipient, depth)
        return found or ([holder] if (holder := self.bodies.holder(token)) is not None else [])

    def _mentioned(self, mention: ActorMention, token: Token, recipient: bool, depth: int) -> list[Found]:
        """The entities that a mention stands for in a role: not where something happened, not a building."""
        if recipient and mention.place_like and tree.preposition(token) in WHEREABOUTS:
            return []
        if recipient and mention.entity.unnamed and tree.lemma(token) in self.cues.words.houses:
            return list(self._owner(token, recipient, depth))
        if self.is_all_sides(token) and ((sides := self._referred(token)) or is_everybody(token)):
            return sides or []
        return self._named(mention, token)

    def _described(self, token: Token, recipient: bool, depth: int) -> list[Found]:
        """Whom a word tells of that neither names nor points back: peers, those counted, owners."""
        if equals := peers(token, self.references.discourse):
            return [Found(self.bodies.participant(each, token.i, token.i + 1), PEER) for each in equals]
        if tree.lemma(token) in self.cues.words.leavers:
            return list(self.bodies.leavers(token))
        if tree.lemma(token) in MEN and (body := self._membership(token, FORCE)):  # "forces loyal to the council"
            return body
        counts = token.pos_ == "NUM" or tree.lemma(token) in self.cues.partitives
        if counts and (inner := self._partitive(token, recipient, depth)):
            return inner
        if found := list(self._owner(token, recipient, depth)):
            return found
        return self.bodies.stationed(token) if recipient else []

    def _usable(self, mention: ActorMention, token: Token) -> bool:
        """A capital before a noun is where it happened, not who did it: "the Kabul bombing"."""
        if not mention.place_like or token.dep_ not in {"compound", "nmod:poss", "amod", "nmod:desc"}:
            return True
        return not self.bodies.is_capital(mention)

    def _named(self, mention: ActorMention, token: Token) -> list[Found]:
        """The mention, with the states coordinated with its own; the name beside a common noun goes before the noun."""
        possessors = self._possessors(mention, token)
        fighting = mention.entity.sector in FIGHTING or token.lower_ == "men"
        if own := [each for each in possessors if (each.entity.kind == "group" and fighting) or self.is_body(each)]:
            return [Found(self.bodies.participant(each.entity, token.i, token.i + 1), "their own") for each in own]
        country = next((each.entity.country for each in possessors if each.entity.country), None)
        joint = mention.entity.name in COMMON
        head = self.mentions.doc[mention.head_token]
        bare = mention.bare is not None and self.home.is_elsewhere(mention.entity, head)
        told = mention.bare if bare and mention.bare is not None else mention.entity
        placed = mention.entity if joint else self.home.placed(told, head, country)
        entity = placed
        rule = "named" if entity is mention.entity else "placed by the page"
        role = mention.entity.origin == "text" and token.pos_ == "NOUN"
        if (role or not is_particular(mention.entity)) and (
            named := self._apposed(token)
            or self._name_before(token, mention)
            or self._membership(token, mention.entity)
        ):
            return named
        if {tree.lemma(token), token.lower_} & (self.cues.words.offices | HOLDERS) and entity.kind != "population":
            holders = [each for each in self._apposed(token) if each.participant.entity.kind == "person"]
            if holders:  # "Iraq's prime minister, Haider al-Abadi, called"
                return holders
        if states := self.bodies.of_states(mention, token):
            return states
        return [
            Found(self.bodies.participant(entity, mention.start_token, mention.end_token), rule),
            *self.bodies.beside(mention, token),
        ]

    def _possessors(self, mention: ActorMention, token: Token) -> list[Antecedent]:
        """Whose the soldiers are that a pronoun possesses: "49 of **its** soldiers", "**his** men" of a leader; named
        bodies and states only."""
        if mention.entity.country is not None or mention.entity.origin != "text":
            return []
        discourse = self.references.discourse
        named = [each for child in tree.children(token, "nmod:poss") for each in discourse.entities(child)]
        owners = [each for one in named for each in self._bodies_behind(one)]
        pronoun = any(child.pos_ == "PRON" for child in tree.children(token, "nmod:poss"))
        found = [each for each in owners if pronoun or each.entity.kind == "person"]
        sides = [
            (each, side_of(each, self.references.discourse) if each.entity.kind == "person" else each.entity)
            for each in found
        ]
        return [Antecedent(side, each.head) for each, side in sides if side is not None and is_particular(side)]

    def _bodies_behind(self, antecedent: Antecedent) -> list[Antecedent]:
        """The body whose members somebody is: that of "the rebels of the front" for "**their** fighters"."""
        if is_particular(antecedent.entity):
            return [antecedent]
        bodies = self._membership(self.mentions.doc[antecedent.head], antecedent.entity)
        return [Antecedent(body.participant.entity, antecedent.head) for body in bodies] or [antecedent]

    def mentioned_below(self, head: Token, taken: set[str]) -> list[Found]:
        """The first named actor after a word in its own phrase or clause; not in a clause of time or reason."""
        for mention in self.mentions.between(head.i + 1, head.right_edge.i + 1):
            if not is_particular(mention.entity) or mention.entity.id in taken:
                continue
            token = self.mentions.doc[mention.head_token]
            if mention.place_like and self.bodies.is_capital(mention) and tree.preposition(token) in WHEREABOUTS:
                continue  # where it was, "in Lima"
            inner = token.head.i != head.i and tree.preposition(token) == "to"
            if mention.place_like and inner and self.bodies.is_capital(mention):  # "agreed to send an envoy to Lima"
                continue
            if head.is_ancestor(token) and not self._aside(token, head):
                return [self.bodies.found(mention, "named in its complement")]
        return []

    def _aside(self, token: Token, head: Token) -> bool:
        """Whether a word stands in an inserted clause, a comparison, or what comes with after, during, despite."""
        while token.i not in {head.i, token.head.i}:
            served = tree.lemma(token.head) in self.cues.words.served
            if token.dep_ == "nmod" and served and tree.preposition(token) in {"of", "for"}:
                return True
            if token.dep_ == "obl:agent" and token.head.dep_ == "acl":  # "the hostages taken by the front"
                return True
            if token.dep_ in {"parataxis", "acl:relcl", "appos"} or (token.dep_ == "conj" and token.pos_ == "VERB"):
                return True
            if token.dep_ in {"advcl", "obl"} and any(
                c.lower_ in ASIDE for c in token.children if c.dep_ in {"mark", "case", "advmod"}
            ):
                return True
            token = token.head
        return False

    def _apposed(self, token: Token) -> list[Found]:
        """The names beside a common noun: "one of those militias — the Northern Brigade"."""
        later = min((child.i for child in token.children if child.dep_ == "conj"), default=len(token.doc))
        beside = [c for c in token.children if c.dep_ in BESIDE and c.i < later]  # "A and B (the acronym of B)"
        heads = [each for child in beside for each in tree.conjuncts(child)]
        heads += [each for c in tree.children(token, "acl") if c.lower_ in CALLED for each in c.subtree if each.i > c.i]
        named = [mention for each in heads if (mention := self.mentions.at(each.i)) is not None]
        above = self.mentions.at(token.head.i) if token.dep_ == "appos" and not named else None
        if above is not None and above.entity.kind == "person":  # "Idris Amin, the **spokesman** of the army"
            named = [above]
        return [self.bodies.found(mention, "apposition") for mention in named if is_particular(mention.entity)]

    def _name_before(self, token: Token, mention: ActorMention) -> list[Found]:
        """The named body that a role stands beside, "the Black Eagles, a **gang** that", or to which it points back,
        "the militant **group**"."""
        named = self.mentions.at(token.head.i) if token.dep_ == "appos" else None
        single = tree.feature(token, "Number") == "Sing" and mention.entity.kind in {"person", "population"}
        if named is not None and single and named.entity.kind == "person" and is_particular(named.entity):
            return [self.bodies.found(named, "name beside it")]
        if named is not None and is_particular(named.entity) and named.entity.kind == mention.entity.kind:
            return [self.bodies.found(named, "name beside it")]
        reference = self.references.at(token)
        found = reference.found if reference is not None else ()
        if mention.entity.kind == "person" and (holder := self.references.descriptions.holder(token, mention)):
            return [Found(self.bodies.participant(holder, token.i, token.i + 1), "who holds the office")]
        return [
            Found(self.bodies.participant(each.entity, token.i, token.i + 1), reference.reason)
            for each in found
            if reference is not None and each.entity.kind == mention.entity.kind == "group"
        ]

    def _membership(self, token: Token, role: Entity) -> list[Found]:
        """The body whose members are named by a role: "fighters of the Kachin Army", "troops loyal to the general"; not
        of those who left it."""
        staff = tree.lemma(token) in self.cues.words.staff
        if tree.lemma(token) in self.cues.words.apart or not (staff or role.sector in FIGHTING):
            return []
        bodies = [noun for prep, noun in tree.obliques(token) if noun.i > token.i and prep in {"of", "from"}]
        masters = [
            noun
            for child in token.children
            if child.i > token.i
            and child.lower_ in self.cues.words.membership
            and not (token.lower_ in WHOLE and child.left_edge.nbor(-1).text == ",")  # "the army, led by X"
            for preposition, noun in tree.obliques(child)
            if preposition in {"to", "by"}
        ]
        return [
            Found(each.participant, f"member of it: {token.lower_}")
            for noun in [*bodies, *masters]
            for part in tree.conjuncts(noun)
            for each in self.resolve(part, recipient=False, depth=3)
            if is_particular(each.participant.entity) and (noun in masters or each.participant.entity.kind in BODIES)
        ]

    def _partitive(self, token: Token, recipient: bool, depth: int) -> list[Found]:
        """What is counted or gathered: "dozens of protesters", "members of the front"."""
        found = []
        for preposition, noun in tree.obliques(token):
            if preposition in {"of", "from"}:
                for each in tree.conjuncts(noun):
                    found += self.resolve(each, recipient=recipient, depth=depth + 1)
        return found

    def _owner(self, token: Token, recipient: bool, depth: int) -> Iterator[Found]:
        """Whose place, vehicle, plan or people it is: a modifier, a possessor, or the noun of an of-phrase."""
        if tree.lemma(token) in self.cues.words.served:
            return
        if token.pos_ not in {"NOUN", "PROPN"}:
            return
        if recipient and tree.lemma(token) in self.cues.words.settlements:
            yield from self.bodies.state_of(token) if tree.lemma(token) == "capital" else ()
            return
        modified, words = False, self.cues.words
        facing = words.granted | words.borders
        for child in self._modifiers(token):
            for each in tree.conjuncts(child):
                for found in self._sides_of(self.resolve(each, recipient=recipient, depth=depth + 1), each, token):
                    entity = found.participant.entity
                    if entity.unnamed and child.dep_ != "nmod:poss" and tree.lemma(token) in words.matters:
                        continue
                    if entity.kind != "population" or (entity.country and tree.lemma(token) in PEOPLES_OWN):
                        modified = modified or child.pos_ != "PRON" or tree.lemma(token) not in facing
                        yield Found(found.participant, f"owner of {token.lower_}")
        if modified:
            return
        if tree.lemma(token) in self.cues.owned or not recipient or token.pos_ == "NOUN":
            behind = self._behind(tree.lemma(token), recipient)
            nouns = [(preposition, noun) for preposition, noun in tree.obliques(token) if preposition in behind]
            for each in [e for p, noun in nouns for e in (tree.conjuncts(noun) if p in {"between", "of"} else [noun])]:
                for found in self.resolve(each, recipient=recipient, depth=depth + 1):
                    yield Found(found.participant, f"owner of {token.lower_}")
            yield from self._contents(token, depth)

    def _sides_of(self, owners: list[Found], pronoun: Token, owned: Token) -> list[Found]:
        """Of whoever has forces the side: "**his** forces" of the leader of a front are the front."""
        if owned.lower_ not in LED:
            return owners
        forces = owned.lower_ in {"forces", "troops", "men", "fighters"}
        leaders = [
            e
            for e in self.references.discourse.entities(pronoun)
            if e.entity.kind == "person" or (pronoun.pos_ == "PRON" and forces)
        ]
        sides = [side for each in leaders if (side := side_of(each, self.references.discourse)) is not None]
        return [Found(self.bodies.participant(side, pronoun.i, pronoun.i + 1), "side") for side in sides] or owners

    def _behind(self, lemma: str, recipient: bool) -> set[str]:
        """The prepositions behind which the owner of a noun stands: "a demand from", "aid to", "talks between"."""
        words, found = self.cues.words, {"of", "by"}
        if not recipient or lemma in words.addressed:
            found.add("from")
        if lemma in self.cues.owned:
            found.add("for")
        if lemma in words.granted:
            found |= {"to", "for"}
        if lemma in words.borders and not recipient:  # what is struck near a border does not belong to the other side
            found.add("with")
        return found | {"between", "with"} if lemma in words.shared else found

    def _modifiers(self, token: Token) -> list[Token]:
        """The words before a noun that may say whose it is. Where a body's own name stands there, whoever possesses it
        is only its head: "the sheikh's Ansar movement"."""
        found = tree.children(token, "nmod:poss", "compound", "amod", "nmod:desc")
        if any(child.lower_ in {"former", "erstwhile", "onetime"} for child in found):
            found = [child for child in found if child.dep_ == "nmod:poss"]  # "the former Portuguese colony"
        for child in found.copy():  # "a Danish-owned tanker"
            if child.dep_ == "amod" and child.lower_ in self.cues.words.belonging:
                found += [each for each in tree.children(child, "compound", "obl", "nmod") if each.i < child.i]
        for child in found.copy():  # "a Guyanese survey ship", with the adjective hung on the noun between
            if child.dep_ == "compound" and self.mentions.at(child.i) is None:
                found += tree.children(child, "compound", "amod", "nmod:desc", "iobj")
        names = [self.mentions.at(child.i) for child in found if child.dep_ != "nmod:poss"]
        own = any(m is not None and m.entity.kind in BODIES and is_particular(m.entity) for m in names)
        return [child for child in found if child.dep_ != "nmod:poss" or not own]

    def _contents(self, token: Token, depth: int) -> Iterator[Found]:
        """Whom a place or vehicle serves: "a convoy carrying equipment to the US", "bases housing American troops"."""
        for child in token.children:
            if child.dep_ not in {"acl", "acl:relcl"} or child.pos_ != "VERB":
                continue
            nouns = [n for preposition, n in tree.obliques(child) if preposition in {"to", "for", "by"}]
            if child.lower_ in self.cues.words.housing:
                nouns += tree.children(child, "obj")
            elif child.lower_ not in self.cues.words.serving:
                continue
            riding = tree.children(child, "obj") if child.lower_ in RIDING else []
            for noun in [*nouns, *riding]:
                for each in tree.conjuncts(noun):
                    for found in self.resolve(each, recipient=True, depth=depth + 1):
                        if noun not in riding or found.participant.entity.sector in ESCORTED:
                            yield Found(found.participant, f"served by {token.lower_}")

    def _referred(self, token: Token) -> list[Found] | None:
        """The antecedents of a pronoun or description; None where the word is neither."""
        reference = self.references.at(token)
        if reference is None:
            return None
        doc, found = self.mentions.doc, []
        for each in reference.found:
            head = doc[each.head]
            bodies = [] if is_particular(each.entity) else self._membership(head, each.entity)
            entities = [body.participant.entity for body in bodies] or [self.home.placed(each.entity, head)]
            found += [Found(self.bodies.participant(e, token.i, token.i + 1), reference.reason) for e in entities]
        return found
