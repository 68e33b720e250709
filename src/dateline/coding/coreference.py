"""Which entity a pronoun or a description such as "the group" stands for; unresolved, with a reason, where two fit.

Words are resolved from left to right. A pronoun takes the most prominent noun phrase before it that agrees in number,
gender and animacy and that syntax allows; if that is no actor, the pronoun is none. A description takes the actor that
its noun fits. First persons stand for the speaker of a quotation or his side. A wrong actor is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.mentions import ActorMention, MentionIndex
from dateline.coding.referents import WEIGHTS, Referent, referents, text_words, weight
from dateline.coding.speech import carried_over, quotations, quoted_sentences, speech_above, speech_kind
from dateline.knowledge.actors import Catalogue
from dateline.knowledge.cues import Cues, Description, Pronoun
from dateline.knowledge.lexicon import load_lexicon
from dateline.knowledge.names import fold
from dateline.records import Article, Entity

LOOK_BACK = 3
"""Sentences before its own in which a pronoun may find its antecedent."""
LOOK_BACK_THINGS = 1
"""The same for "it" and "they", which seldom reach further (measured on GUM)."""
MOST_REFERENTS = 300
"""Noun phrases that are compared at most; only a run-on text has so many in four sentences."""
DECAY = 0.5
"""What a noun phrase loses of its weight with each sentence (Lappin & Leass 1994)."""
PARALLEL = 35.0
"""What the same grammatical role adds (Lappin & Leass 1994)."""
CLEAR = 0.85
"""A second candidate with this share of the weight of the best makes a description ambiguous."""
CLEAR_PRONOUN = 0.95
"""The same for a pronoun, whose antecedent is nearer."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SUBJECT = frozenset({"nsubj", "nsubj:pass"})
PLACING = frozenset({"in", "across", "throughout", "from", "around", "inside", "outside", "within", "into"})
"""Before "the country" they tell a place, not an actor."""
RULING = frozenset({"authority", "government"})
CLAUSAL = tree.CLAUSES | {"xcomp", "conj"}
DEMANDING = frozenset({"demand", "insist", "request", "urge", "ask", "order", "recommend", "propose"})
NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
NOT_THE_SAME = frozenset({"other", "another", "first", "second", "new", "next", "only", "same", "former", "several"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
PAIR = frozenset({"state", "group", "organisation", "person"})
BODIES = Description(frozenset({"group", "organisation"}), frozenset())
"""What any noun may stand for that is a part of a body's name: "the church", "the front"."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """One entity that a word stands for, and the head of the words that name it."""

    entity: Entity
    head: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What one word stands for; where `found` is empty, `reason` says why, else by which rule it was found."""

    found: tuple[Antecedent, ...]
    reason: str


class Coreference:
    """The references of one document. `home` is the code of the country that the page is about, if of one."""

    def __init__(
        self, article: Article, mentions: MentionIndex, cues: Cues, catalogue: Catalogue, home: str | None = None
    ) -> None:
        self.article = article
        self.mentions = mentions
        self.doc = mentions.doc
        self.cues = cues
        self.catalogue = catalogue
        self.home = home
        self.inside = quotations(article, self.doc)
        self.quoted = quoted_sentences(self.inside, self.doc)
        self.sentence_of = [n for n, sentence in enumerate(self.doc.sents) for _ in sentence]
        self.known = referents(mentions, catalogue, cues)
        self.positions = [last_head(referent) for referent in self.known]
        self.genders: dict[str, str] = {}
        self.references: dict[int, Reference] = {}
        self.titles = self.titles_of(self.known)
        for referent in self.known:
            if referent.gender:
                self.genders.setdefault(referent.key, referent.gender)
        for token in self.doc:
            reference = self.resolve(token)
            if reference is not None:
                self.references[token.i] = reference

    def at(self, token: Token) -> Reference | None:
        """The reference of a pronoun or description; None for a word that is neither."""
        return self.references.get(token.i)

    def resolve(self, token: Token) -> Reference | None:
        mention = self.mentions.at(token.i)
        if mention is not None:
            described = self.cues.descriptions.get(tree.lemma(token)) if points_back(token, mention) else None
            return self.description(token, described) if described is not None else None
        pronoun = self.cues.pronouns.get(token.lower_)
        if pronoun is not None and (token.pos_ == "PRON" or token.dep_ == "nmod:poss"):
            if pronoun.person == "1":
                return self.first_person(token, pronoun)
            return self.third_person(token, pronoun)
        if is_bare_pair(token):
            return self.pair(token, PAIR)
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        described = self.cues.descriptions.get(tree.lemma(token))
        if described is not None:
            return self.description(token, described)
        return (
            self.titled(token, tree.lemma(token), BODIES) if is_definite(token) and not is_restricted(token) else None
        )

    # Pronouns

    def third_person(self, token: Token, pronoun: Pronoun) -> Reference:
        if pronoun.gender == "neuter" and is_pleonastic(token, self.cues):
            return Reference((), "'it' stands for a clause")
        if pronoun.form == "reflexive":
            return self.reflexive(token)
        if (later := self.cataphor(token, pronoun)) is not None:
            return self.accept(token, later, f"pronoun '{token.lower_}' before its name")
        if (speaker := self.own_speaker(token, pronoun)) is not None:
            return self.accept(token, speaker, f"'{token.lower_}' is who speaks")
        agentive = pronoun.gender not in {"male", "female"} and self.is_agentive(token)
        reach = LOOK_BACK if pronoun.gender in {"male", "female"} else LOOK_BACK_THINGS
        best = self.ranked(
            token, lambda each: self.agrees(each, pronoun, agentive) and (bool(each.actors) or not agentive), reach
        )
        if not best:
            return Reference((), f"no antecedent of '{token.lower_}'")
        (score, chosen), *others = best
        if others and others[0][0] > CLEAR_PRONOUN * score:
            return Reference((), f"'{token.lower_}' may be {name(chosen)} or {name(others[0][1])}")
        if pronoun.gender == "neuter" and not agentive and chosen.actors and chosen.weight < WEIGHTS["obl"]:
            return Reference((), f"'{token.lower_}' may be something else than {name(chosen)}")
        if pronoun.gender in {"male", "female"} and chosen.personal:
            self.genders.setdefault(chosen.key, pronoun.gender)
        return self.accept(token, chosen, f"pronoun '{token.lower_}'")

    def own_speaker(self, token: Token, pronoun: Pronoun) -> Referent | None:
        """The body whose own act is told: "Chad announced **it** would send troops"."""
        clause = token.head
        cue = clause.head
        if token.dep_ not in SUBJECT or clause.dep_ != "ccomp" or pronoun.gender in {"male", "female"}:
            return None
        if speech_kind(cue, self.cues) is None or cue.i > token.i:
            return None
        subjects = {subject.i for subject in tree.children(cue, "nsubj")}
        found = [r for r in self.known[: bisect_left(self.positions, token.i)] if r.head.i in subjects and r.actors]
        bodies = [r for r in found if r.actors[0].entity.kind in {"state", "group", "organisation"}]
        return next((each for each in reversed(bodies) if self.agrees(each, pronoun)), None)

    def accept(self, token: Token, chosen: Referent, rule: str) -> Reference:
        """The reference to a noun phrase, which from here on is mentioned once more."""
        again = replace(chosen, head=token, weight=weight(token))
        at = bisect_left(self.positions, token.i)
        self.positions.insert(at, token.i)
        self.known.insert(at, again)
        if not chosen.actors:
            return Reference((), f"'{token.lower_}' is no actor")
        return Reference(tuple(Antecedent(a.entity, a.head_token) for a in chosen.actors), rule)

    def agrees(self, referent: Referent, pronoun: Pronoun, agentive: bool = True) -> bool:
        """Whether number, gender and animacy agree; a body in the singular is "they" only where it acts."""
        if pronoun.number == "plural":
            return referent.plural and (agentive or not referent.singular)
        if not referent.singular:
            return False
        if pronoun.gender == "neuter":
            return referent.personal is not True and not self.genders.get(referent.key)
        if referent.personal is False or (referent.actors and not referent.personal):
            return False
        return self.genders.get(referent.key, pronoun.gender) == pronoun.gender

    def ranked(
        self, token: Token, fits: Callable[[Referent], bool], reach: int = LOOK_BACK
    ) -> list[tuple[float, Referent]]:
        """The referents before a word that it may stand for with their weights, the weightiest first."""
        scores: dict[str, dict[int, float]] = {}
        last: dict[str, Referent] = {}
        here = self.sentence_of[token.i]
        end = bisect_left(self.positions, token.i)
        for at in range(end - 1, max(-1, end - 1 - MOST_REFERENTS), -1):
            referent = self.known[at]
            sentence = self.sentence_of[referent.head.i]
            if here - sentence > reach:
                break
            if not fits(referent) or self.is_barred(token, referent):
                continue
            found = referent.weight + PARALLEL * (tree.first_conjunct(referent.head).dep_ == token.dep_)
            by_sentence = scores.setdefault(referent.key, {})
            by_sentence[sentence] = max(found, by_sentence.get(sentence, 0.0))
            last.setdefault(referent.key, referent)
        barred = {self.speaker_key(token), self.demander(token)}
        totals = {
            key: sum(each * DECAY ** (here - sentence) for sentence, each in found.items())
            for key, found in scores.items()
            if key not in barred
        }
        return [(totals[key], last[key]) for key in sorted(totals, key=lambda k: (-totals[k], -last[k].head.i, k))]

    def is_barred(self, token: Token, referent: Referent) -> bool:
        """What syntax rules out: the phrase that holds the word, a coordinated one, the subject of its own verb."""
        head = referent.head
        if holds(head, token):
            return True
        if head.i in {each.i for each in tree.conjuncts(tree.first_conjunct(token))}:
            return True
        if token.dep_ in SUBJECT and (token.head.dep_, token.head.head.i) == ("acl:relcl", head.i):
            return True  # "the men whom they had taken"
        if token.dep_ in SUBJECT or possessor(token):
            return False
        verb = tree.governing_verb(tree.first_conjunct(token).head)
        if tree.governing_verb(head.head) != verb or tree.first_conjunct(token).head.pos_ in {"NOUN", "PROPN"}:
            subjects = tree.surface_subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []
            return any(s.i == head.i for s in subjects) and tree.first_conjunct(token).head.i == verb.i
        return head.dep_ in SUBJECT | {"obj", "iobj"} and head.head.i == tree.first_conjunct(token).head.i

    def reflexive(self, token: Token) -> Reference:
        """The subject of its clause: "itself", "themselves"."""
        for subject in tree.surface_subjects(tree.governing_verb(token.head)):
            if subject.i != token.i and (found := self.entities(subject)):
                return Reference(found, "reflexive")
        return Reference((), f"no subject for '{token.lower_}'")

    def cataphor(self, token: Token, pronoun: Pronoun) -> Referent | None:
        """ "In his speech, X said": the named subject of the main clause that a fronted phrase leads to."""
        clause = tree.clause_head(token)
        top = token
        while top.head.i != top.i and top.head.dep_ not in {"ROOT", "ccomp", "parataxis"}:
            top = top.head
        main = top.head if top.head.i != top.i else clause
        if top.dep_ not in {"obl", "advcl", "nmod"} or token.i > main.i or top.i > main.i:
            return None
        subject = next((child for child in tree.children(main, *SUBJECT) if child.i > token.i), None)
        if subject is None or subject.i < top.i or subject.pos_ == "PRON":
            return None
        end = max(subject.i, *(t.i for t in subject.subtree if t.i < main.i), subject.i) + 1
        low, high = bisect_left(self.positions, subject.i), bisect_left(self.positions, end)
        fits = [r for r in self.known[low:high] if r.actors and r.head.i == subject.i and self.agrees(r, pronoun)]
        return fits[0] if fits and not all(r.actors[0].entity.unnamed for r in fits) else None

    def is_agentive(self, token: Token) -> bool:
        """Whether only somebody who acts can stand here: the subject of saying or of an act, the owner of forces."""
        if possessor(token):
            return tree.lemma(token.head) in self.cues.descriptions or tree.lemma(token.head) in FORCES
        verb = tree.first_conjunct(token).head
        if token.dep_ != "nsubj" or verb.pos_ != "VERB":
            return False
        if speech_kind(verb, self.cues) in {"say", "claim", "deny"}:
            return True
        readings = load_lexicon().triggers.get((tree.lemma(verb), "VERB"), ())
        return any(relation.name == "nsubj" for each in readings for relation in each.frame.verb_actor)

    # First persons

    def first_person(self, token: Token, pronoun: Pronoun) -> Reference:
        """The speaker of a quotation: himself for "I"; his state, body or group for "we". Outside quotations "our"
        things of a state are those of the publisher's."""
        if not self.inside[token.i]:
            return self.publisher(token, pronoun)
        speakers = self.speakers(token)
        if not speakers:
            return Reference((), f"the speaker of '{token.lower_}' is not known")
        if pronoun.number == "singular":
            return (
                Reference(speakers, f"'{token.lower_}' in a quotation") if len(speakers) == 1 else Reference((), "two")
            )
        sides = tuple(Antecedent(e, a.head) for a in speakers[:1] if (e := self.side(a)) is not None)
        reason = f"'{token.lower_}' in a quotation" if sides else f"the side of {speakers[0].entity.name} is not known"
        return Reference(sides, reason)

    def speakers(self, token: Token) -> tuple[Antecedent, ...]:
        """Who says the quotation that a word stands in."""
        for speech in speech_above(token, self.cues):
            if speech.speaker is not None and not self.inside[speech.cue.i]:
                return self.entities(speech.speaker)
        speaker = carried_over(token, self.cues, self.quoted)
        return self.entities(speaker) if speaker is not None else ()

    def speaker_key(self, token: Token) -> str | None:
        """The speaker of the quotation around a third person, who is not meant by it."""
        if not self.inside[token.i] or token.lower_ not in self.cues.pronouns:
            return None
        speakers = self.speakers(token)
        return speakers[0].entity.id if speakers and speakers[0].entity.kind == "person" else None

    def demander(self, token: Token) -> str | None:
        """Who demands that somebody act: he is not the one to act ("Amin demanded that **he** step down")."""
        clause = token.head
        if token.dep_ not in SUBJECT or clause.dep_ != "ccomp" or tree.lemma(clause.head) not in DEMANDING:
            return None
        found = [each for subject in tree.surface_subjects(clause.head) for each in self.entities(subject)]
        return found[0].entity.id if found else None

    def side(self, speaker: Antecedent) -> Entity | None:
        """For whom somebody speaks as "we": a body for itself, an official for the state, a person beside whose name
        stands a body ("X, a spokesman for the front") for that."""
        entity = speaker.entity
        if entity.kind in {"state", "group", "organisation"}:
            return entity
        head = self.doc[speaker.head]
        beside = [head.head] if is_beside(head.head, head) else []
        for noun in (*tree.children(head, "appos", "nmod:desc", "compound"), *beside):
            office = self.mentions.at(noun.i)
            own = self.catalogue.state(office.entity.country) if office is not None else None
            if own is not None and office is not None and office.entity.sector in OFFICIAL:
                return own.entity  # "the US envoy for Sudan"
            for child in tree.children(noun, "compound", "nmod", "nmod:poss", "amod"):
                mention = self.mentions.at(child.i)
                if mention is not None and mention.entity.kind in {"state", "group", "organisation"}:
                    return mention.entity
        state = self.catalogue.state(entity.country)
        return state.entity if state is not None and entity.sector in OFFICIAL else None

    def publisher(self, token: Token, pronoun: Pronoun) -> Reference:
        if pronoun.form == "possessive" and pronoun.number == "plural":
            owned = token.head
            national = tree.lemma(owned) in self.cues.words.national
            entity = outlets(self.catalogue).get(fold(self.article.publisher or ""))
            state = self.catalogue.state(entity.country) if entity is not None else None
            if national and state is not None:
                return Reference((Antecedent(state.entity, token.i),), "'our' of the publisher's state")
        return Reference((), f"'{token.lower_}' outside a quotation")

    # Descriptions

    def description(self, token: Token, described: Description) -> Reference | None:
        """ "The group", "the two leaders": the actors that the noun fits; None where the noun does not refer back."""
        if is_pair(token):
            return self.pair(token, described.kinds)
        if (number := several(token)) is not None:
            return self.listed(token, number, described.kinds)
        owner = next((c for c in token.children if possessor(c) and c.lower_ in self.cues.pronouns), None)
        if owner is not None:
            return self.country_of(token, owner) if "state" in described.kinds else None
        if not is_definite(token) or is_restricted(token):
            return None
        if "state" in described.kinds and len(described.kinds) > 1:
            return None  # "side": only of two
        lemma = tree.lemma(token)
        if "state" not in described.kinds and (titled := self.titled(token, lemma, described)) is not None:
            return titled
        best = self.ranked(
            token, lambda each: self.is_described(each, described, lemma) and not each.head.is_ancestor(token)
        )
        state = self.catalogue.state(self.home)
        clear = len(best) == 1 or (len(best) > 1 and best[1][0] <= CLEAR * best[0][0])
        placing = tree.preposition(token) in PLACING
        told = clear and bool(best[0][1].actors)
        if told and lemma in RULING and self.sentence_of[best[0][1].head.i] != self.sentence_of[token.i]:
            told = False  # those who rule are of the page's own state, whichever other one was named last
        if not told and state is not None and described.kinds == {"state"} and not placing:
            return Reference((Antecedent(state.entity, token.i),), f"'the {token.lower_}' that the page is about")
        if not best:
            return Reference((), f"nothing that 'the {token.lower_}' may be")
        chosen = best[0][1]
        if not clear:
            return Reference((), f"'the {token.lower_}' may be {name(chosen)} or {name(best[1][1])}")
        return self.accept(token, chosen, f"'{token.lower_}' refers back")

    def is_described(self, referent: Referent, described: Description, lemma: str) -> bool:
        """Whether a noun fits an actor; a noun phrase of the same noun that is no actor competes."""
        if not referent.actors:
            return referent.key in {f"noun {lemma} False", f"noun {lemma} True"}
        if len(referent.actors) > 1:
            return False
        entity = referent.actors[0].entity
        if entity.kind not in described.kinds or entity.unnamed:
            return False
        genders = {self.genders.get(referent.key), self.cues.genders.get(lemma)} - {None, ""}
        if len(genders) > 1:
            return False
        return not described.sectors or entity.sector in described.sectors or entity.sector is None

    def titled(self, token: Token, lemma: str, described: Description) -> Reference | None:
        """The one actor of the document whose own words or apposition have the noun: "the minister" after "Foreign
        Minister X", "the force" after "the Quds Force"; of several the one of this or the last sentences."""
        before = [r for r in self.known[: bisect_left(self.positions, token.i)] if r.actors and len(r.actors) == 1]
        words = {lemma, token.lower_}
        fitting = {r.key: r for r in before if words & self.titles.get(r.key, set()) and not r.actors[0].entity.unnamed}
        fitting = {key: r for key, r in fitting.items() if r.actors[0].entity.kind in described.kinds}
        here = self.sentence_of[token.i]
        near = {k: r for k, r in fitting.items() if here - self.sentence_of[r.head.i] <= LOOK_BACK}
        chosen = near or fitting
        if len(chosen) == 1:
            return self.accept(token, next(iter(chosen.values())), f"'{token.lower_}' refers back")
        return None

    def titles_of(self, known: Iterable[Referent]) -> dict[str, set[str]]:
        """For each actor the words of its mentions, of what stands beside them and of the offices it holds."""
        found: dict[str, set[str]] = {}
        day = self.article.published.day.isoformat() if self.article.published else None
        for referent in known:
            for mention in referent.actors if len(referent.actors) == 1 else ():
                words = found.setdefault(referent.key, set())
                words |= text_words(self.doc, mention)
                head = referent.head
                beside = [*tree.children(head, "appos", "flat", "nmod:desc", "compound"), head.head]
                words |= {tree.lemma(each) for each in beside if is_beside(each, head)}
                if mention.entity.kind == "person" and not words & {"president", "minister"}:
                    offices = self.catalogue.offices_of(mention.entity.id, day)
                    words |= {word for office in offices for word in office.office.lower().split()[-1:]}
        return found

    def country_of(self, token: Token, owner: Token) -> Reference | None:
        """ "His country", "their government": the state of whoever owns it."""
        for antecedent in self.entities(owner):
            state = self.catalogue.state(antecedent.entity.country)
            if state is not None:
                return Reference((Antecedent(state.entity, antecedent.head),), f"'{owner.lower_} {token.lower_}'")
        return Reference((), f"whose {token.lower_} is not known")

    def pair(self, token: Token, kinds: frozenset[str]) -> Reference:
        """ "The two leaders", "both sides": the two of a kind in the nearest sentences that name any two."""
        found: dict[str, ActorMention] = {}
        here, sentence = self.sentence_of[token.i], self.sentence_of[token.i]
        for at in range(bisect_left(self.positions, token.i) - 1, -1, -1):
            referent = self.known[at]
            number = self.sentence_of[referent.head.i]
            if number != sentence and (len(found) > 1 or here - number > LOOK_BACK):
                break
            sentence = number
            for actor in referent.actors:
                if actor.entity.kind in kinds and not holds(self.doc[actor.head_token], token):
                    found.setdefault(actor.entity.id, actor)
        if len(kinds) > 1 and len(found) > 2:  # the president of a state that is meant himself
            found = {key: actor for key, actor in found.items() if actor.entity.kind != "person"}
        if len(found) != 2 and "state" in kinds and (main := self.main_sides(token)):
            return Reference(main, f"the two of '{token.lower_}' on the page")
        if len(found) != 2:
            return Reference((), f"{len(found)} that '{token.lower_}' may be")
        both = sorted(found.values(), key=lambda actor: actor.start_token)
        return Reference(tuple(Antecedent(a.entity, a.head_token) for a in both), f"the two of '{token.lower_}'")

    def listed(self, token: Token, number: int, kinds: frozenset[str]) -> Reference | None:
        """ "The three countries": the last list of so many of a kind."""
        for referent in reversed(self.known[: bisect_left(self.positions, token.i)]):
            if len(referent.actors) == number and all(actor.entity.kind in kinds for actor in referent.actors):
                return Reference(tuple(Antecedent(a.entity, a.head_token) for a in referent.actors), f"the {number}")
        return None

    def main_sides(self, token: Token) -> tuple[Antecedent, ...]:
        """The two states or groups of which the page has told most before a word, if a third comes far behind; who
        says it is none of them."""
        counts: dict[str, int] = {}
        first: dict[str, Antecedent] = {}
        speakers = {key for s in tree.surface_subjects(tree.governing_verb(token.head)) for key in self.sides(s)}
        for referent in self.known[: bisect_left(self.positions, token.i)]:
            for actor in referent.actors if len(referent.actors) == 1 else ():
                for key, antecedent in self.sides(self.doc[actor.head_token]).items():
                    counts[key] = counts.get(key, 0) + 1
                    first.setdefault(key, antecedent)
        for at, reference in self.references.items():
            for each in reference.found if at < token.i else ():
                if each.entity.id in counts:  # "the government", "it"
                    counts[each.entity.id] += 1
        ranked = sorted((key for key in counts if key not in speakers), key=lambda key: -counts[key])
        if len(ranked) < 2 or (len(ranked) > 2 and 2 * counts[ranked[2]] > counts[ranked[1]]):
            return ()
        return tuple(sorted((first[key] for key in ranked[:2]), key=lambda each: each.head))

    def sides(self, token: Token) -> dict[str, Antecedent]:
        """The state or group that the mention at a word belongs to; a body of a state counts for the state."""
        mention = self.mentions.at(token.i)
        if mention is None or mention.entity.kind not in {"state", "group", "organisation"}:
            return {}
        entity = mention.entity
        own = entity.country is None and entity.sector in OFFICIAL  # "the army", of the page's own state
        if entity.unnamed and not own:
            return {}
        if own and entity.kind == "organisation":
            entity = replace(entity, country=self.home)
        if entity.kind == "organisation":
            state = self.catalogue.state(entity.country)
            if state is None or entity.sector not in OFFICIAL:
                return {}
            entity = state.entity
        return {entity.id: Antecedent(entity, mention.head_token)}

    def entities(self, token: Token) -> tuple[Antecedent, ...]:
        """What a word names or, if it was resolved before, refers to."""
        mention = self.mentions.at(token.i)
        if mention is None:
            beside = [self.mentions.at(c.i) for c in tree.children(token, "appos", "flat", "nmod:desc")]
            mention = next((each for each in beside if each is not None), None)
        if mention is not None:
            return (Antecedent(mention.entity, mention.head_token),)
        reference = self.references.get(token.i)
        return reference.found if reference is not None else ()


FORCES = frozenset("ally border capital missile soldier territory troop".split())
"""What only an actor has, besides the nouns of descriptions."""


@cache
def outlets(catalogue: Catalogue) -> dict[str, Entity]:
    """The news outlets of the catalogue by folded name."""
    return {fold(text): entity for text, entity, _ in catalogue.names() if entity.sector == "JRN"}


def last_head(referent: Referent) -> int:
    """Where a referent is complete: a coordination at its last member."""
    return max([referent.head.i, *(actor.head_token for actor in referent.actors)])


def name(referent: Referent) -> str:
    return " and ".join(actor.entity.name for actor in referent.actors) or f"'{referent.head.text}'"


def possessor(token: Token) -> bool:
    return token.dep_ == "nmod:poss"


def holds(head: Token, token: Token) -> bool:
    """Whether a word stands inside the noun phrase of a head, not in a clause that hangs on it."""
    while token.head.i != token.i:
        if token.i == head.i:
            return True
        if token.dep_ in CLAUSAL:
            return False
        token = token.head
    return token.i == head.i


def is_beside(word: Token, head: Token) -> bool:
    """Whether a word tells what a name is: its apposition or title, or the noun that it is the apposition of."""
    if word.i != head.head.i:
        return word.pos_ in {"NOUN", "PROPN"}
    return head.dep_ in {"appos", "flat", "nmod:desc"} and word.pos_ in {"NOUN", "PROPN"}


def is_definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.children)


def points_back(token: Token, mention: ActorMention) -> bool:
    """Whether a role with an article stands for one group that was named: "the militant group", not "the rebels"."""
    role = mention.entity.origin == "text" and mention.entity.kind == "group" and mention.head_token == token.i
    return role and is_definite(token) and tree.feature(token, "Number") == "Sing" and not is_restricted(token)


def is_restricted(token: Token) -> bool:
    """Whether the phrase says itself which one is meant: "the group that shelled A", "the leader of B"."""
    for child in token.children:
        apart = child.dep_ == "acl:relcl" and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
        if apart:  # "the rebels, who have fought since May, ..."
            continue
        if child.dep_ in {"acl", "acl:relcl", "nummod", "nmod:poss", "appos", "conj"}:
            return True
        if child.dep_ == "nmod" and tree.preposition(child) != "":
            return True
        if child.dep_ in {"amod", "compound"} and (child.pos_ == "PROPN" or child.lower_ in NOT_THE_SAME):
            return True
    return False


def is_pair(token: Token) -> bool:
    """Whether a plural noun stands with "two" or "both": "the two leaders", "both sides"."""
    if tree.feature(token, "Number") not in {"Plur", ""}:
        return False
    words = {child.lower_ for child in token.children if child.dep_ in {"nummod", "det", "det:predet"}}
    return "both" in words or ("two" in words and bool(words & (DEFINITE | {"both"})))


def several(token: Token) -> int | None:
    """The number in "the three countries", "all four groups"; None where there is none or it is two."""
    numbers = [NUMBERS.get(child.lower_) for child in tree.children(token, "nummod")]
    definite = is_definite(token) or any(child.lower_ == "all" for child in token.children)
    return numbers[0] if definite and numbers else None


def is_bare_pair(token: Token) -> bool:
    """ "Both" and "the two" without a noun; not "two of them"."""
    if token.dep_ not in {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj"}:
        return False
    if any(child.dep_ == "nmod" for child in token.children):
        return False
    return token.lower_ == "both" or (token.lower_ == "two" and is_definite(token))


def is_pleonastic(token: Token, cues: Cues) -> bool:
    """Whether "it" stands for no noun: "it is clear that", "it seems", "it was reported that"."""
    if token.dep_ == "expl":
        return True
    head = token.head
    if token.dep_ not in SUBJECT:
        return False
    clause = tree.children(head, "csubj", "csubj:pass", "ccomp", "xcomp", "advcl")
    later = [each for each in clause if each.i > head.i]
    if head.pos_ in {"ADJ", "NOUN"} and tree.children(head, "cop"):
        return bool(later or tree.children(head, "acl:relcl"))
    return tree.lemma(head) in cues.words.impersonal and (bool(later) or tree.is_passive(head))
