"""Rules for times counted from another time, for lengths of time, repeated times and vague ones."""

from __future__ import annotations

import re

from dateline.coding.timex_grammar import (
    WORDS,
    amount,
    any_of,
    clock_of,
    edge_of,
    get,
    ordinal_of,
    rule,
    timex_amount,
    word_after,
    word_before,
)
from dateline.coding.timex_meaning import Meaning, Origin

WITHIN = "(?:earlier|later)(?: in)?|(?:early|late) in"
BACK = "that|the same|that same|the following|the next|the previous|the preceding"
PAST_SPANS = r"hours|days|weeks|months|years|decades|quarters|times|history"
UNIT_NAMES = r"(?:day|week|fortnight|month|quarter|year|decade|century|weekend|fiscal year|season)\b"


@rule(
    r"(?:(?P<slice>early|late|earlier|later|mid)[- ])?(?P<word>today|yesterday|tomorrow)"
    r"(?:(?:['’]s)? (?P<part><PART>))?",
    r"(?P<slice>mid)?-?(?P<part><PART>) (?P<word>today|yesterday|tomorrow)",
    r"(?P<slice>mid)[- ](?P<part>morning|afternoon)(?: (?P<word>today|yesterday|tomorrow))?",
    r"(?P<clock><CLOCK>)<ZONE>,? (?P<word>today|yesterday|tomorrow)",
    r"the day (?P<far>before|after) (?P<word>yesterday|tomorrow)",
)
def today(m: re.Match[str]) -> Meaning | None:
    count = {"today": 0, "yesterday": -1, "tomorrow": 1}[get(m, "word") or "today"]
    far = get(m, "far")
    count += {"before": -1, "after": 1}[far] if far else 0
    part = get(m, "part")
    edge = {"early": "START", "late": "END", "mid": "MID"}.get(get(m, "slice") or "")
    code = WORDS.parts.get(part, "MI") if part else None
    return Meaning("shift", unit="D", count=count, part=code, clock=clock_of(get(m, "clock")), edge=edge)


@rule(
    r"(?:(?P<slice>early|late|earlier|later|mid) )?(?P<rel>this|last|that|the next|the following|the previous|the same)"
    r" (?P<part>morning|afternoon|evening|night)\b",
    r"(?P<one>tonight|overnight)\b",
    r"(?P<rel>the) (?P<part>morning|afternoon|evening|night) (?P<far>before|after)",
)
def part_of_day(m: re.Match[str]) -> Meaning | None:
    one, rel = get(m, "one"), get(m, "rel")
    if one == "overnight":
        return Meaning("shift", unit="D", count=-1, part="NI", whole_edge=True)
    if one == "tonight":
        return Meaning("shift", unit="D", count=0, part="NI")
    part = WORDS.parts[m["part"].lower()]
    far = get(m, "far")
    origin: Origin = "publication" if rel in {"this", "last"} else "previous"
    back, forward = rel in {"last", "the previous"} or far == "before", rel in {"the next", "the following"} or far
    count = -1 if back else 1 if forward else 0
    return Meaning("shift", unit="D", count=count, part=part, origin=origin)


@rule(
    rf"(?:(?P<edge><EDGE>|sometime|{WITHIN})[- ])?"
    rf"(?P<rel>this|last|next|this coming|the current|the latest) (?P<unit>{UNIT_NAMES})",
    rf"(?:(?P<edge><EDGE>|{WITHIN}) )?(?P<rel>{BACK}) (?P<unit>{UNIT_NAMES})",
    r"(?P<edge>the (?:beginning|start|middle|end) of|earlier in|later in|late in|early in) (?P<rel>the)"
    r" (?P<unit>week|month|year|quarter|decade|day)\b",
    r"(?P<rel>the) (?P<unit>weekend|week|quarter(?! of ))\b",
    r"(?P<edge>earlier|later|early|late) (?P<rel>in the|on the) (?P<unit>day)\b",
    r"(?P<rel>next|following) (?P<unit>day|morning)\b",
    r"the (?P<unit>day|week|month|year) (?P<far>before|after)\b",
)
def named_unit(m: re.Match[str]) -> Meaning | None:
    """Calendar units: "last week", "the same day", "earlier this year", "the next month"."""
    rel, far = get(m, "rel") or "", get(m, "far")
    name = m["unit"].lower().removeprefix("fiscal ").strip()
    unit = WORDS.units.get(name, "D")
    edge_word = get(m, "edge") or ""
    whole = edge_word.startswith(("earlier", "later"))
    edge = (
        ("START" if edge_word.startswith("earlier") else "END")
        if whole
        else None
        if edge_word in {"", "sometime"}
        else edge_of(m)
    )
    anaphoric = far or rel in {
        "that",
        "the same",
        "that same",
        "the following",
        "the previous",
        "the preceding",
        "following",
    }
    if name == "season" and rel not in {"this", "last", "next"}:
        return None
    if unit == "D" and rel in {"this", "last", "the current", "the latest", "the"}:
        return None
    if rel in {"in the", "on the"}:
        return Meaning("shift", unit="D", count=0, origin="previous", whole_edge=True)
    if name == "quarter" and rel in {"the", "the latest"}:
        return Meaning("shift", unit="Q", count=-1, edge=edge)
    if rel == "the next" or (rel == "next" and unit == "D"):
        if unit != "D":
            return Meaning("window", unit=unit, count=1, edge=edge)
        anaphoric = True
    count = -1 if far == "before" or rel in {"last", "the previous", "the preceding"} else 0
    count = 1 if far == "after" or rel in {"next", "the next", "the following", "following", "this coming"} else count
    if rel.endswith("the") and unit == "WE":
        return Meaning("shift", unit="WE", count=0)
    if far and anaphoric and unit == "D":
        return counted_day(m, count)
    if rel == "the" and not edge_word and unit != "W":
        return None
    origin: Origin = "previous" if anaphoric else "publication"
    return Meaning("shift", unit=unit, count=count, origin=origin, edge=edge, whole_edge=whole)


def counted_day(m: re.Match[str], count: float) -> Meaning:
    """The day after: of the last day named, unless an event follows that the text has not dated."""
    return Meaning("shift", unit="D", count=count, origin=origin_after(m))


def origin_after(m: re.Match[str]) -> Origin:
    """What "after" and "before" count from: "the attack" points back, "rebels attacked" is new."""
    after = word_after(m)
    points_back = after in WORDS.contexts["back"]
    return "previous" if points_back else "event"


@rule(r"(?P<rel>(?:the )?(?:past|last|coming)|past) (?P<unit><ONEUNIT>)")
def one_unit_window(m: re.Match[str]) -> Meaning | None:
    """The seven days up to publication for "the last week", where "last week" is a week of the calendar."""
    rel = m["rel"].lower()
    if rel == "last" or (rel == "past" and word_before(m) not in {"this", "the"}):
        return None
    unit = WORDS.unit(m["unit"])
    count = 1 if rel.endswith("coming") else -1
    return Meaning("window", unit=unit, count=count)


@rule(
    r"(?:(?P<mod>at least|about|roughly|nearly|almost|more than) )?(?:the )?"
    r"(?P<rel>past|last|next|coming|first|final|previous|preceding|following|latest)"
    r" (?P<num><NUM>|<OPEN>)(?: or so)? (?:trading )?(?P<unit><UNIT>)",
    r"each of the (?P<rel>past|last|next) (?P<num><NUM>|<OPEN>) (?P<unit><UNIT>)",
    r"(?:the )?(?P<rel>coming|past) (?P<unit>hours|days|weeks|months|years|decades)\b",
    r"the (?P<unit>days|weeks|months|years) (?P<rel>ahead)\b",
)
def window(m: re.Match[str]) -> Meaning | None:
    rel, unit, word = m["rel"].lower(), WORDS.unit(m["unit"]), get(m, "num")
    count = amount(word) if word else None
    mod = get(m, "mod")
    value = timex_amount(count, unit)
    modifier = WORDS.modifiers[mod] if mod else None
    if rel in {"first", "final", "latest"} or (rel in {"previous", "preceding", "following"}):
        return Meaning("duration", value=value, mod=modifier, unit=unit, count=count)
    if word is None and rel == "past":
        return Meaning("vague", value="PAST_REF")
    sign = 1 if rel in {"next", "coming", "ahead"} else -1
    signed = None if count is None else sign * count
    if signed is None and sign > 0:
        return Meaning("duration", value=value)
    return Meaning("window", unit=unit, count=signed, value=value, mod=modifier)


@rule(rf"(?:the )?(?:more )?recent (?P<unit>{PAST_SPANS})(?: and (?:days|weeks|months|years))?\b")
def recent(m: re.Match[str]) -> Meaning | None:
    return Meaning("vague", value="PAST_REF")


COUNTED = r"(?:(?P<mod>(?:just |only |barely )?<MOD>) )?(?P<num><NUM>|<OPEN>|)(?: more)?"


@rule(
    rf"{COUNTED}[- ]?(?P<unit><UNIT>)(?P<half> and a half)?"
    r" (?P<way>ago|earlier|later|before|after|afterwards?|from now|hence|previously|prior)\b",
    r"(?:the |the comparable |the corresponding )?(?P<num>)(?P<unit>year)-(?P<way>ago|earlier)\b"
    r"(?: (?P<period>period|quarter|month|week))?",
)
def counted_from(m: re.Match[str]) -> Meaning | None:
    word, way = m["num"].strip().lower(), m["way"].lower()
    unit = WORDS.unit(m["unit"])
    bare = not word and not m["unit"].lower().endswith("s")
    if bare and way not in {"ago", "earlier"}:
        return None
    count = amount(word) if word else (1 if bare else None)
    if word in {"recent", "the few"}:
        return None
    if count is not None and get(m, "half"):
        count += 0.5
    if way == "earlier" and word_after(m) == "than":
        return Meaning("duration", value=timex_amount(count, unit), unit=unit, count=count)
    mod = re.sub(r"^(?:just|only|barely)\s+", "", get(m, "mod") or "")
    back = way in {"ago", "earlier", "before", "previously", "prior"}
    origin: Origin = "publication" if way in {"ago", "from now", "hence"} and not bare else "previous"
    if way in {"before", "after", "prior"}:
        origin = origin_after(m)
        if way == "before" and word_after(m) in {"the", "that", "this", "his", "her", "its", "their"} and unit != "D":
            origin = "event"
    if count is None:
        if way != "ago":
            return Meaning("duration", value=timex_amount(None, unit), origin=origin, unit=unit)
        return Meaning("vague", value="PAST_REF")
    signed = -count if back else count
    value = timex_amount(count, unit)
    return Meaning("shift", unit=unit, count=signed, origin=origin, mod=WORDS.modifiers.get(mod), value=value)


AHEAD = re.compile(r"\b(?:will|would|shall)\b[^.;,]{0,60} $|['’]ll\b[^.;,]{0,60} $")


@rule(
    r"in (?:(?P<mod><MOD>) )?(?P<num><NUM>) (?P<unit><UNIT>)['’]? (?P<time>time)\b",
    r"in (?P<num><NUM>) (?P<unit>days|weeks|months|years)(?=[,.;])",
)
def in_time(m: re.Match[str]) -> Meaning | None:
    count = amount(m["num"])
    if not get(m, "time") and not AHEAD.search(m.string, max(0, m.start() - 80), m.start()):
        return None
    return None if count is None else Meaning("shift", unit=WORDS.unit(m["unit"]), count=count)


def is_lost_apostrophe(m: re.Match[str]) -> bool:
    """Whether "Fridays blast" is the blast of one Friday on a page without apostrophes; "on Fridays" are many."""
    after = word_after(m)
    return word_before(m) not in {"on", "every", "and"} and after.isalpha() and after not in WORDS.contexts["function"]


@rule(
    r"(?:(?P<mod><MOD>) )?(?P<num><NUM>|<OPEN>)(?: (?:or|to) (?P<more><NUM>))?"
    r"(?: (?:more|additional|consecutive|straight|extra|full|long|trading|working|whole))?"
    r"[- ](?P<unit><UNIT>)(?P<half>(?: |-)and(?: |-)a(?: |-)half)?(?P<tail>-long|-old)?",
    r"(?:(?P<mod><MOD>) )?(?P<num>an?) (?P<unit><UNIT>)(?P<half> and a half)",
    r"(?:(?P<mod><MOD>) )?(?P<num><NUM>)(?P<half>[- ]and[- ]a[- ]half)[- ](?P<unit><UNIT>)",
    r"(?P<num>)(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)(?P<tail>-long|)\b",
    r"(?P<num>)the (?:fiscal )?(?P<unit>day|week|month|year)(?= ended| ending)",
    r"the (?P<num><NUM>) (?P<unit><UNIT>)",
)
def duration(m: re.Match[str]) -> Meaning | None:
    word, unit_word, unit = m["num"].strip().lower(), m["unit"].lower(), WORDS.unit(m["unit"])
    before, after = word_before(m), word_after(m)
    if get(m, "tail") == "-old" or after in {"old", "olds"}:
        return None
    if m.string[m.end() : m.end() + 8].lower().startswith(("-old", "-earlier", "-ago")):
        return None
    if word in {"a", "an", "half a", "half an"} and unit in {"TS", "Q"} or (unit == "TS" and unit_word == "second"):
        return None
    if word == "recent" or (word == "some" and unit_word[-1] != "s"):
        return None
    if (unit == "Q" and "-" in m.group()) or before in {"age", "ages", "aged"}:
        return None
    if m["unit"][0].isupper() and m["num"][:1].isdigit():  # a title
        return None
    if word == "one" and unit_word == "day" and before in WORDS.contexts["modals"]:
        return None
    if re.fullmatch(r"\d{4}", word) and unit in {"Q", "M", "Y"}:
        return None
    if not word:
        return bare_unit(m, unit, before, after)
    count = amount(word)
    if "." in word and unit == "Q":
        return None
    if count is not None and get(m, "half"):
        count += 0.5
    mod = get(m, "mod")
    modifier = WORDS.modifiers.get(mod) if mod else None
    bare = word in {"a", "an"} and not mod and not get(m, "half")
    if bare and unit in {"D", "W", "M", "Y", "TH"} and before not in WORDS.contexts["length"]:
        return Meaning("set", value=timex_amount(1, unit))
    return Meaning("duration", value=timex_amount(count, unit), mod=modifier, unit=unit, count=count)


def bare_unit(m: re.Match[str], unit: str, before: str, after: str) -> Meaning | None:
    """Lengths of time without a number: "for years", "months of"."""
    word = m["unit"].lower()
    if not word.endswith("s"):
        return Meaning("duration", value=timex_amount(1, unit), unit=unit, count=1)
    if before == "early":
        return None
    if get(m, "tail") or before in WORDS.contexts["bare"] or after in {"of", "after", "before"}:
        return Meaning("duration", value=timex_amount(None, unit), unit=unit)
    return None


@rule(
    r"(?:each|every)(?: (?P<other>other|second|third|few|<NUM>))? (?P<unit><UNIT>)",
    r"(?:once|twice|(?:two|three|four|five|several) times) (?:a|per|each|every) (?P<unit>day|week|month|year|decade)\b",
    r"(?:each|every) (?P<weekday><WEEKDAY>)(?: (?P<part><PART>))?",
    r"(?:each|every) (?P<part>morning|afternoon|evening|night)\b",
    r"(?P<weekday><DAYNAME>)(?P<plural> (?:mornings|afternoons|evenings|nights)|s)(?![\w])",
    rf"(?P<adverb>{any_of(WORDS.unit_adverbs)})\b",
    r"(?:each|every) (?P<season><SEASON>)",
    r"(?:each|every) (?P<month><MONTH>)",
)
def repeated(m: re.Match[str]) -> Meaning | None:
    if adverb := get(m, "adverb"):
        if m.group()[:1].isupper() and m.string[m.end() : m.end() + 2].strip()[:1].isupper():  # "Daily Star"
            return None
        if adverb == "daily" and (word_before(m) == "average" or word_after(m) in WORDS.contexts["papers"]):
            return None
        return Meaning("set", value=timex_amount(1, WORDS.unit_adverbs[adverb]))
    if day := get(m, "weekday"):
        of_day = get(m, "part") or (get(m, "plural") or "").strip()
        if get(m, "plural") == "s" and is_lost_apostrophe(m):
            return None
        code = f"T{WORDS.parts[of_day]}" if of_day in WORDS.parts else ""
        return Meaning("set", value=f"XXXX-WXX-{WORDS.weekdays[day]}{code}")
    if part := get(m, "part"):
        return Meaning("set", value=f"XXXX-XX-XXT{WORDS.parts[part]}")
    if name := get(m, "season"):
        return Meaning("set", value=f"XXXX-{WORDS.seasons[name]}")
    if month := get(m, "month"):
        return Meaning("set", value=f"XXXX-{WORDS.months[month.rstrip('.')]:02d}")
    other, unit = get(m, "other"), WORDS.unit(m["unit"])
    count = {"other": 2.0, "second": 2.0, "third": 3.0, "few": None}.get(other, amount(other)) if other else 1
    return Meaning("set", value=timex_amount(count, unit))


@rule(r"(?:the |its |their )(?P<ord><ORD>|\d{1,3}(?:st|nd|rd|th)) (?P<unit>day|night|week)(?= of\b)")
def ordinal_day(m: re.Match[str]) -> Meaning | None:
    """A day of something that lasts: "the third day of the offensive". Its beginning stands elsewhere, if at all."""
    if re.match(r" of (?:the |each |every |a )?(?:week|month|year)\b", m.string[m.end() : m.end() + 20].lower()):
        return None
    unit = WORDS.unit(m["unit"])
    if word_before(m) in {"is", "it's", "it’s"}:  # "today is the second day of the siege"
        return Meaning("shift", unit=unit, count=0)
    return Meaning("shift", unit=unit, count=ordinal_of(m["ord"].lower()) - 1, origin="event")


@rule(
    r"(?:right |just |by |for )?(?P<word>now)\b",
    rf"(?P<word>{any_of(w for w in WORDS.vague if w != 'now')})\b",
)
def vague(m: re.Match[str]) -> Meaning | None:
    word, before, after = m["word"].lower(), word_before(m), word_after(m)
    if word == "previously" and not m["word"][0].isupper():  # inside a sentence it only says "before"
        return None
    return None if is_other_sense(word, before, after) else Meaning("vague", value=WORDS.vague[word])


IN_TIME = frozenset({"in", "of", "about", "at", "from", "by", "for", "than", "to", "since"})


def is_other_sense(word: str, before: str, after: str) -> bool:
    """Whether the neighbours show that a vague word is none here: "as soon as", "the present king"."""
    if word == "once":
        return after not in {"a", "an", "known", "home", "part"}
    if word in {"the time", "that time", "the moment"}:
        return before not in {"at", "by"} or after in {"of", "to", "when", "that"}
    if word in {"the past", "the future", "the present"}:
        return before not in IN_TIME
    if word == "present":
        return before != "at"
    if word in {"soon", "shortly"}:
        told = before in {"was", "were", "had"} or after in {"became", "began", "was", "were", "had", "found", "turned"}
        return told or "as" in {before, after} or after in {"after", "before", "afterward", "afterwards"}
    if word == "one day":
        return before not in WORDS.contexts["modals"]
    return (word == "current" and after in {"account", "affairs"}) or (word == "now" and after == "-")


@rule(rf"(?:quite )?(?P<word>{any_of(WORDS.vague_lengths)})\b")
def vague_length(m: re.Match[str]) -> Meaning | None:
    return Meaning("duration", value=WORDS.vague_lengths[m["word"].lower()])


@rule(
    r"(?P<clock><CLOCK>)<ZONE>",
    r"(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?: hours\b| ?(?:GMT|UTC|Z\b|EST|EDT|local time))",
)
def clock(m: re.Match[str]) -> Meaning | None:
    figures = get(m, "h")
    time = f"{figures}:{m['min']}" if figures else clock_of(get(m, "clock"))
    return Meaning("clock", clock=time)


@rule(
    r"(?P<day>year)-end\b",
    r"(?:the )?(?P<unit>year|month|week|quarter)(?:['’]s)?[- ]end\b",
    r"the end of (?P<unit>year)\b",
)
def unit_end(m: re.Match[str]) -> Meaning | None:
    if get(m, "day"):
        return Meaning("calendar", month=12, day=31)
    return Meaning("shift", unit=WORDS.unit(m["unit"]), count=0, edge="END")
