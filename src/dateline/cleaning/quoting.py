"""Blocks that speak with another voice: passages quoted from other outlets, captions, and later updates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice

from dateline.cleaning.view import Passage

NAME = r"(?:[Tt]he )?[A-Z][\w.&’'-]*(?: (?:of |the |and |for |de |al-)?[A-Z][\w.&’'-]*){0,4}"
REPORTS = (
    r"(?:reports?|reported|writes?|wrote|notes|noted|has|have|says|said|quotes?|quoted|explains?|adds|states|stated|"
    r"published|carried|puts it)"
)
INTRO = re.compile(
    rf"(?P<outlet>{NAME})(?:['’]s [\w ]{{1,40}})? {REPORTS}\b[^.]{{0,120}}:$"
    rf"|\b(?:quoting|according to|citing|via) (?P<cited>{NAME})[^.]{{0,60}}:$"
)
# An update that opens with the name of an outlet: "UPDATE: The Example has a good piece on this. It says:".
FIRST_NAME = re.compile(rf"(?:UPDATE|EDIT):? (?P<outlet>{NAME}) {REPORTS}\b")
NO_NAME = re.compile(r"(?:He|She|They|It|We|I|This|That|There|UPDATE|EDIT)\b")
FEWEST_INTRO_WORDS = 4
OUTLET_WORDS = (
    r"News|Times|Post|Journal|Eye|Agency|Press|Daily|Herald|Tribune|Today|Review|Magazine|Radio|TV|Television|"
    r"Guardian|Telegraph|Independent|Observer|Chronicle|Gazette|Monitor|Standard|Star|Sun|Mail|Globe|Reuters|AFP|AP|"
    r"BBC|CNN|Broadcasting|Weekly|Insider|Economist|Jazeera|Arabiya"
)
TELLS = ("told ", "spoke to ", "speaking to ", "interview with ", "reported by ", "obtained by ", "seen by ")
TOLD = re.compile(
    rf"\b(?:{'|'.join(TELLS)})"
    rf"(?P<outlet>(?:[Tt]he )?(?:[A-Z][\w&’'-]*\s){{0,4}}(?:{OUTLET_WORDS})|[A-Z][\w-]*\.(?:com|org|net|co\.uk))\b"
)
UPDATE = re.compile(
    r"\(?(?:UPDATE|EDIT|CORRECTION|CLARIFICATION)S?\b|(?:Update|Edit|Correction) ?(?:\d{1,2}|\([^)]{1,40}\))?\s?:"
)
OUTLET = re.compile(rf"(?:{OUTLET_WORDS})$")
PASSED_ON = re.compile(
    rf"(?:{UPDATE.pattern})(?: ?\d{{1,2}}| ?\([^)]{{1,40}}\))?\s?[:–-]?\s?"
    rf"(?:({NAME}) (?:reports?|reported|says|said|writes|wrote)\b|(?:According to|Via|via|From) ({NAME})"
    rf"|[^.]*?, (?:according to )?({NAME})(?: {REPORTS})?\.)"
)
CAPTION = re.compile(
    r".{10,}(?:\b(?:[Pp]icture|[Pp]hoto(?:graph)?|[Ii]mage|[Cc]redit|PHOTO|PICTURE|IMAGE|CREDIT)s?\s?(?::|by)\s?[^.]{2,60}"
    r"|\([A-Z][^()]{2,40}/(?:AP|AFP|Reuters|Getty|EPA|[A-Z][\w .]{2,40})\)|/(?:AFP|Getty Images|Reuters|AP|EPA))\.?$",
    re.DOTALL,
)
# One of these stands in every caption: the mark before an agency, or the word before a name.
CREDITED = tuple("/ icture PICTURE hoto PHOTO mage IMAGE redit CREDIT".split())
AUTHOR = re.compile(r"\b(?:I|I['’]\w+|we|We|our|Our|us|let['’]s|Let['’]s|my|My|you|your)\b|[!?](?:\s|$)")
SPOKEN = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
OPENS_QUOTED = tuple("“\"«„'‘")
LONGEST_CAPTION = 400
# From so many paragraphs in the first person on, a page is one author's, and what has none after a colon is quoted.
PERSONAL_PARAGRAPHS = 3


def mark(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with captions, updates and quotations told from body text, and the outlet where one is named."""
    paragraphs = (item for item in passages if item.kind == "body" and _personal(item.text))
    personal = cache(lambda: len(list(islice(paragraphs, PERSONAL_PARAGRAPHS))) == PERSONAL_PARAGRAPHS)
    marked: list[Passage] = []
    quoting: str | None = None  # the outlet of the quotation that is running, "" where it has no name
    for at, item in enumerate(passages):
        intro = passages[at - 1].text if at else ""
        if item.kind == "body":
            quoting = _running(quoting, intro, item.text, personal)
        running = quoting
        if item.kind == "quote":  # paragraphs of one quotation have one outlet
            running = marked[-1].outlet if marked and marked[-1].kind == "quote" else None
        marked.append(_marked(item, intro, running))
        if quoting is not None:
            quoting = marked[-1].outlet or ""
    return marked


def _marked(item: Passage, intro: str, quoting: str | None) -> Passage:
    if item.kind == "quote":
        return item._replace(outlet=item.outlet or outlet_of(intro, item.text) or quoting or None)
    if item.kind != "body":
        return item
    if UPDATE.match(item.text):
        return item._replace(kind="update", outlet=_updated_by(item.text))
    if quoting is not None:
        return item._replace(kind="quote", outlet=quoting or _told(item.text))
    if len(item.text) <= LONGEST_CAPTION and any(map(item.text.__contains__, CREDITED)) and CAPTION.match(item.text):
        return item._replace(kind="caption")
    return item


def _updated_by(text: str) -> str | None:
    """The outlet whose news an update passes on: "UPDATE: The Example Herald reports that …"."""
    found = None if text.endswith(":") else PASSED_ON.match(text)
    name = next((each for each in found.groups() if each), None) if found else None
    return name if name and OUTLET.search(name) else None


def outlet_of(intro: str, quoted: str) -> str | None:
    """The outlet that a quotation comes from: named by the paragraph that opens it, or by its own "told X"."""
    return (_introduced(intro) if intro.endswith(":") else None) or _told(quoted)


def _introduced(intro: str) -> str | None:
    found = FIRST_NAME.match(intro) or INTRO.search(intro[-300:])
    name = (found["outlet"] or found.groupdict().get("cited")) if found else None
    return None if name is None or NO_NAME.match(name) else name


def _told(text: str) -> str | None:
    found = TOLD.search(text) if any(map(text.__contains__, TELLS)) else None
    return found["outlet"] if found else None


def _personal(text: str) -> bool:
    text = text[:4000]
    return AUTHOR.search(SPOKEN.sub(" ", text) if "“" in text or '"' in text else text) is not None


def _running(quoting: str | None, intro: str, text: str, personal: Callable[[], bool]) -> str | None:
    """Whether this paragraph is quoted: opened by a colon or "told X", in a personal page until the author speaks.

    Whether a page is `personal` is asked of few: it takes reading all of it.
    """
    if UPDATE.match(text):
        return None
    if intro.endswith(":") and len(intro.split()) >= FEWEST_INTRO_WORDS:
        named = _introduced(intro)
        if (named and text.startswith(OPENS_QUOTED)) or personal():
            return named or _told(text) or ""
        return None
    told = None if quoting else _told(text)
    if (told or quoting is not None) and personal():
        return None if _personal(text) else told or quoting
    return quoting if quoting is not None and text.startswith(OPENS_QUOTED) else None
