"""How to cite an event: in words, as BibTeX, and as CSL-JSON, which programs for references read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.serving.words import day_words, place_words, sentence

BIBTEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
"""What TeX would take as a command."""
MEDIA = {"txt": "text/plain; charset=utf-8", "bib": "application/x-bibtex; charset=utf-8",
         "json": "application/vnd.citationstyles.csl+json"}  # fmt: skip


def citations(event: Mapping[str, Any]) -> dict[str, str]:
    """The citation by the suffix of its file: ``txt``, ``bib``, ``json``. The id is what stays.

    No author, address or year of publication is made up; the days are those of the event.
    """
    said = ", ".join(part for part in (sentence(event), place_words(event["where"]), day_words(event["when"])) if part)
    number = f"{event['reports']} report{'' if event['reports'] == 1 else 's'}"
    checked = "coded by a machine and checked by nobody yet" if event["review"] == "unreviewed" else event["review"]
    title = " ".join(said.split())
    note = f"Event {event['id']} of a record made with dateline, from {number}; {checked}"
    return {
        "txt": f"{title}. {note}.",
        "bib": _bibtex(event, title, note),
        "json": json.dumps([_csl(event, title, note)], ensure_ascii=False, indent=2),
    }


def _bibtex(event: Mapping[str, Any], title: str, note: str) -> str:
    ends = [end for end in dict.fromkeys((event["when"]["start"], event["when"]["end"])) if end]
    fields = [("title", f"{{{title.translate(BIBTEX)}}}")]
    if ends:
        fields.append(("eventdate", "/".join(ends)))
    fields.append(("note", note.translate(BIBTEX)))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@misc{{dateline{event['id']},\n{lines}}}"


def _csl(event: Mapping[str, Any], title: str, note: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": f"dateline{event['id']}", "type": "dataset", "title": title, "note": note}
    ends = [end for end in dict.fromkeys((event["when"]["start"], event["when"]["end"])) if end]
    if ends:
        item["event-date"] = {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
    if place := place_words(event["where"]):
        item["event-place"] = place
    return item
