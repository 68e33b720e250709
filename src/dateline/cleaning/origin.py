"""Who published a page, under which title and addresses, and in which language."""

from __future__ import annotations

import re

import py3langid

from dateline.cleaning.html import Scanned
from dateline.records import Page

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
# Below this many letters the classifier guesses.
FEWEST_LETTERS = 60
SAMPLE = 3_000
# A longer text is English without asking the classifier, which takes a millisecond, from this share on.
SURELY_ENGLISH, HARDLY_ENGLISH = 0.2, 0.04
CODE = re.compile(r"[A-Za-z]{2}(?:[-_][\w-]+)?")
# A text of so few characters is English if at least this share of its words are English function words that other
# languages in Latin script lack; English news has about a quarter of them.
SHORT = 600
ENGLISH_SHARE = 0.12
ENGLISH = frozenset(
    "the of and to in that is was for with by from has have had were are be said will must after its their his "
    "her".split()
)
# Varieties that the model keeps apart and that are written as Chinese.
SAME_LANGUAGE = {"wuu": "zh", "yue": "zh"}


def urls(page: Page, scanned: Scanned | None) -> list[str]:
    """The addresses known for a page, the surest first."""
    found = [page.url or ""]
    if scanned:
        found += [f.attributes.get("href", "") for f in scanned.facts if "canonical" in f.attributes.get("rel", "")]
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


def publisher(page: Page, known_urls: list[str], title: str | None, scanned: Scanned | None) -> str | None:
    """The outlet: as given, as the markup names it, behind the title, or the host of the address."""
    if page.publisher:
        return page.publisher
    if scanned:
        facts = scanned.metas
        for name in ("og:site_name", "publisher", "article:publisher", "dc.publisher", "application-name"):
            if name in facts and not facts[name].startswith("http"):
                return facts[name]
        for block in scanned.json_ld:
            found = PUBLISHER.search(block)
            if found:
                return found[1]
    outlet = title_parts(title)[1] if title else None
    if outlet and (scanned or is_outlet(outlet)):
        return outlet
    hosts = (re.match(r"\w+://(?:www\.)?([^/:?#]+)", url) for url in known_urls)
    return next((host[1].lower() for host in hosts if host), None)


def reads_english(text: str, share: float = ENGLISH_SHARE) -> bool:
    """Whether this share of the words are function words of English: names outweigh them for the classifier."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and sum(word in ENGLISH for word in words) >= share * len(words)


def language(text: str, scanned: Scanned | None) -> str | None:
    """The ISO 639-1 code of the text; what the markup declares where there is too little text to tell.

    A text with hardly an English word in a page that declares another language is believed to be in that language.
    Languages without such a code (Nigerian Pidgin, Bikol) are not told apart: short English would pass for them.
    """
    sample = text[:SAMPLE]
    declared = next((f.attributes.get("lang", "") for f in scanned.facts if f.tag == "html"), "") if scanned else ""
    code = declared[:2].lower()
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return code or None
    if reads_english(sample[:SHORT], ENGLISH_SHARE if len(sample) < SHORT else SURELY_ENGLISH):
        return "en"
    if CODE.fullmatch(declared) and code != "en" and not reads_english(sample, HARDLY_ENGLISH):
        return code
    ranked = (str(name) for name, _ in py3langid.rank(sample))
    return next(name for name in (SAME_LANGUAGE.get(name, name) for name in ranked) if len(name) == 2)
