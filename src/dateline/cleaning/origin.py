"""Who published a page, under which title and addresses, in which language; agency, byline, section and genre."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace

import py3langid

from dateline.cleaning.agency import agency
from dateline.cleaning.byline import byline
from dateline.cleaning.genre import genre, section
from dateline.cleaning.html import LeftOut, Scanned
from dateline.knowledge.credits import load_credits
from dateline.records import Article, Origin, Page

PUBLISHER = re.compile(r'"publisher"\s{0,9}:\s{0,9}\{[^{}]{0,300}?"name"\s{0,9}:\s{0,9}"([^"]{2,80})"')
SUFFIX = re.compile(r"^(.{12,}?)\s+(?:[|–—•·»]|-|::)\s+([^|–—•·»:]{2,40})$")
URL_LINE = re.compile(
    r"^\W*(?:original |canonical |source )?(?:url|permalink|canonical_url)\s*:\s*>?\s*(https?://\S+)", re.I | re.M
)
OUTLET = re.compile(
    r"\b(?:News|Times|Post|Journal|Agency|Press|Daily|Herald|Tribune|Today|Review|Magazine|Radio|TV|Television|Guardian|"
    r"Telegraph|Independent|Chronicle|Gazette|Monitor|Broadcasting|Reuters|Online|Voice|Jazeera|Arabiya|Weekly|Globe)\b"
    r"|^[A-Z]{2,5}$|\.(?:com|org|net)$"
)
OWNER = re.compile(
    r"(?:©|\([Cc]\)|[Cc]opyright|COPYRIGHT)[\s©]*(?:\([Cc]\)|by)?\s*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?:by )?"
    r"((?:The )?[A-Z][\w&'’-]*(?: (?:[A-Z][\w&'’-]*|of|the|and|for|de|del)){0,5}?)"
    r"(?=\s*(?:[.,;|\n–—-]|$|All\b|ALL\b|Inc\b|Ltd|LLC|LLP|Limited|Pvt|Co\b|\d))"
)
# Below this many letters the classifier guesses.
FEWEST_LETTERS = 60
SAMPLE = 1_500
# Of a longer text the classifier is given so much, as it walks over every byte; more where it is not quite sure.
CLASSIFIED, CLASSIFIED_MORE = 400, 800
# Nearly always the opening alone has as many.
OPENING = 100
# A longer text is English without asking the classifier, which takes a millisecond, from this share on.
SURELY_ENGLISH, HARDLY_ENGLISH = 0.15, 0.04
CODE = re.compile(r"[A-Za-z]{2}(?:[-_][\w-]+)?")
# A text of so few characters is English if at least this share of its words are English function words that other
# languages in Latin script lack; English news has about a quarter of them.
SHORT = 600
ENGLISH_SHARE = 0.12
ENGLISH = frozenset(
    "the of and to in that is was for with by from has have had were are be said will must after its their his "
    "her".split()
)
# Trust in the function words of a short text, and what the classifier must reach to be believed on one.
FUNCTION_WORDS, SURE = 0.8, 0.99
# Varieties that the model keeps apart and that are written as Chinese.
SAME_LANGUAGE = {"wuu": "zh", "yue": "zh"}


def urls(page: Page, scanned: Scanned | None) -> list[str]:
    """The addresses known for a page, the surest first."""
    found = [page.url or ""]
    if scanned:
        found += [f.attributes.get("href", "") for f in scanned.facts if f.tag == "link"]
        found.append(scanned.metas.get("og:url", ""))
    if page.media == "text/plain":
        found += URL_LINE.findall(page.text[:5000]) + URL_LINE.findall(page.text[-2000:])
    return [url for url in found if url]


def title_parts(title: str) -> tuple[str, str | None]:
    """A title and the outlet that stands behind its last dash or bar: "Rain at last – The Example"."""
    found = SUFFIX.match(title)
    return (found[1].strip(), found[2].strip()) if found and found[2][0].isupper() else (title, None)


def is_outlet(name: str) -> bool:
    """Whether a name is surely that of an outlet, by its last words or its capitals: Example News, CNN."""
    return OUTLET.search(name) is not None


def publisher(
    page: Page, known_urls: list[str], title: str | None, scanned: Scanned | None, left_out: Iterable[LeftOut] = ()
) -> tuple[str | None, str | None]:
    """The outlet and what names it: the input, the markup, what stands behind the title, the host of the address, or
    of plain text the notice of copyright among what is `left_out`."""
    if page.publisher:
        return page.publisher, "given"
    if scanned:
        facts = scanned.metas
        for name in ("og:site_name", "publisher", "article:publisher", "dc.publisher", "application-name"):
            if name in facts and not facts[name].startswith("http"):
                return facts[name], "markup"
        for block in scanned.json_ld:
            found = PUBLISHER.search(block)
            if found:
                return found[1], "markup"
    outlet = title_parts(title)[1] if title else None
    if outlet and (scanned or is_outlet(outlet)):
        return outlet, "title"
    hosts = (re.match(r"\w+://(?:www\.)?([^/:?#]+)", url) for url in known_urls)
    host = next((host[1].lower() for host in hosts if host), None)
    if host is None and scanned is None:
        owners = (_owner(page.text, start, end) for start, end, _ in left_out)
        owner = next(filter(None, owners), None)
        return owner, "copyright" if owner else None
    return host, "address" if host else None


def _owner(text: str, start: int, end: int) -> str | None:
    """The outlet that a notice of copyright names; none where it is that of an agency, whose text others print."""
    found = OWNER.search(text, start, end)
    name = found[1].strip() if found else ""
    return name if len(name.split()) > 1 and load_credits().named(name.removeprefix("The ")) is None else None


def origin(article: Article, known_urls: list[str], scanned: Scanned | None) -> Origin:
    """Agency, byline, section and genre of a page whose publisher and language are known; the rest as it was."""
    facts, json_ld = (scanned.metas, scanned.json_ld) if scanned else ({}, [])
    part = section(article, known_urls, facts, json_ld)
    return replace(
        article.origin,
        agency=agency(article),
        byline=byline(article, facts, json_ld),
        section=part,
        genre=genre(article, known_urls, part, json_ld, facts.get("og:type", "")),
    )


def reads_english(text: str, share: float = ENGLISH_SHARE) -> bool:
    """Whether this share of the words are function words of English: names outweigh them for the classifier."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and sum(map(ENGLISH.__contains__, words)) >= share * len(words)


def language(text: str, scanned: Scanned | None) -> tuple[str | None, float | None]:
    """The ISO 639-1 code of the text and how sure it is; what the markup declares where there is too little to tell.

    A text with hardly an English word in a page that declares another language is believed to be in that language; a
    short text of which the classifier is not sure has none. The confidence is the classifier's share for the language
    among all that it knows, less where function words tell, and null where the markup alone speaks. Languages without
    such a code (Nigerian Pidgin, Bikol) are not told apart: short English would pass for them.
    """
    sample = text[:SAMPLE]
    declared = next((f.attributes.get("lang", "") for f in scanned.facts if f.tag == "html"), "") if scanned else ""
    said = declared[:2].lower() or None
    short = len(sample) < SHORT
    if all(sum(map(str.isalpha, part)) < FEWEST_LETTERS for part in (sample[:OPENING], sample)):
        return said, None
    if reads_english(sample[:SHORT], ENGLISH_SHARE if short else SURELY_ENGLISH):
        return "en", FUNCTION_WORDS if short else SURE
    if CODE.fullmatch(declared) and said != "en" and not reads_english(sample, HARDLY_ENGLISH):
        return said, None
    code, sure = classified(sample[:CLASSIFIED])
    if sure < 1:
        code, sure = classified(sample[:CLASSIFIED_MORE])
    return (said, None) if short and sure < SURE else (code, sure)


def classified(text: str) -> tuple[str, float]:
    """The likeliest language by the classifier and its probability, from the log probabilities of all."""
    ranked = [(SAME_LANGUAGE.get(str(code), str(code)), float(score)) for code, score in py3langid.rank(text)]
    ranked = [(code, score) for code, score in ranked if len(code) == 2]
    code, most = ranked[0]
    return code, round(1 / sum(math.exp(score - most) for _, score in ranked), 3)
