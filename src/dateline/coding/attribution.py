"""Who says so: the chain of speakers from the page outwards, nearest first.

A speaker is the subject of a speech verb above the claim (as complement or as inserted "officials said"), the noun
of an "according to" phrase, or whoever the reader of attributions finds for a quotation that goes on over sentences
and for a headline ("Town captured: officials").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dateline.coding import tree
from dateline.coding.attributions import FURTHEST, find_attributions
from dateline.coding.found import Found
from dateline.coding.participants import ParticipantFinder
from dateline.coding.speaker_lines import TAIL_MARKS, is_tail_mark
from dateline.coding.speech import CITING, QUOTED, Speech, cited_by, speech_above
from dateline.knowledge.cues import Cues
from dateline.knowledge.names import fold
from dateline.records import Article, Mention, Source

REPORTING = frozenset({"say", "claim", "deny"})
"""Kinds of attribution whose speaker vouches for a claim."""
NAMED = frozenset({"person", "organisation", "group"})
"""Kinds of speakers whose name beside an office or description is the source."""
PERSONS = frozenset({"he", "she"})
BODIES = frozenset({"it", "they"})
OUTLETS = frozenset({"broadcaster", "channel", "outlet", "portal", "station", "website", "weekly"})
"""Nouns before the names of outlets."""
SHOWINGS = frozenset({"clip", "footage", "image", "photo", "photograph", "picture", "recording", "report", "video"})
"""Things that show or tell, of which an outlet is the source."""
SHOWN = frozenset({"air", "broadcast", "carry", "distribute", "obtain", "post", "publish", "release", "share", "show"})
"""What an outlet does with pictures and texts."""
RECENT = 4
"""Sentences back in which "he said" finds the speaker before."""


class Attributor:
    """Finds the source chain of triggers in one document."""

    def __init__(self, article: Article, cues: Cues, finder: ParticipantFinder) -> None:
        self.article = article
        self.cues = cues
        self.finder = finder
        self.attributions = find_attributions(finder.mentions.doc, {block.start for block in article.blocks})
        self.at_cue = {each.cue.i: each for each in self.attributions}

    def speakers(self, speeches: list[Speech]) -> tuple[Found, ...]:
        """Who speaks, where they are known."""
        heads = [each for speech in speeches if speech.speaker is not None for each in tree.conjuncts(speech.speaker)]
        return tuple(
            found for head in heads for found in [*self.finder.resolve(head, recipient=False), *self.spoken_for(head)]
        )

    def spoken_for(self, head: Token) -> list[Found]:
        """For whom somebody speaks: "its spokesman", "a commander of the front", "a statement from the army"."""
        offices = [head, *tree.children(head, "appos", "nmod:desc")]
        bodies = [
            body
            for office in offices
            if {tree.lemma(office), office.lower_} & (self.cues.words.offices | self.cues.words.speakers)
            for body in [
                *tree.children(office, "nmod:poss", "compound"),
                *(noun for preposition, noun in tree.obliques(office) if preposition in {"of", "for", "from", "with"}),
            ]
        ]
        found = [each for body in bodies for each in self.finder.resolve(body, recipient=False)]
        return [each for each in found if each.participant.entity.kind in {"group", "organisation"}]

    def chain(self, trigger: Token, carrier: Token | None = None) -> tuple[list[Speech], tuple[Source, ...]]:
        """The speech acts over a trigger, nearest to it first, and the sources they name, nearest to the page first:
        a quoting outlet, whom others told, who told, whom he cites. The verb that carries the trigger ("declared a
        truce") is none of them."""
        above = [speech for speech in speech_above(trigger, self.cues) if speech.cue != carrier]
        speeches = [self.with_speaker(speech) for speech in above]
        speeches = [*speeches, *self.quoting(trigger, speeches)] if speeches else self.around(trigger)
        speeches = [speech for speech in speeches if not self.is_writer(speech.speaker)]
        outlet = self.outlet(trigger)
        sources = [outlet] if outlet is not None else []
        for speech in from_the_page(speeches):
            sources += self.told(speech.cue)
            if speech.speaker is not None:
                outlets = [each for clause in tree.children(speech.speaker, "acl") for each in quoted_by(clause)]
                sources += [source for each in outlets for source in self.sources(each)]
                sources += self.sources(self.known_speaker(speech.speaker))
                cited = [cited_by(clause) for clause in tree.children(speech.speaker, "acl")]
                sources += [source for each in cited if each is not None for source in self.sources(each)]
        unique: dict[str, Source] = {}
        for source in sources:
            unique.setdefault(source.name.casefold(), source)
        return speeches, tuple(unique.values())

    def with_speaker(self, speech: Speech) -> Speech:
        """The act with the speaker that the reader of attributions found, where its own clause names none."""
        found = self.at_cue.get(speech.cue.i)
        if speech.speaker is not None or found is None or found.source is None:
            return speech
        return replace(speech, speaker=found.source)

    def around(self, trigger: Token) -> list[Speech]:
        """The acts whose content holds a trigger though its own clause has none: a quotation that goes on, a headline
        with its speaker at an end."""
        found = [
            each
            for each in self.attributions
            if each.kind in REPORTING
            and each.source is not None
            and each.cue.i != trigger.i
            and abs(each.cue.i - trigger.i) < FURTHEST
            and trigger.i in each.content
            and (each.cue.sent.start != trigger.sent.start or is_tail_mark(each.cue))
            and (each.cue.text not in TAIL_MARKS or self.speaks(each.source, each.cue))
        ]
        found.sort(key=lambda each: len(each.content))
        return [Speech(each.cue, each.kind, each.source) for each in found]

    def quoting(self, trigger: Token, speeches: list[Speech]) -> list[Speech]:
        """The acts that quote the sentence of those who speak in it: ""They said it fell," a clerk said"."""
        return [
            each
            for each in self.around(trigger)
            if each.cue.text not in TAIL_MARKS
            and all(each.cue.i != speech.cue.i for speech in speeches)
            and all(speech.cue.i in self.at_cue[each.cue.i].content for speech in speeches)
        ]

    def is_writer(self, speaker: Token | None) -> bool:
        """Whether "I" outside of any quotation is whoever wrote the page, who is no source of his own."""
        if speaker is None or speaker.text != "I":
            return False
        return not any(speaker.i in each.content for each in self.attributions)

    def speaks(self, head: Token, mark: Token) -> bool:
        """Whether a noun beside a mark names somebody or is a word for those who speak. A state that stands before
        its mark is what a headline is about ("Sudan: Police fire on crowd"); one at the end speaks."""
        if {tree.lemma(head), head.lower_} & self.cues.words.speakers:
            return True
        named = self.finder.mentions.at(head.i)
        return named is not None and (named.entity.kind != "state" or head.i > mark.i)

    def told(self, cue: Token) -> list[Source]:
        """The outlet to which something was told: "told Example Radio"."""
        if tree.lemma(cue) != "tell":
            return []
        heard = [t for t in tree.children(cue, "obj", "iobj", "nsubj") if t.pos_ == "PROPN" and t.i > cue.i]
        named = [t for t in heard if self.is_outlet(t)]
        if not named:  # "told the newspaper El Tiempo"
            kinds = [t for t in tree.children(cue, "obj", "iobj") if t.pos_ == "NOUN" and self.is_kind_of_outlet(t)]
            behind = [name for noun in kinds for name in [*heard, *tree.children(noun, "appos", "flat", "conj")]]
            named = [name for name in behind if name.pos_ == "PROPN"][:1]
        return [self.source(t) for t in named]

    def is_outlet(self, name: Token) -> bool:
        """Whether a name is that of an outlet: by a word in it, or by the catalogue."""
        known = self.finder.mentions.at(name.i)
        listed = known is not None and known.entity.sector == "JRN" and known.entity.kind == "organisation"
        return listed or bool({w.lower_ for w in name.subtree} & self.cues.words.outlets)

    def is_kind_of_outlet(self, noun: Token) -> bool:
        """Whether a noun says that the name behind it is an outlet's: "the **newspaper** El Tiempo"."""
        words = {noun.lower_, *(child.lower_ for child in tree.children(noun, "compound"))}
        return bool(words & (self.cues.words.outlets | OUTLETS))

    def known_speaker(self, speaker: Token) -> Token:
        """The speaker; for a "he" or "she" that nothing else resolves, whoever spoke last by name or office."""
        if speaker.lower_ in PERSONS | BODIES and (last := self.last_speaker(speaker)) is not None:
            return last
        if speaker.lower_ not in PERSONS | BODIES or self.finder.resolve(speaker, recipient=False):
            return speaker
        if speaker.lower_ in BODIES:  # "the ministry blamed the rebels who, it said, had fired"
            main = [t for t in tree.logical_subjects(speaker.sent.root) if t.i < speaker.i and t.pos_ != "PRON"]
            return main[0] if main and speaker.head.i != speaker.sent.root.i else speaker
        sentence = speaker.sent
        for _ in range(RECENT):
            if sentence.start == 0:
                break
            sentence = speaker.doc[sentence.start - 1].sent
            for token in reversed(list(sentence)):
                each = self.at_cue.get(token.i)
                head = each.source if each is not None and each.kind in REPORTING else None
                if head is not None and tree.feature(head, "Number") != "Plur" and head.pos_ in {"PROPN", "NOUN"}:
                    return head
        return speaker

    def last_speaker(self, pronoun: Token) -> Token | None:
        """Who spoke in the sentence before, for a body that speaks behind its words: "troops killed ten, **it added**"
        is told by who told of the rest, not by the army."""
        cue, sentence = pronoun.head, pronoun.sent
        trailing = tree.lemma(cue) == "add" and any(token.i < pronoun.i for token in tree.children(cue, "ccomp"))
        trailing = trailing or (cue.dep_ == "parataxis" and cue.head.i < pronoun.i)
        if pronoun.lower_ not in BODIES or not trailing or sentence.start == 0:
            return None
        for token in reversed(list(pronoun.doc[sentence.start - 1].sent)):
            each = self.at_cue.get(token.i)
            head = each.source if each is not None and each.kind in REPORTING else None
            if head is not None and head.pos_ in {"PROPN", "NOUN"} and tree.lemma(head) not in self.cues.anonymous:
                return head
        return None

    def outlet(self, trigger: Token) -> Source | None:
        """The publication that a quoted block is taken from."""
        for block in self.article.blocks:
            if block.start <= trigger.idx < block.end and block.kind == "quote" and block.outlet:
                return Source(block.outlet)
        return None

    def sources(self, speaker: Token) -> list[Source]:
        """Each of those who speak; an outlet that is described and named is one: "the state news agency Petra"."""
        speaker = shown_by(speaker) or speaker
        heads = tree.conjuncts(speaker)
        described = len(heads) == 2 and heads[0].i + 1 == heads[1].left_edge.i and heads[1].pos_ == "PROPN"
        if described and self.is_kind_of_outlet(heads[0]):
            heads = heads[1:]
        return [self.source(each) for each in heads]

    def source(self, speaker: Token) -> Source:
        """The speaker as a source: the entity's name where there is one, else the words of the phrase."""
        speaker = self.named(speaker)
        known = speaker.pos_ != "NOUN" or self.finder.mentions.at(speaker.i) is not None
        found = self.finder.resolve(speaker, recipient=False) if known else []
        first, last = phrase(speaker)
        name = self.finder.mentions.at(speaker.i)
        longer = name is not None and not name.entity.unnamed and name.end_token > last
        if name is not None and longer:  # "Doctors Without Borders"
            first, last = min(first, name.start_token), name.end_token
        elif (tail := self.finder.mentions.at(last - 1)) is not None and not tail.entity.unnamed:
            last = max(last, tail.end_token)  # "the news site Myanmar Now"
        words = speaker.doc[first:last]
        text = words.text
        mention = Mention(self.article.source_span(words.start_char, words.end_char), text)
        entity = found[0].participant.entity if found else None
        person = entity is not None and not entity.unnamed and entity.kind == "person"
        vague = tree.lemma(speaker) in self.cues.anonymous and not longer
        anonymous = (vague or stays_unnamed(speaker, self.cues)) and not person
        if entity is not None and (speaker.pos_ == "PRON" or (person and is_short(text, entity.name))):
            return Source(entity.name, entity.unnamed, mention, entity.id)
        anonymous = anonymous or speaker.pos_ == "PRON"  # somebody speaks, the page does not tell who
        return Source(text, anonymous, mention, entity.id if entity and not anonymous else None)

    def named(self, speaker: Token) -> Token:
        """The name beside an office: "the governor of Darfur, **Minni Minawi**, said"."""
        own = self.finder.mentions.at(speaker.i)
        if speaker.pos_ != "NOUN" or (own is not None and not own.entity.unnamed and own.end_token > speaker.i + 1):
            return speaker
        for name in tree.children(speaker, "appos"):
            apart = "," in {name.left_edge.text, speaker.doc[name.left_edge.i - 1].text}
            found = self.finder.resolve(name, recipient=False) if name.pos_ == "PROPN" and apart else []
            if any(each.participant.entity.kind in NAMED for each in found):
                return name
        return speaker


def shown_by(thing: Token) -> Token | None:
    """Who shows what is said to tell something: "according to video **published by the agency**"."""
    if thing.pos_ != "NOUN" or tree.lemma(thing) not in SHOWINGS:
        return None
    for clause in tree.children(thing, "acl"):
        if tree.lemma(clause) in SHOWN:
            places = [noun for preposition, noun in tree.obliques(clause) if preposition in {"on", "at", "in"}]
            return next((noun for noun in [*tree.agents(clause), *places] if noun.pos_ in {"PROPN", "NOUN"}), None)
    return None


def from_the_page(speeches: list[Speech]) -> list[Speech]:
    """Acts of speech from the page outwards: the outermost first, but whom somebody cites after him."""
    ordered = [speech for speech in reversed(speeches) if speech.cue.lower_ not in CITING]
    for speech in speeches:
        if speech.cue.lower_ in CITING:
            above = next((n for n, other in enumerate(ordered) if other.cue.i == speech.cue.head.i), len(ordered) - 1)
            ordered.insert(above + 1, speech)
    return ordered


def quoted_by(clause: Token) -> list[Token]:
    """Who cites a source: "the police, **quoted by Radio Gao**, said"."""
    return tree.agents(clause) if tree.lemma(clause) in QUOTED and tree.is_passive(clause) else []


def is_short(text: str, name: str) -> bool:
    """Whether words name a person by less than the full name: "Mr Amin" for Idris Amin."""
    words = {fold(word) for word in text.split()}
    parts = [fold(part) for part in name.split()]
    return len(parts) > 1 and parts[-1] in words and not set(parts) <= words


def stays_unnamed(speaker: Token, cues: Cues) -> bool:
    """Whether a speaker "asked not to be named" or "spoke on condition of anonymity"."""
    return any(
        tree.lemma(token) == "anonymity" or (tree.lemma(token) in cues.words.unnamed and tree.is_passive(token))
        for child in speaker.children
        if child.dep_ in {"acl", "acl:relcl"}
        for token in child.subtree
    )


def phrase(head: Token) -> tuple[int, int]:
    """The noun phrase of a head without its relative clauses, appositions and what follows a comma."""
    keep = {head.i}
    for child in head.children:
        if child.dep_ in {"compound", "amod", "nummod", "nmod:poss", "flat", "nmod:desc"}:
            keep |= {t.i for t in child.subtree}
        elif (
            child.dep_ == "nmod"
            and tree.preposition(child) in {"of", "in", "at", "from", "for", "by"}
            and child.i - head.i < 6
        ):
            keep |= {t.i for t in child.subtree if t.i < head.i + 12}
        elif child.text == "-" and not child.whitespace_ and child.i > head.i:
            keep.add(child.i)  # "Al-Jazeera"
        elif child.dep_ in {"appos", "flat"} and child.left_edge.i == head.i + 1 and child.pos_ == "PROPN":
            keep |= {t.i for t in child.subtree if t.dep_ in {"flat", "compound", "appos"} and t.i < head.i + 6}
        elif child.dep_ == "det" and child.lower_ not in {"the", "a", "an"}:
            keep.add(child.i)
    barred = {i for i in keep if i < head.i and (is_tail_mark(head.doc[i]) or head.doc[i].lower_ in {"the", "a", "an"})}
    first = max([min(keep), *(i + 1 for i in barred)])
    while head.doc[first].dep_ in {"cc", "punct"} and first < head.i:
        first += 1
    last = head.i + 1
    while last in keep:
        last += 1
    return first, last
