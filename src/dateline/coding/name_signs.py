"""What speaks for the kind of a name: its words, the catalogue and the gazetteer, and the words around it.

A sign is a short text such as "given first" or "after in"; ``names/weights.csv`` says how much it speaks for each
kind. Signs of the name itself hold wherever it stands; signs of the context are those of one occurrence.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.coding.mention_roles import head_of
from dateline.coding.mention_trie import HYPHENS, POSSESSIVES, NameTrie
from dateline.coding.name_runs import Run
from dateline.coding.tree import lemma, preposition
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.name_words import NameWords
from dateline.knowledge.names import plain

SIZES = ((1_000_000, "city"), (100_000, "town"), (0, "small"))
PREPOSITIONS = frozenset(
    "in at to from near by with of on for against between through across around into outside under after about as"
    " like towards within throughout over off along".split()
)
LONGEST_ACRONYM = 6
LINKS = frozenset({"of", "for", "in", "on", "and", "the", "&"})


def content(doc: Doc, run: Run) -> list[Token]:
    """The words of a name without hyphens and marks."""
    return [t for t in doc[run.start : run.end] if plain(t.text) and t.text not in HYPHENS]


def noun_of(doc: Doc, run: Run) -> str:
    """The noun that says what a name is, folded: the last word, or the last before "of" and the like."""
    words = content(doc, run)
    for place, token in enumerate(words[1:], 1):
        if token.lower_ in {"of", "for", "in", "on", "de"}:
            return plain(words[place - 1].text)
    return plain(words[-1].text) if words else ""


def own_signs(doc: Doc, run: Run, trie: NameTrie, words: NameWords, gazetteer: Gazetteer) -> list[str]:
    """The signs that a name carries in itself."""
    tokens = content(doc, run)
    if not tokens:
        return []
    parts = [plain(t.text) for t in tokens]
    found = [f"words {min(len(parts), 4)}"]
    lists = words.lists
    noun = noun_of(doc, run)
    single = len(parts) == 1
    when = "alone " if single else ""
    if noun in trie.catalogue.words.bodies or noun in lists["heads"]["organisation"]:
        found.append(f"{when}noun organisation")
    leading = not single and parts[0] in lists["starts"]["noun"]
    found += [f"{when}noun place"] * (leading or noun in lists["heads"]["place"])
    found += [f"{when}noun other"] * (noun in lists["heads"]["other"])
    if not single:
        found += [f"starts {kind}" for kind in ("organisation", "place", "person") if parts[0] in lists["starts"][kind]]
        found += [f"ends {kind}" for kind in ("organisation", "person") if parts[-1] in lists["ends"][kind]]
    found += person_signs(tokens, parts, words, trie)
    found += [f"linked by {t.lower_}" for t in tokens if t.lower_ in LINKS]
    found += shape_signs(tokens)
    if run.hit is not None and run.hit.entity is not None:
        sort = run.hit.sort
        found.append(f"known {run.hit.entity.kind if sort == 'actor' else sort}")
    found += place_signs(doc[run.start : run.end].text, gazetteer, single)
    return found


def person_signs(tokens: list[Token], parts: list[str], words: NameWords, trie: NameTrie) -> list[str]:
    found = []
    if len(parts) == 1:
        found += ["alone given"] * (parts[0] in words.given) + ["alone family"] * (parts[0] in words.family)
    else:
        given = parts[0] in words.given
        found += ["given first"] * given + ["given last"] * (parts[-1] in words.given)
        found += ["family last"] * (parts[-1] in words.family) + ["family first"] * (parts[0] in words.family)
        found += ["given and family"] * (given and parts[-1] in words.family)
        found += ["all given or family"] * all(p in words.given or p in words.family or len(p) == 1 for p in parts)
    if len(parts) > 1 and any(len(plain(t.text)) == 1 and t.text[0].isupper() for t in tokens):
        found.append("initial")
    if any(t.lower_ in trie.catalogue.words.particles for t in tokens[1:-1]):
        found.append("particle")
    return found


def shape_signs(tokens: list[Token]) -> list[str]:
    found, last = [], tokens[-1]
    letters = "".join(t.text for t in tokens).replace(".", "")
    if len(tokens) == 1 and letters.isupper() and 2 <= len(letters) <= LONGEST_ACRONYM:
        found.append("acronym")
    elif letters.isupper():
        found.append("capitals")
    if any(c.isdigit() for c in letters):
        found.append("digits")
    if any(t.text[1:] != t.text[1:].lower() and not t.text.isupper() and not t.text.startswith("Mc") for t in tokens):
        found.append("inner capital")
    if "Plur" in last.morph.get("Number", []):
        found.append("plural")
        if last.text.endswith(("ans", "ians", "ese", "ites", "ists", "crats", "ims", "ews", "is")):
            found.append("plural of people")
    if any("." in t.text[1:-1] and len(t.text) > 5 for t in tokens):
        found.append("address")
    if any(t.pos_ != "PROPN" and t.lower_ not in LINKS for t in tokens):
        found.append("common word")
    return found


def place_signs(text: str, gazetteer: Gazetteer, single: bool) -> list[str]:
    entries = gazetteer.lookup(text)
    if not entries:
        return []
    kinds = {"country" if place.kind == "country" else place.kind for place in entries}
    best = max(place.population for place in entries)
    size = next(name for least, name in SIZES if best >= least)
    main = any(place.main for place in entries)
    found = [f"gazetteer {size}", "gazetteer alone" if single else "gazetteer words"]
    found += [f"gazetteer {kind}" for kind in sorted(kinds & {"country", "admin1", "capital"})]
    found += ["gazetteer feature"] * (not kinds <= {"country", "admin1", "admin2", "town", "capital"})
    return found + ["gazetteer other name"] * (not main)


def context_signs(doc: Doc, run: Run, words: NameWords, gazetteer: Gazetteer) -> list[str]:
    """The signs of one occurrence."""
    found = [] if run.title is None else ["title"]
    head = doc[head_of(doc, run.start, run.end)]
    before = doc[run.start - 1] if run.start and not doc[run.start].is_sent_start else None
    after = doc[run.end] if run.end < len(doc) and not doc[run.end].is_sent_start else None
    dep = head.dep_.partition(":")[0] if head.dep_ != "nsubj:pass" else head.dep_
    found.append(f"is {dep}")
    if case := preposition(head):
        found.append(f"after {case if case in PREPOSITIONS else 'other preposition'}")
    article = [c for c in head.children if c.dep_ == "det" and c.i < head.i]
    if article or before is not None and before.pos_ == "DET":
        the = article[0] if article else before
        found.append("the" if the is not None and the.lower_ == "the" else "other article")
    elif case:
        found.append("preposition and no article")
    found += verb_signs(head, words)
    found += beside_signs(doc, run, head, before, after, words)
    found += region_signs(doc, run, gazetteer)
    return found


def verb_signs(head: Token, words: NameWords) -> list[str]:
    dep, verb = head.dep_, lemma(head.head)
    lists = words.lists["verbs"]
    if dep in {"nsubj", "nsubj:pass"}:
        kinds = [kind for kind in ("person", "organisation", "place") if verb in lists[kind]]
        nouns = [kind for kind in ("person", "organisation", "place") if verb in words.lists["nouns"][kind]]
        return [f"subject of {kind} verb" for kind in kinds] + [f"is a {kind}" for kind in nouns]
    if dep in {"obj", "iobj"}:
        kinds = [kind for kind in ("person", "organisation", "place") if verb in lists[f"object_{kind}"]]
        return [f"object of {kind} verb" for kind in kinds]
    return []


def beside_signs(
    doc: Doc, run: Run, head: Token, before: Token | None, after: Token | None, words: NameWords
) -> list[str]:
    nouns = words.lists["nouns"]
    found = []
    apposed = [c for c in head.children if c.dep_ in {"appos", "nmod:desc"} and not run.start <= c.i < run.end]
    if head.dep_ in {"appos", "nmod:desc", "flat"} and not run.start <= head.head.i < run.end:
        apposed.append(head.head)
    for token in apposed:
        found += [f"beside {kind} noun" for kind in ("person", "organisation", "place") if lemma(token) in nouns[kind]]
    relation = head.dep_.partition(":")[0]
    if relation in {"nmod", "compound"} and not run.start <= head.head.i < run.end:
        noun = lemma(head.head)
        how = "of" if head.head.i < head.i else "modifier of"
        found += [f"{how} {kind} noun" for kind in ("person", "organisation", "place") if noun in nouns[kind]]
        found += [
            f"{how} {name.partition('_')[2]} word" for name in ("of_organisation", "of_place") if noun in nouns[name]
        ]
    if before is not None and before.pos_ == "NOUN":
        kinds = [k for k in ("person", "organisation", "place") if lemma(before) in nouns[k]]
        found += [f"{kind} noun before" for kind in kinds]
    if after is not None:
        found += ["possessive"] * (after.text in POSSESSIVES)
        found += ["bracket after"] * (after.text == "(")
        follower = doc[run.end : run.end + 3].text
        found += ["age after"] * (after.text == "," and follower[1:].strip(" ,").isdigit())
        found += ["comma after"] * (after.text == ",")
        if after.pos_ in {"NOUN", "PROPN"} and after.text[:1].isalpha():
            found.append("noun after")
        if after.text in HYPHENS and run.end + 1 < len(doc) and not after.whitespace_:
            found.append(f"hyphen {doc[run.end + 1].lower_}"[:24] if doc[run.end + 1].is_lower else "hyphen")
    if before is not None:
        found += ["quote before"] * (before.text in {'"', "“", "‘"}) + ["bracket before"] * (before.text == "(")
    for child in head.children:
        if child.dep_ == "acl:relcl":
            pronouns = {t.lower_ for t in child.subtree if t.lower_ in {"who", "whom", "whose", "which", "where"}}
            found += [f"relative {word}" for word in sorted(pronouns)[:1]]
    return found


def region_signs(doc: Doc, run: Run, gazetteer: Gazetteer) -> list[str]:
    """ "Springfield, Illinois": a region or country right after or before a comma."""
    found = []
    if run.end + 1 < len(doc) and doc[run.end].text == "," and is_region(doc, run.end + 1, gazetteer):
        found.append("region after")
    if run.start > 1 and doc[run.start - 1].text == "," and doc[run.start - 2].pos_ == "PROPN":
        found.append("name and comma before")
    return found


def is_region(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    for end in (at + 2, at + 1):
        text = doc[at:end].text
        if text[:1].isupper() and any(place.kind in {"country", "admin1"} for place in gazetteer.lookup(text)):
            return True
    return False
