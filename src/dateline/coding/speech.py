"""Acts of speech in a sentence: what is said, by whose mouth, and which words stand inside quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.coding import tree
from dateline.coding.timex_words import load_time_words
from dateline.knowledge.cues import Cues
from dateline.records import Article

SPOKEN_DAYS = frozenset({"today", "yesterday"})
CITING = frozenset({"citing", "quoting"})
BESIDE = frozenset({"after", "before", "since", "until", "while"})
"""Conjunctions of what is known already: "was shot, officials said, a day **after** troops arrested a leader"."""
SAID = frozenset({"ccomp", "xcomp", "acl", "parataxis", "advcl", "csubj", "conj", "obj"})
"""Relations of what is said to the word that says it."""
QUOTED = frozenset({"cite", "quote"})
QUOTING_FORMS = frozenset(
    {"saying", "telling", "reporting", "warning", "confirming", "claiming", "adding", "admitting"}
)
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
    token, steps, latest, described = trigger, 0, len(trigger.doc), False
    while steps < 30:
        if comes_after(token):
            latest = min(latest, token.left_edge.i)
        above = inserted(token, trigger, cues)
        head = token.head
        if head.i != token.i and token.dep_ in SAID:
            kind = speech_kind(head, cues)
            if kind and is_content(token) and not (token.dep_ == "obj" and described):
                above.append(Speech(head, kind, cited_by(head) or speaker_of(head)))
            if cited_by(head) is not None and (outer := speech_kind(head.head, cues)):
                above.append(Speech(head.head, outer, speaker_of(head.head)))
        above += quoted_as(token)
        found += [speech for speech in above if not token.i < speech.cue.i < latest < trigger.i]
        if head.i == token.i:
            break
        described = described or token.dep_ == "acl:relcl"  # "the deal names the troops **who fought** there"
        token, steps = head, steps + 1
    unique: dict[int, Speech] = {}
    for speech in found:
        who = speech.speaker
        apart = who is None or not is_inside(trigger, who) or is_inside(speech.cue, who)
        if speech.cue.i != trigger.i and apart and not parted(speech.cue, trigger):
            unique.setdefault(speech.cue.i, speech)
    return list(unique.values())


def parted(cue: Token, trigger: Token) -> bool:
    """Whether a semicolon stands between a word of speech and an act, so that the one says nothing of the other."""
    first, last = sorted((cue.i, trigger.i))
    return any(token.text == ";" for token in trigger.doc[first:last])


def starts_anew(clause: Token) -> bool:
    """Whether a clause stands behind a semicolon, so that a speaker before it says nothing of it."""
    first = clause.left_edge.i
    return clause.head.i < first and ";" in {clause.doc[first].text, clause.doc[first - 1].text}


def comes_after(clause: Token) -> bool:
    """Whether a clause tells of time, so that behind "officials said" it is the page's own: "said, a day **after**"."""
    return clause.dep_ == "advcl" and any(mark.lower_ in BESIDE for mark in tree.children(clause, "mark"))


def cited_by(verb: Token) -> Token | None:
    """The object of "citing X" or "quoting X", who then speaks: "it reported, citing X, that"; "its own count" is
    nobody else."""
    others = cited(verb) if verb.dep_ in {"advcl", "acl"} else []
    return others[0] if others else None


def cited(verb: Token) -> list[Token]:
    """The objects of "citing", without what is somebody's own."""
    objects = tree.children(verb, "obj") if verb.lower_ in CITING else []
    return [each for each in objects if not any(child.lower_ == "own" for child in each.children)]


def quoted_as(verb: Token) -> list[Speech]:
    """Who quotes whom: "the agency quoted him as **saying**", "he was quoted as **saying** by the agency"."""
    head = verb.head
    if verb.dep_ not in {"advcl", "xcomp"} or tree.lemma(head) not in QUOTED or verb.lower_ not in QUOTING_FORMS:
        return []
    outlets = [*tree.agents(head), *tree.agents(verb)] if tree.is_passive(head) else tree.logical_subjects(head)
    return [Speech(head, "say", outlets[0])] if outlets else []


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
            subjects = tree.children(child, "nsubj")
            asked = any(t.lower_ in {"what", "how", "why"} for t in child.subtree)  # "Protests: what witnesses told us"
            said = [each for each in tree.children(child, "ccomp", "obj") if not starts_anew(each)]
            if kind and subjects and not asked and not said:
                citing = [each for each in tree.children(child, "advcl") if cited_by(each) is not None]
                found += [Speech(each, "say", cited_by(each)) for each in citing]
                found.append(Speech(child, kind, speaker_of(child)))
        if (
            child.dep_ == "parataxis"
            and tree.lemma(child) in QUOTED
            and (subjects := tree.children(child, "nsubj:pass"))
        ):
            for verb in tree.children(child, "advcl", "xcomp"):
                found += [Speech(verb, "say", subjects[0]), *quoted_as(verb)]
        found += quotes(child)
        if (source := according_to(child)) is not None:
            found.append(Speech(child, "say", source))
    return found


def quotes(verb: Token) -> list[Speech]:
    """Who quotes whom behind what is said: "..., Reuters **quoted** an official as saying", and whom an outlet cites
    that was told of: "according to Interfax, which **cited** a police source"."""
    if tree.lemma(verb) not in QUOTED or verb.pos_ != "VERB" or tree.is_passive(verb):
        return []
    quoted, outlets = tree.children(verb, "obj"), tree.children(verb, "nsubj")
    if verb.dep_ == "parataxis" and quoted and outlets:
        saying = [each for each in tree.children(verb, "advcl", "xcomp") if each.lower_ in QUOTING_FORMS]
        return [Speech(each, "say", quoted[0]) for each in saying[:1]] + [Speech(verb, "say", outlets[0])]
    cites = verb.dep_ == "acl:relcl" and quoted and outlets and outlets[0].lower_ == "which"
    return [Speech(verb, "say", quoted[0])] if cites else []


def according_to(child: Token) -> Token | None:
    """The noun of "according to X", "per X", "citing X", in whichever way the parser hangs it."""
    if child.lower_ == "according":
        nouns = [noun for preposition, noun in tree.obliques(child) if preposition in {"to", ""}]
        return nouns[0] if nouns else None
    if child.dep_ in {"obl", "nmod", "obl:agent"}:
        if any(c.lower_ == "according" for c in child.children):
            return child
        if tree.preposition(child) in {"per", "according to"}:
            return child
    objects = cited(child)
    return objects[0] if objects else None


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
    before = [token for token in subjects if token.i < cue.i]
    return before[-1] if before else next(iter(subjects), None)


def carried_over(token: Token, cues: Cues, quoted: dict[int, bool]) -> Token | None:
    """The speaker of the sentence before, where this one goes on inside quotation marks without its own."""
    sentence = token.sent
    if not quoted.get(sentence.start):
        return None
    previous, steps = sentence, 0
    while previous.start > 0 and steps < 4:
        previous, steps = token.doc[previous.start - 1].sent, steps + 1
        for each in previous:
            if speech_kind(each, cues) and each.pos_ == "VERB" and (speaker := speaker_of(each)) is not None:
                return speaker
        if not quoted.get(previous.start):
            return None
    return None


def quotations(article: Article, doc: Doc) -> list[bool]:
    """For each token whether it stands inside quotation marks or is one; a block starts outside."""
    starts = {block.start for block in article.blocks}
    inside, quoted = False, []
    for token in doc:
        if token.is_sent_start and token.idx in starts:
            inside = False
        before, mark = inside, token.text
        if mark == '"':
            inside = not inside
        elif mark in {"“", "«", "„"}:
            inside = True
        elif mark in {"”", "»"}:
            inside = False
        quoted.append(before or inside)
    return quoted


def quoted_sentences(inside: list[bool], doc: Doc) -> dict[int, bool]:
    """For each sentence, by its first token: whether it starts or stands inside quotation marks."""
    return {s.start: inside[s.start] or opens_quotation(s) for s in doc.sents}


def opens_quotation(sentence: Sentence) -> bool:
    return sentence[0].text in OPENING
