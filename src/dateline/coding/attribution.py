"""Who says so: the chain of speakers from the page outwards, nearest first.

A speaker is the subject of a speech verb above the claim (as complement or as inserted "officials said"), the noun
of an "according to" phrase, or, for a sentence that goes on with a quotation, the speaker of the sentence before.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.participants import Found, ParticipantFinder
from dateline.coding.speech import Speech, carried_over, quotations, quoted_sentences, speech_above
from dateline.knowledge.cues import Cues
from dateline.records import Article, Mention, Source


class Attributor:
    """Finds the source chain of triggers in one document."""

    def __init__(self, article: Article, cues: Cues, finder: ParticipantFinder) -> None:
        self.article = article
        self.cues = cues
        self.finder = finder
        doc = finder.mentions.doc
        self._quoted = quoted_sentences(quotations(article, doc), doc)

    def speakers(self, speeches: list[Speech]) -> tuple[Found, ...]:
        """Who speaks, where they are known."""
        heads = [each for speech in speeches if speech.speaker is not None for each in tree.conjuncts(speech.speaker)]
        return tuple(found for head in heads for found in self.finder.resolve(head, recipient=False))

    def chain(self, trigger: Token) -> tuple[list[Speech], tuple[Source, ...]]:
        """The speech acts over a trigger and the sources they name; a quoting outlet comes first."""
        speeches = speech_above(trigger, self.cues)
        sources = [
            source for speech in speeches if speech.speaker is not None for source in self.sources(speech.speaker)
        ]
        if not speeches and (speaker := carried_over(trigger, self.cues, self._quoted)) is not None:
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
