"""Blocks that speak with another voice: passages quoted from other outlets, captions, and later updates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.cleaning.view import Passage

NAME = r"(?:[Tt]he )?[A-Z][\w.&’'-]*(?: (?:of |the |and |for |de |al-)?[A-Z][\w.&’'-]*){0,4}"
INTRO = re.compile(
    rf"(?P<outlet>{NAME})(?:['’]s [\w ]{{1,40}})? (?:reports?|reported|writes?|wrote|notes|noted|has|have|says|said|quotes?|"
    rf"quoted|explains?|adds|states|stated|published|carried|puts it)\b[^.]{{0,120}}:$"
    rf"|\b(?:from|in|via|at|quoting|according to|citing) (?P<from>{NAME})[^.]{{0,60}}:$"
)
OUTLET_WORDS = (
    r"News|Times|Post|Journal|Eye|Agency|Press|Daily|Herald|Tribune|Today|Review|Magazine|Radio|TV|Television|"
    r"Guardian|Telegraph|Independent|Observer|Chronicle|Gazette|Monitor|Standard|Star|Sun|Mail|Globe|Reuters|AFP|AP|"
    r"BBC|CNN|Broadcasting|Service|Weekly|Report|Insider|Politics|Futures|Economist|Jazeera|Arabiya"
)
TOLD = re.compile(
    rf"\b(?:told|spoke to|speaking to|interview with|reported by|obtained by|seen by) "
    rf"(?P<outlet>(?:[Tt]he )?(?:[A-Z][\w&’'-]*\s){{0,4}}(?:{OUTLET_WORDS})|[A-Z][\w-]*\.(?:com|org|net|co\.uk))\b"
)
UPDATE = re.compile(r"(?:\(?(?:UPDATE|EDIT|CORRECTION|CLARIFICATION)S?\b|(?:Update|Edit|Correction) ?(?:\d{1,2}|\([^)]{1,40}\))?\s?:)")
CAPTION = re.compile(
    r".{10,}(?:\b(?:[Pp]icture|[Pp]hoto(?:graph)?|[Ii]mage|[Cc]redit|PHOTO|PICTURE|IMAGE|CREDIT|[Ff]ile [Pp]hoto)s?\s?(?::|by)\s?"
    r"[^.]{2,60}|\([A-Z][^()]{2,40}/(?:AP|AFP|Reuters|Getty|EPA|[A-Z][\w .]{2,40})(?: [Pp]hoto)?\)|/(?:AFP|Getty Images|Reuters|AP|EPA))\.?$",
    re.DOTALL,
)
AUTHOR = re.compile(r"\b(?:I|I['’]\w+|we|We|our|Our|us|let['’]s|Let['’]s|my|My|you|your)\b|[!?](?:\s|$)")
SPOKEN = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
OPENS_QUOTED = tuple("“\"«„'‘")
LONGEST_CAPTION = 400
# From so many paragraphs in the first person on, a page is one author's, and what has none after a colon is quoted.
PERSONAL_PARAGRAPHS = 3


def mark(passages: Sequence[Passage]) -> list[Passage]:
    """The passages with captions, updates and quotations told from body text, and the outlet where one is named."""
    personal = sum(item.kind == "body" and _personal(item.text) for item in passages) >= PERSONAL_PARAGRAPHS
    marked: list[Passage] = []
    quoting: str | None = None  # the outlet of the quotation that is running, "" where it has no name
    for at, item in enumerate(passages):
        intro = passages[at - 1].text if at else ""
        if item.kind == "quote":
            item = replace(item, outlet=item.outlet or outlet_of(intro, item.text))
        elif item.kind == "body":
            quoting = _running(quoting, intro, item.text, personal)
            if UPDATE.match(item.text):
                item, quoting = replace(item, kind="update"), None
            elif quoting is not None:
                item = replace(item, kind="quote", outlet=quoting or _told(item.text))
                quoting = item.outlet or ""
            elif len(item.text) <= LONGEST_CAPTION and CAPTION.match(item.text):
                item = replace(item, kind="caption")
        marked.append(item)
    return marked


def outlet_of(intro: str, quoted: str) -> str | None:
    """The outlet that a quotation comes from: named by the paragraph that opens it, or by its own "told X"."""
    found = INTRO.search(intro[-300:]) if intro.endswith(":") else None
    if found:
        name = found["outlet"] or found["from"]
        if not re.match(r"(?:He|She|They|It|We|I|This|That|UPDATE|EDIT)\b", name):
            return name
    return _told(quoted)


def _told(text: str) -> str | None:
    found = TOLD.search(text)
    return found["outlet"] if found else None


def _personal(text: str) -> bool:
    return AUTHOR.search(SPOKEN.sub(" ", text[:4000])) is not None


def _running(quoting: str | None, intro: str, text: str, personal: bool) -> str | None:
    """Whether this paragraph belongs to a quotation: opened by a colon, and in a personal page until the author speaks."""
    if intro.endswith(":") and len(intro.split()) >= 4:
        outlet = outlet_of(intro, text)
        if personal or (outlet and (INTRO.search(intro[-300:]) is not None) and text.startswith(OPENS_QUOTED)):
            return outlet or ""
        return None
    if quoting is None:
        return None
    if personal:
        return None if _personal(text) else quoting
    return quoting if text.startswith(OPENS_QUOTED) else None
