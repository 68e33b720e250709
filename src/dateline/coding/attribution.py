"""Who says so: the chain of speakers from the page outwards, nearest first.

A speaker is the subject of a speech verb above the claim (as complement or as inserted "officials said"), the noun
of an "according to" phrase, or, for a sentence that goes on with a quotation, the speaker of the sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.participants import ParticipantFinder
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.cues import Cues
from dateline.records import Article, Entity, Mention, Source

SPOKEN_DAYS = frozenset({"today", "yesterday"})
OPENING = frozenset('“"‘«„')


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speech over a claim: the cue word, its kind (say, claim, deny, see …) and the speaker's head."""

    cue: Token
    kind: str
    speaker: Token | None


def speech_above(trigger: Token, cues: Cues) -> list[Speech]:
    """The speech acts that a trigger stands under in its own sentence, nearest first."""
    found: list[Speech] = []
    token, steps = trigger, 0
    while steps < 30:
        found += inserted(token, trigger, cues)
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ in {"ccomp", "xcomp", "acl", "parataxis", "advcl", "csubj", "conj", "obj"}:
            kind = speech_kind(head, cues)
            if kind and is_content(token):
                found.append(Speech(head, kind, speaker_of(head)))
        token, steps = head, steps + 1
    unique: dict[int, Speech] = {}
    for speech in found:
        if speech.cue.i != trigger.i and (speech.speaker is None or not is_inside(trigger, speech.speaker)):
            unique.setdefault(speech.cue.i, speech)
    return list(unique.values())


def is_inside(token: Token, top: Token) -> bool:
    return token.i == top.i or top.is_ancestor(token)


def is_content(clause: Token) -> bool:
    """Whether a clause is what the speech word says, not when or why it was said."""
    if clause.dep_ == "advcl":
        return tree.charged_with(clause)
    if clause.dep_ == "conj":
        return False
    if clause.dep_ == "acl":
        return any(child.dep_ == "mark" and child.lower_ in {"that", "to"} for child in clause.children)
    if clause.dep_ == "xcomp":
        return clause.pos_ in {"VERB", "NOUN", "ADJ"}
    if clause.dep_ == "obj":
        return clause.pos_ in {"NOUN", "PROPN"}
    return True


def speech_kind(token: Token, cues: Cues) -> str | None:
    if token.pos_ in {"VERB", "AUX"}:
        return cues.speech.get((tree.lemma(token), "VERB"))
    if token.pos_ == "NOUN":
        return cues.speech.get((tree.lemma(token), "NOUN"))
    return None


def inserted(token: Token, trigger: Token, cues: Cues) -> list[Speech]:
    """Speech that hangs below the content: ", officials said", "according to the army", "in a report by"."""
    found = []
    for child in token.children:
        if is_inside(trigger, child):
            continue
        if child.dep_ in {"parataxis", "advcl"} and child.pos_ == "VERB":
            kind = cues.speech.get((tree.lemma(child), "VERB"))
            if kind and tree.children(child, "nsubj") and not tree.children(child, "ccomp", "obj"):
                found.append(Speech(child, kind, speaker_of(child)))
        if (source := according_to(child)) is not None:
            found.append(Speech(child, "say", source))
    return found


def according_to(child: Token) -> Token | None:
    """The noun of "according to X", "per X", "citing X", in whichever way the parser hangs it."""
    if child.lower_ == "according":
        nouns = [noun for preposition, noun in tree.obliques(child) if preposition in {"to", ""}]
        return nouns[0] if nouns else None
    if child.dep_ in {"obl", "nmod"}:
        if any(c.lower_ == "according" for c in child.children):
            return child
        if tree.preposition(child) in {"per", "according to"}:
            return child
    if child.lower_ == "citing" and (objects := tree.children(child, "obj")):
        return objects[0]
    return None


def speaker_of(cue: Token) -> Token | None:
    """The head of whoever speaks."""
    if cue.pos_ == "NOUN":
        owners = tree.children(cue, "nmod:poss") or [n for p, n in tree.obliques(cue) if p in {"by", "from", "of"}]
        if owners:
            return owners[0]
        if cue.dep_ in {"obj", "obl"} and cue.head.pos_ == "VERB":
            return next(iter(tree.logical_subjects(cue.head)), None)
        return cue
    days = load_time_words().weekdays.keys() | SPOKEN_DAYS  # "the agency reported Sunday" may seem to have a subject
    subjects = [token for token in tree.logical_subjects(cue) if token.lower_ not in days and token.pos_ != "NUM"]
    return subjects[0] if subjects else None


class Attributor:
    """Finds the source chain of triggers in one document."""

    def __init__(self, article: Article, cues: Cues, finder: ParticipantFinder) -> None:
        self.article = article
        self.cues = cues
        self.finder = finder
        self._quoted = quoted_sentences(article, finder)
        self._last_speaker: dict[int, Token] = {}

    def speakers(self, speeches: list[Speech]) -> tuple[Entity, ...]:
        """Who speaks, as entities, where they are known."""
        heads = [each for speech in speeches if speech.speaker is not None for each in tree.conjuncts(speech.speaker)]
        return tuple(found.participant.entity for head in heads for found in self.finder.resolve(head, recipient=False))

    def chain(self, trigger: Token) -> tuple[list[Speech], tuple[Source, ...]]:
        """The speech acts over a trigger and the sources they name; a quoting outlet comes first."""
        speeches = speech_above(trigger, self.cues)
        sources = [
            source for speech in speeches if speech.speaker is not None for source in self.sources(speech.speaker)
        ]
        if not speeches and (speaker := self.carried_over(trigger)) is not None:
            sources = self.sources(speaker)
        outlet = self.outlet(trigger)
        if outlet is not None:
            sources.insert(0, outlet)
        unique: dict[str, Source] = {}
        for source in sources:
            unique.setdefault(source.name.casefold(), source)
        return speeches, tuple(unique.values())

    def outlet(self, trigger: Token) -> Source | None:
        """The publication that a quoted block is taken from."""
        for block in self.article.blocks:
            if block.start <= trigger.idx < block.end and block.kind == "quote" and block.outlet:
                return Source(block.outlet)
        return None

    def sources(self, speaker: Token) -> list[Source]:
        return [self.source(each) for each in tree.conjuncts(speaker)]

    def source(self, speaker: Token) -> Source:
        """The speaker as a source: the entity's name where there is one, else the words of the phrase."""
        known = speaker.pos_ != "NOUN" or self.finder.mentions.at(speaker.i) is not None
        found = self.finder.resolve(speaker, recipient=False) if known else []
        first, last = phrase(speaker)
        words = speaker.doc[first:last]
        text = words.text
        mention = Mention(self.article.source_span(words.start_char, words.end_char), text)
        entity = found[0].participant.entity if found else None
        person = entity is not None and not entity.unnamed and entity.kind == "person"
        anonymous = tree.lemma(speaker) in self.cues.anonymous and not person
        if speaker.pos_ == "PRON" and entity is not None:
            return Source(entity.name, entity.unnamed, mention, entity.id)
        return Source(text, anonymous, mention, entity.id if entity and not anonymous else None)

    def carried_over(self, trigger: Token) -> Token | None:
        """The speaker of the sentence before, where this one goes on inside quotation marks without its own."""
        sentence = trigger.sent
        if not self._quoted.get(sentence.start):
            return None
        previous, steps = sentence, 0
        while previous.start > 0 and steps < 4:
            previous, steps = trigger.doc[previous.start - 1].sent, steps + 1
            for token in previous:
                if (
                    speech_kind(token, self.cues)
                    and token.pos_ == "VERB"
                    and (speaker := speaker_of(token)) is not None
                ):
                    return speaker
            if not self._quoted.get(previous.start):
                return None
        return None


def phrase(head: Token) -> tuple[int, int]:
    """The noun phrase of a head without its relative clauses, appositions and what follows a comma."""
    keep = {head.i}
    for child in head.children:
        if child.dep_ in {"compound", "amod", "nummod", "nmod:poss", "flat", "nmod:desc"}:
            keep |= {t.i for t in child.subtree}
        elif (
            child.dep_ == "nmod"
            and tree.preposition(child) in {"of", "in", "at", "from", "for"}
            and child.i - head.i < 6
        ):
            keep |= {t.i for t in child.subtree if t.i < head.i + 12}
        elif child.dep_ == "det" and child.lower_ not in {"the", "a", "an"}:
            keep.add(child.i)
    first = min(keep)
    last = head.i + 1
    while last in keep:
        last += 1
    return first, last


def quoted_sentences(article: Article, finder: ParticipantFinder) -> dict[int, bool]:
    """For each sentence, by its first token: whether it starts or stands inside quotation marks, block by block."""
    doc = finder.mentions.doc
    starts = {block.start for block in article.blocks}
    inside, quoted = False, {}
    for sentence in doc.sents:
        if sentence.start_char in starts:
            inside = False
        quoted[sentence.start] = inside or opens_quotation(sentence)
        for token in sentence:
            mark = token.text
            if mark == '"':
                inside = not inside
            elif mark in {"“", "«", "„"}:
                inside = True
            elif mark in {"”", "»"}:
                inside = False
    return quoted


def opens_quotation(sentence: Sentence) -> bool:
    return sentence[0].text in OPENING
