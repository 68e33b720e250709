"""Which lines of a page are not its article. The wording is in `rules.toml`; here is what depends on neighbours."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from dateline.cleaning.appeals import appeals
from dateline.cleaning.dateline import is_date_line
from dateline.cleaning.dates import dates
from dateline.cleaning.rules import MOST_WORDS, Rules, rules
from dateline.cleaning.scripts import scripts

WORD = re.compile(r"[\w'’-]+")
SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]*$""")
STORY_END = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
# With one of these a sentence ends.
ENDS = tuple(".!?…\"'”’»)]\n")
TEASER = re.compile(r"""[.!?…"”]\s?(?:read )?more\s?[»>…]*$""", re.IGNORECASE)
# A sentence of this many words that ends in a stop is taken for article text.
BODY_WORDS = 12
# Comments run to the end of the page where at most this many times the text that stands before them follows: with more,
# it is a label above the article.
MOST_AFTER = 3
# Headlines have no full stop; a sentence of this many words that has one ends a list of them.
STORY_WORDS = 6
# A line is not searched for rules beyond this; rules are about short lines.
LONGEST_LINE = 1_500
# Only a line of more than so many characters for each word is looked at for whether it has many.
LONG_WORDS = 5
MENU_WORDS, MENU_LINES, MENU_LINE_WORDS = 14, 5, 3
SPAM_WORDS = 9
# The last line before a story may be its heading where it has so few words; headlines of other pages have more.
SUBHEADING_WORDS = 3
# A running head is a short line that stands in so many places with sentences between them; a page that has more of them
# is a list or a song.
HEADS, LONGEST_HEAD, MOST_HEADS = 3, 100, 12
# The title of a page, with its outlet; where it and the headline stand, and how many lines a signature has.
TITLE = re.compile(r"(.{12,}?)\s+(?:[|–—•·»]|-|::)\s+[^|–—•·»:]{2,50}$")
ANNOUNCED = re.compile(
    r"(?:breaking(?: news)?|just in|updated?|exclusive|video|photos?|watch|news)\s?[:|–-]\s?(.{12,})$", re.I
)
TOP_LINES, LONGEST_SIGNATURE = 16, 8
LABELLED = re.compile(r"(?:photo(?:graph)?|picture|image|credit)s?\s?(?::|by\b)", re.IGNORECASE)
# Words are the same if so many letters are; so much of a caption may be new in one that says what the text says.
STEM, MOST_NEW = 5, 0.4
CALENDAR = frozenset(
    name[:STEM]
    for name in "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday".split()
)
# A name in a byline, what a note on an author begins with, and how many words it has.
NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:de|van|von|bin|al|[A-Z][\w.'’-]*)){1,3}")
BY = re.compile(r"^\W*(?:[Bb]y|BY|[\w ]{1,12}:|Von|Par|Por)\s")
OF_AUTHORS = (
    "is|was|covers|covered|writes|reports|reported|has|joined|works|worked|can be|directs|leads|heads|edits|teaches|"
    "studies|serves|served|holds|speciali[sz]es|focuses"
)
LONGEST_NOTE = 60
# The fields of an article as Factiva exports it, those that hold its text, and how many a page must have.
FIELD = re.compile(r"([A-Z]{2,3})(?:\s.*)?")
FACTIVA = frozenset(
    "HD SE CLM BY CR WC PD ET SN SC ED PG VOL LA CY CX LP TD ART CT RF CO IN NS RE IPC IPD PUB AN".split()
)
TOLD = frozenset({"HD", "LP", "TD"})
FEWEST_FIELDS = 6
# A repeated line of fewer words may be a subheading or an exclamation.
REPEATED_WORDS = 4
OPENING = re.compile(r"[^\w'’-]*+([\w'’-]++)" * REPEATED_WORDS)
# A caption with the name of who took the picture behind it.
CREDITED = re.compile(
    r"(?P<words>.+?[.!?]?)\s*[(\[|/–—-]?\s?\b(?:(?:[Pp]hoto(?:graph)?|[Pp]icture|[Ii]mage|[Cc]redit|PHOTO|PICTURE|CREDIT)s?"
    r"\s?(?::|by\b)|[A-Z][\w.’ -]{1,30}/\s?[A-Z])[^.]{2,60}[)\]]?\.?$"
)
# One of these stands in every such line.
CREDIT_SIGNS = tuple("/ icture PICTURE hoto PHOTO mage redit CREDIT".split())
LONGEST_CAPTION = 400


def cuts(text: str) -> list[tuple[int, int, str]]:
    """Stretches inside a line that are no article: (start, end, rule), in order, none overlapping."""
    found = [(start, end, "script") for start, end in scripts(text)]
    for rule in rules().parts:
        found += [(match.start(), match.end(), rule.slug) for match in rule.pattern.finditer(text)]
    kept: list[tuple[int, int, str]] = []
    for start, end, slug in sorted(found):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end, slug))
    return kept


def opening_menu(text: str) -> int:
    """How many characters the menu takes with which a long line opens: capitalised words of menus; 0 without one.

    The last of them opens the text instead where a small word follows: "Contact The harbour".
    """
    menu, ends = rules().menu, [0]
    for word in WORD.finditer(text):
        if word[0].casefold() not in menu or not word[0][0].isupper() or text[ends[-1] : word.start()].strip(" |•·>"):
            if word[0][0].islower() and not text[ends[-1] : word.start()].strip() and len(ends) > 1:
                ends.pop()
            break
        ends.append(word.end())
    return ends[-1] if len(ends) > MENU_LINES else 0


def judge(lines: Sequence[str], html: bool = False) -> list[str | None]:
    """For each line of the page the rule by which it is no article text, or None.

    Of `html` the lines are those that the markup shows to be the article; some rules are for plain text alone.
    """
    table = rules()
    verdicts = [_alone(line, table, html) for line in lines]
    if not html:
        _exported(lines, verdicts)
        for at in appeals([line if verdict is None else "" for line, verdict in zip(lines, verdicts, strict=True)]):
            verdicts[at] = "appeal"
    _reach(lines, verdicts)
    _spam_neighbours(lines, verdicts, table)
    _menus(lines, verdicts, table)
    _repeated(lines, verdicts, refrains=html)
    if not html:
        _page_titles(lines, verdicts)
        _signature(lines, verdicts)
        _told_captions(lines, verdicts)
        _authors(lines, verdicts)
        _running_heads(lines, verdicts)
    _labels(lines, verdicts)
    return [verdict.split("/")[0] if verdict else None for verdict in verdicts]


def is_body(line: str) -> bool:
    """Whether a line reads like a sentence of an article."""
    if line[-1:] not in ENDS or not SENTENCE.search(line) or TEASER.search(line):
        return False
    return len(_words(line) if len(line) <= LONGEST_LINE else WORD.findall(line[:LONGEST_LINE])) >= BODY_WORDS


def _alone(line: str, table: Rules, html: bool) -> str | None:
    """The verdict on a line by its own words; ``slug/reach`` where the rule goes on."""
    if len(line) > LONGEST_LINE or over(line, table.longest[html]):
        return None
    small = line.casefold()
    count = MOST_WORDS + 1 if over(line, MOST_WORDS) else len(_words(line))
    for rule in table.of(small, count, html):
        if rule.holds(line, small) and (count <= MOST_WORDS or len(_words(line)) <= rule.words):
            return rule.verdict
    if is_date_line(line):
        return "date-line"
    if count > max(MENU_WORDS, SPAM_WORDS):
        return None
    words = _words(line)
    if 1 < count <= MENU_WORDS and all(word in table.menu for word in words):
        return "menu"
    return "spam" if _is_spam(words, line, table, near=False) else None


def over(line: str, count: int) -> bool:
    """Whether a line surely has more words than this: a quick look, so that those of paragraphs are not all counted."""
    return len(line) > LONG_WORDS * count and more_than(count).match(line) is not None


@cache
def more_than(count: int) -> re.Pattern[str]:
    """What matches a line of more words than this."""
    return re.compile(rf"(?:[^\w'’-]*+[\w'’-]++){{{count + 1}}}")


@lru_cache(maxsize=2_000)
def _words(line: str) -> list[str]:
    """The words of a line in small letters; the line is asked for several times while its page is judged."""
    return WORD.findall(line.casefold())


def _is_spam(words: list[str], line: str, table: Rules, near: bool) -> bool:
    """Link spam: a short line that names a ware and an offer; beside other spam, either will do."""
    if not words or len(words) > SPAM_WORDS or SENTENCE.search(line):
        return False
    strong = sum(word in table.spam_strong for word in words)
    weak = sum(word in table.spam_weak for word in words)
    offer = sum(word in table.spam_offer for word in words)
    if strong and strong + weak + offer >= max(1, len(words) - 2):
        return True
    return (weak > 0 and offer + weak > 1 and offer + weak >= len(words) - 2) or (near and (strong + weak + offer > 0))


def _exported(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """The fields of an article as Factiva exports it: codes with their values, alone in a line or before the value."""
    if not any(line.startswith("HD") for line in lines):
        return
    found = (FIELD.fullmatch(line) for line in lines)
    fields = [match[1] if match and match[1] in FACTIVA else None for match in found]
    if len({*fields} - {None}) < FEWEST_FIELDS:
        return
    told = True  # whether the lines from here on are the article
    for at, (line, name) in enumerate(zip(lines, fields, strict=True)):
        told = name in TOLD if name else told
        if verdicts[at] is None and (not told or line == name):
            verdicts[at] = "export"


def _reach(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """Let rules that announce a list of other pages, or the comments, run on to its end."""
    if not any("/" in verdict for verdict in verdicts if verdict):
        return
    body = [len(line) if is_body(line) else 0 for line in lines]
    seen_body, left_body = 0, sum(body)
    at = 0
    while at < len(lines):
        slug, _, reach = (verdicts[at] or "").partition("/")
        if reach == "page" and seen_body and MOST_AFTER * seen_body >= left_body:
            verdicts[at:] = [slug] * (len(lines) - at)
            return
        end = at + 1
        if reach == "teasers":
            briefs = bool(seen_body) and slug == "sidebar" and _is_brief(lines, verdicts, end)
            while (
                end < len(lines)
                and not (verdicts[end] or "").endswith("/page")
                and (not _story(lines[end], verdicts[end]) or (briefs and _is_brief(lines, verdicts, end)))
                and (seen_body or _listed(lines[end], verdicts[end]))
            ):
                end += 1
            if end - at > 2 and end < len(lines) and _subheading(lines[end - 1], verdicts[end - 1]):
                end -= 1
            verdicts[at:end] = [slug] * (end - at)
        passed = sum(body[at:end])
        left_body -= passed
        if not slug:
            seen_body += passed
        at = end


def _story(line: str, verdict: str | None) -> bool:
    """Whether a line ends a list of other pages: a sentence that is neither a teaser nor a question."""
    if verdict is not None or TEASER.search(line) or line.endswith("?"):
        return False
    words = len(WORD.findall(line[:LONGEST_LINE]))
    return words >= (BODY_WORDS if line.endswith(":") else STORY_WORDS) and bool(STORY_END.search(line))


def _subheading(line: str, verdict: str | None) -> bool:
    """Whether the last line of a list of other pages may be the heading of the text that follows it."""
    return verdict is None and not STORY_END.search(line) and 0 < len(WORD.findall(line)) <= SUBHEADING_WORDS


def _is_brief(lines: Sequence[str], verdicts: list[str | None], at: int) -> bool:
    """Whether a line is one short sentence, as lists of news in brief have them."""
    if at >= len(lines) or verdicts[at] is not None:
        return False
    return bool(SENTENCE.search(lines[at])) and len(WORD.findall(lines[at])) < BODY_WORDS


def _listed(line: str, verdict: str | None) -> bool:
    """Whether a line ahead of the article surely belongs to the list that a heading opened."""
    return verdict is not None or bool(TEASER.search(line))


def _spam_neighbours(lines: Sequence[str], verdicts: list[str | None], table: Rules) -> None:
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            beside = verdicts[at] is None and verdicts[at + step] == "spam"
            if beside and _is_spam(_words(lines[at]), lines[at], table, near=True):
                verdicts[at] = "spam"


def _menus(lines: Sequence[str], verdicts: list[str | None], table: Rules) -> None:
    """Many very short lines in a row, one of which at least is made of menu words."""
    for start, end in _rows(lines, verdicts):
        row = [_words(line) for line in lines[start:end]]
        if end - start >= MENU_LINES and any(words and all(word in table.menu for word in words) for words in row):
            verdicts[start:end] = ["menu"] * (end - start)


def _rows(lines: Sequence[str], verdicts: list[str | None]) -> Iterator[tuple[int, int]]:
    start = None
    for at in range(len(lines) + 1):
        short = at < len(lines) and len(lines[at]) < 60 and len(_words(lines[at])) <= MENU_LINE_WORDS
        if short and not SENTENCE.search(lines[at]):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None


def _repeated(lines: Sequence[str], verdicts: list[str | None], refrains: bool) -> None:
    """A line that says again what an earlier one said: captions and pull quotes stand twice on many pages.

    Where `refrains` are kept, one that stands more often is the article's own: the questions of a series of
    interviews, the entries of a timetable. In plain text captions and menus come back as often.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        opening = OPENING.match(line) if verdicts[at] is None and len(line) <= LONGEST_LINE else None
        if opening:
            alike[" ".join(opening.groups()).casefold()].append(at)
    groups = [group for group in alike.values() if len(group) > 1]
    for group in groups:
        places: dict[str, list[int]] = defaultdict(list)
        for at in group:
            places[" ".join(_words(lines[at]))].append(at)
        for numbers in places.values():
            if len(numbers) == 2 or not refrains:
                for at in numbers[1:]:
                    verdicts[at] = "repeated"
        _captions(lines, verdicts, group)


def _captions(lines: Sequence[str], verdicts: list[str | None], alike: Sequence[int]) -> None:
    """A caption that stands once with the name of who took the picture and once without: the later one is left out.

    `alike` are lines that open alike.
    """
    short = [at for at in alike if len(lines[at]) <= LONGEST_CAPTION and verdicts[at] is None]
    credited = {at: found for at in short if (found := _credited(lines[at]))}
    first: dict[str, int] = {}
    for at in short if credited else ():
        words = _words(credited[at]["words"] if at in credited else lines[at])
        if len(words) < REPEATED_WORDS:
            continue
        before = first.setdefault(" ".join(words), at)
        if before != at and (at in credited or before in credited):
            verdicts[at] = "repeated"


def _credited(line: str) -> re.Match[str] | None:
    return CREDITED.match(line) if any(map(line.__contains__, CREDIT_SIGNS)) else None


def _page_titles(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """Above the headline, the headline with the outlet behind it: the title that a browser shows."""
    for at, line in enumerate(lines[:TOP_LINES]):
        found = (TITLE.match(line) or ANNOUNCED.match(line)) if verdicts[at] is None else None
        head = _words(found[1]) if found else []
        if head and any(
            verdicts[n] is None and _words(lines[n]) == head for n in range(at + 1, min(len(lines), TOP_LINES))
        ):
            verdicts[at] = "title"


def _signature(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """What stands below two dashes at the end of a mail or post."""
    for at in range(max(1, len(lines) - LONGEST_SIGNATURE), len(lines)):
        if lines[at].strip() == "--" and not any(map(is_body, lines[at:])):
            verdicts[at:] = ["mail"] * (len(lines) - at)
            return


def _told_captions(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """A caption with the name of who took the picture that says what the text says, of whom and where it says it."""
    captions = {
        at: found[1]
        for at, line in enumerate(lines)
        if verdicts[at] is None and len(line) <= LONGEST_CAPTION and (found := _credited(line)) and _apart(found)
    }
    if not captions:
        return
    said = [line for at, line in enumerate(lines) if verdicts[at] is None and at not in captions and is_body(line)]
    told = {word[:STEM] for line in said for word in _words(line)}
    for at, whole in captions.items():
        caption = whole
        for start, end, _ in reversed(list(dates(whole))):
            caption = caption[:start] + caption[end:]
        names = {word.casefold()[:STEM] for word in WORD.findall(caption) if word[0].isupper() or word[0].isdigit()}
        words = {word[:STEM] for word in _words(caption) if len(word) >= STEM - 1} - rules().function
        new = len(words - told) / max(1, len(words))
        first = next(iter(_words(caption)), "")[:STEM]
        if new <= MOST_NEW and names - {first} - CALENDAR <= told:
            verdicts[at] = "photo-credit"


def _apart(found: re.Match[str]) -> bool:
    """Whether the credit of a caption stands in brackets, behind a stop or behind a label, not within a sentence."""
    credit = found.string[found.end("words") :].strip(" |/–—-")
    return (
        credit[:1] == "(" or (found["words"][-1:] in ".!?" and credit[:1] != "[") or LABELLED.match(credit) is not None
    )


def _authors(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """What a page says of those whom it names as its authors: "Anna Example is the paper's editor."."""
    bylines = [line for line, verdict in zip(lines, verdicts, strict=True) if verdict == "byline"]
    named = [name for line in bylines for name in NAME.findall(BY.sub("", line))]
    if not named:
        return
    about = re.compile(rf"(?:{'|'.join(map(re.escape, named))})(?:,? \w+)? (?:{OF_AUTHORS})\b.*", re.DOTALL)
    for at, line in enumerate(lines):
        if verdicts[at] is None and line.startswith(tuple(named)) and len(_words(line)) <= LONGEST_NOTE:
            verdicts[at] = "author" if about.fullmatch(line) else None


def _running_heads(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """Of printed pages, lines at the head or foot of several with text between, and lines that are parts of them."""
    first: dict[str, int] = {}
    sentences: dict[str, list[int]] = defaultdict(list)
    passed = 0
    for at, line in enumerate(lines):
        name = " ".join(_words(line)) if len(line) <= LONGEST_HEAD else ""
        if name and not SENTENCE.search(line) and verdicts[at] in (None, "repeated"):
            first.setdefault(name, at)
            sentences[name].append(passed)
        passed += is_body(line)
    left = next((at for at, verdict in enumerate(verdicts) if verdict is None), 0)
    heads = [name for name, seen in sentences.items() if len(set(seen)) >= HEADS and first[name] > left]
    if len(heads) > MOST_HEADS:
        return
    for name in heads:
        verdicts[first[name]] = "repeated"
    for at, line in enumerate(lines):
        words = " ".join(_words(line))
        if verdicts[at] is None and words and not SENTENCE.search(line) and any(words in head for head in heads):
            verdicts[at] = "repeated"


def _labels(lines: Sequence[str], verdicts: list[str | None]) -> None:
    """One or two words above the headline name the section."""
    left = [at for at, verdict in enumerate(verdicts) if verdict is None]
    for at, following in itertools.pairwise(left[:3]):
        first, second = _words(lines[at]), _words(lines[following])
        if len(first) > 2 or SENTENCE.search(lines[at]) or len(second) < 4 or is_body(lines[following]):
            return
        verdicts[at] = "section"
