"""Reading a Universal Dependencies tree: who is the subject, object and oblique of a word, also where the tree
only implies it (passives, coordination, control, participles, relative clauses). Everything above works on these.

Relations: https://universaldependencies.org/u/dep/
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

RELATIVE_PRONOUNS = frozenset({"that", "which", "who", "whom"})
PREVENTING = frozenset({"avert", "disrupt", "expose", "foil", "frustrate", "prevent", "stop", "thwart", "uncover"})
TEXTS = frozenset("bill call communique decree declaration letter message order report resolution statement".split())
"""What speaks for its author: "issued a statement condemning"."""
CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass"})


def lemma(token: Token) -> str:
    """The lemma in lower case; the word itself where the pipeline gave none."""
    return (token.lemma_ or token.text).lower()


def children(token: Token, *relations: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in relations]


def conjuncts(token: Token) -> list[Token]:
    """The token and all that are coordinated with it below it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return sorted(found, key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def preposition(token: Token) -> str:
    """The preposition that introduces a noun, in lower case; "out of" and other fixed ones joined by a space."""
    marked = {"case", "mark"} if token.dep_ in {"obl", "nmod"} else {"case"}  # "charged with spying"
    for child in token.children:
        if child.dep_ in marked and child.i < token.i:
            rest = [part.lower_ for part in child.children if part.dep_ == "fixed"]
            return " ".join([child.lower_, *rest])
    head = token.head
    if token.dep_ == "conj" and head.i != token.i:
        return preposition(head)
    return ""


def feature(token: Token, name: str) -> str:
    """One morphological feature, such as ``Tense``, or an empty string."""
    values = token.morph.get(name, [])
    return values[0] if values else ""


def is_passive(token: Token) -> bool:
    """Whether a verb stands in the passive, as a clause or as a reduced participle ("the men killed there")."""
    relations = {child.dep_ for child in token.children}
    if relations & {"nsubj:pass", "aux:pass", "csubj:pass"} or ("obl:agent" in relations and "obj" not in relations):
        return True
    if relations & {"nsubj", "obj"}:
        return False
    if (
        token.dep_ in {"acl", "amod", "advcl", "xcomp"}
        and feature(token, "VerbForm") == "Part"
        and feature(token, "Tense") != "Pres"
    ):
        return not token.text.lower().endswith("ing")
    if token.dep_ == "conj" and feature(token, "VerbForm") == "Part":
        return is_passive(token.head) and not any(child.dep_ == "nsubj" for child in token.children)
    return (
        token.dep_ == "ROOT"
        and feature(token, "VerbForm") == "Part"
        and feature(token, "Tense") == "Past"
        and not _has_have(token)
    )


def _has_have(token: Token) -> bool:
    return any(child.dep_ == "aux" and lemma(child) == "have" for child in token.children)


def relative_head(token: Token) -> Token | None:
    """The noun that a relative or participial clause hangs on, if `token` is the verb of one."""
    return token.head if token.dep_ in {"acl", "acl:relcl"} and token.head.i != token.i else None


def _resolve_relative(token: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun its clause hangs on."""
    if token.lower_ in RELATIVE_PRONOUNS and (head := relative_head(first_conjunct(verb))) is not None:
        return head
    return token


def _own(verb: Token, *relations: str) -> list[Token]:
    return [_resolve_relative(child, verb) for child in children(verb, *relations)]


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the phrases that do what the verb says: its agent if passive, else its subject."""
    if depth > 8:
        return []
    if is_passive(verb):
        return agents(verb)
    if own := _own(verb, "nsubj", "csubj"):
        return own
    return _implied_subjects(verb, depth)


def agents(verb: Token) -> list[Token]:
    """The by-phrase of a passive."""
    found = _own(verb, "obl:agent")
    for later in children(verb, "conj"):  # "nine were killed and six kidnapped by raiders"
        if not found and later.pos_ == "VERB" and feature(later, "VerbForm") == "Part" and later.i - verb.i <= 4:
            found = _own(later, "obl:agent")
    return found or [t for t in children(verb, "obl") if preposition(t) == "by" and t.pos_ in {"NOUN", "PROPN", "PRON"}]


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject, active or passive, also where it is shared with or controlled by another verb."""
    if depth > 8:
        return []
    return _own(verb, "nsubj", "nsubj:pass") or _implied_subjects(verb, depth)


def _implied_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if head.i == verb.i:
        return []
    listed = verb.dep_ == "parataxis" and verb.i > head.i and feature(verb, "VerbForm") == "Fin"  # "recalls, warns"
    if verb.dep_ == "conj" or listed:
        return surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else []
    if verb.dep_ == "xcomp":
        objects = _own(head, "obj", "iobj")
        return objects or (surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "ADJ", "AUX"} else [])
    if verb.dep_ == "advcl" and charged_with(verb):
        return _own(head, "obj", "nsubj:pass")
    if verb.dep_ == "advcl" and feature(verb, "VerbForm") in {"Ger", "Part", "Inf", ""}:
        return surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else []
    if verb.dep_ == "acl":
        if any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children):
            return _owners_of_plan(head, depth)
        if lemma(head) in TEXTS and head.dep_ == "obj":  # "issued a statement condemning": whoever issued it
            return surface_subjects(head.head, depth + 1)
        return [head]
    if verb.dep_ == "acl:relcl" and not any(c.lower_ in RELATIVE_PRONOUNS for c in verb.subtree):
        return []
    return [head] if verb.dep_ == "acl:relcl" else []


def charged_with(verb: Token) -> bool:
    """Whether a clause is what somebody else is accused of or kept from: "accused A **of shelling** B"."""
    prepositions = {child.lower_ for child in verb.children if child.dep_ in {"mark", "case"}}
    return bool(prepositions & {"of", "for", "from"}) and bool(children(verb.head, "obj", "nsubj:pass"))


def _owners_of_plan(noun: Token, depth: int) -> list[Token]:
    """Who would do it: "the army's plan to retake", "sent troops to fight"."""
    owners = children(noun, "nmod:poss")
    verb = noun.head
    if owners or lemma(verb) in PREVENTING:  # who foils a plot does not own it
        return owners
    return surface_subjects(verb, depth + 1) if verb.pos_ == "VERB" and noun.dep_ in {"obj", "xcomp", "obl"} else []


def logical_objects(verb: Token) -> list[Token]:
    """Heads of the phrases to which the verb is done: its object, or its subject if passive."""
    if is_passive(verb):
        if own := _own(verb, "nsubj:pass"):
            return own
        if any(child.dep_ == "nsubj" for child in verb.children):
            return _own(verb, "nsubj")
        if (head := relative_head(verb)) is not None:
            return [head]
        if verb.dep_ == "amod":
            return [verb.head]
        return _implied_subjects(verb, 0)
    if own := _own(verb, "obj"):
        return [each for noun in own for each in _with_earlier(noun, verb)]
    placed = any(child.lower_ in {"where", "when", "why"} for child in verb.children)
    if verb.dep_ == "acl:relcl" and children(verb, "nsubj") and not placed and not _own_subject_is_relative(verb):
        return _with_earlier(verb.head, verb)
    if verb.dep_ == "conj" and not children(verb, "nsubj", "nsubj:pass"):  # "beat and arrested two students"
        shared = [each for each in children(verb.head, "obj") if each.i > verb.i]
        if shared and verb.head.pos_ == "VERB":
            return shared
    for child in verb.children:  # "attacked and killed the guards": the object hangs on the last verb
        joined = child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3
        if joined and not children(child, "nsubj", "nsubj:pass", "mark") and (shared := children(child, "obj")):
            return shared
    return []


def _with_earlier(noun: Token, verb: Token) -> list[Token]:
    """The noun; where a relative clause hangs on the last of a list of people, all of them: "two priests and a nurse
    whom the raiders had taken"."""
    if relative_head(verb) is None or relative_head(verb) != noun or noun.dep_ != "conj":
        return [noun]
    first = first_conjunct(noun)
    listed = [first, *(each for each in conjuncts(first) if each.i < noun.i), noun]
    known = any(child.dep_ == "det" and child.lower_ == "the" for each in listed for child in each.children)
    return [noun] if known or any(each.pos_ != "NOUN" for each in listed) else listed


def _own_subject_is_relative(verb: Token) -> bool:
    return any(child.lower_ in RELATIVE_PRONOUNS for child in children(verb, "nsubj"))


def obliques(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) for each prepositional phrase of a verb or noun; those that a parser may have hung on
    the verb's object instead come last."""
    late = []
    for child in token.children:
        if child.dep_ in {"obl", "nmod", "obl:agent"} or (child.dep_ in {"advcl", "acl"} and children(child, "case")):
            yield preposition(child), _resolve_relative(child, token) if child.lower_ in {"which", "whom"} else child
        elif child.dep_ in {"obj", "nsubj:pass"} and token.pos_ == "VERB":
            late += [
                (preposition(g), g) for g in child.children if g.dep_ == "nmod" and preposition(g) not in {"of", ""}
            ]
    yield from late


def governing_verb(token: Token) -> Token:
    """The nearest verb or clause head above a word, or the word itself if it is one."""
    seen = 0
    while token.pos_ not in {"VERB", "AUX"} and token.dep_ not in CLAUSES and token.head.i != token.i and seen < 50:
        token, seen = token.head, seen + 1
    return token


def clause_head(token: Token) -> Token:
    """The head of the finite clause a word stands in: conjuncts and open complements belong to their clause."""
    seen = 0
    while token.dep_ not in CLAUSES and token.head.i != token.i and seen < 50:
        token, seen = token.head, seen + 1
    return token


def text_of(doc: Doc) -> str:
    """The characters of a document, joined once: spaCy joins all words at each call."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return str(doc.user_data["text"])
