"""Places that the gazetteer lacks: a name that its own words, or the noun beside it, make a place.

"Zarvelo district" and "the village of Zarvelo" are places whatever the gazetteer holds. Such a mention has no point;
where a region or country stands right after it ("the village of Zarvelo in Kenya") it lies in that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from dateline.coding.name_kinds import ProperName
from dateline.coding.place_mention import PlaceMention
from dateline.coding.place_told import is_told_place
from dateline.coding.tree import feature, lemma
from dateline.knowledge.gazetteer import load_gazetteer
from dateline.knowledge.place_words import PlaceWords

MARGIN = 2.0  # by how much a name is a place's where no noun beside it says so
SURE = 1.5  # by how much it is something else's to be no place beside such a noun
REGIONS = frozenset({"country", "admin1", "admin2"})
BETWEEN = frozenset({",", "in", "(", "the", "of", "province", "district"})
INSIDE = frozenset({"in", "near", "outside"})
GAP = 4  # words between a name and the region that it lies in
GENERIC = frozenset("lake mount mountain river valley gulf sea island cape camp".split())
"""Words of names that alone name nothing."""
REASON = "not in the gazetteer"


def unlisted(
    doc: Doc,
    proper: Sequence[ProperName],
    listed: Sequence[PlaceMention],
    lines: Sequence[tuple[int, int]],
    words: PlaceWords,
) -> Iterator[PlaceMention]:
    """A mention for each name of a place that no mention of `listed` covers."""
    taken = {i for mention in listed for i in range(mention.start_token, mention.end_token)}
    starts = {mention.start_token: mention for mention in listed}
    for name in proper:
        if not taken.isdisjoint(range(name.start, name.end)):
            continue
        if name.end - name.start == 1 and doc[name.start].lower_ in words.nouns.keys() | words.never | GENERIC:
            continue
        plain = is_place(doc, name, words)
        if not plain and not is_told(doc, name, words):
            continue
        start = name.start + (doc[name.start].lower_ == "the" and name.end - name.start > 1)
        text = doc[start : name.end].text
        dateline = any(low <= doc[start].idx < high for low, high in lines)
        region = region_after(doc, name.end, starts, words)
        place = None if region is None else region.place
        yield PlaceMention(
            start,
            name.end,
            text,
            text,
            place,
            5 if place is None else place.precision,
            0.3,
            REASON,
            part=place is not None,
            dateline=dateline,
            unlisted=True,
            told=not plain,
        )


def is_place(doc: Doc, name: ProperName, words: PlaceWords) -> bool:
    if name.kind == "place":
        return name.margin >= MARGIN or beside_noun(doc, name, words)
    return (name.kind is None or name.margin < SURE) and beside_noun(doc, name, words)


def is_told(doc: Doc, name: ProperName, words: PlaceWords) -> bool:
    """Whether what happens to a name, or in it, makes it a place: "rebels captured Hadrut", "killed in Hadrut"."""
    span = doc[name.start : name.end]
    if name.kind not in {None, "place"} and name.margin >= SURE:
        return False
    if is_told_place(span.root):
        return True
    return (
        name.kind in {None, "place"}
        and name.run.hit is None
        and span.text.lower() not in words.never
        and is_inside(doc, name, words)
    )


def is_inside(doc: Doc, name: ProperName, words: PlaceWords) -> bool:
    """Whether a bare "in", "near" or "outside" puts something at a name, or somebody goes there: no article, no number,
    nothing behind it."""
    span = doc[name.start : name.end]
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is None or before.dep_ != "case" or span.root.dep_ not in {"obl", "nmod"}:
        return False
    at = before.lower_ == "at" and (name.kind == "place" or (after is not None and after.lower_ in INSIDE))
    bound = before.lower_ in {"to", "into", "from"} and lemma(span.root.head) in words.motion
    if not (at or bound or before.lower_ in INSIDE):
        return False
    if after is not None and (after.text in {"-", "–"} or after.text[:1].isupper() or after.dep_ == "flat"):
        return False
    if not all(t.pos_ == "PROPN" and t.text[1:].islower() for t in span if t.is_alpha) or any(
        c.isdigit() for c in span.text
    ):
        return False
    return feature(span.root, "Number") != "Plur" and not load_gazetteer().countries_of(span.text)


def beside_noun(doc: Doc, name: ProperName, words: PlaceWords) -> bool:
    """Whether a noun in lower case right after the name, or before "of", says what kind of place it is."""
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and is_kind(after.text, words) and doc[name.end - 1].head.i in {after.i, *name_tokens(name)}:
        return True
    before = doc[name.start - 1] if name.start else None
    return before is not None and before.lower_ == "of" and name.start > 1 and is_kind(doc[name.start - 2].text, words)


def name_tokens(name: ProperName) -> range:
    return range(name.start, name.end)


def is_kind(word: str, words: PlaceWords) -> bool:
    """A kind of region, settlement, base, crossing or water, in lower case."""
    return word in words.nouns and not words.nouns[word] <= {"spot", "airport"}


def region_after(doc: Doc, end: int, starts: dict[int, PlaceMention], words: PlaceWords) -> PlaceMention | None:
    """The region or country that follows the name: ", Kenya", "district in Kenya's north"."""
    for at in range(end, min(end + GAP, len(doc))):
        mention = starts.get(at)
        if mention is not None:
            return mention if mention.place is not None and mention.place.kind in REGIONS else None
        token = doc[at]
        if (
            token.lower_ not in BETWEEN
            and not is_kind(token.text, words)
            and token.lower_ not in words.direction_adjectives
        ):
            return None
    return None
