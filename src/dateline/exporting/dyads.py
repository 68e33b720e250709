"""Who did what to whom in codes, a document a line: what coders of single sentences write and are compared by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline.coding.announcing import ANNOUNCED
from dateline.coding.claims import BESIDE
from dateline.coding.status import FUTURE_MODALS
from dateline.exporting.codes import party_code
from dateline.exporting.names import document_name
from dateline.knowledge.cameo import APPEAL, intended_codes, reciprocal, table_type
from dateline.records import Claim, CodedArticle, Participant

UNREAL = frozenset({"denied", "hypothetical", "negated"})
"""What did not happen, or is only imagined, is no event of such a table; the other formats keep it with its status."""
HEARSAY = frozenset({"reportedly", "apparently", "allegedly", "purportedly", "likely", "probably"})
"""Words of reports that are possible and yet told as done, unlike what somebody may do or considers doing."""
CLAIMING = frozenset({"responsibility", "claim", "claims", "claimed", "claiming", "claimed by"})
"""Words of a claim; CAMEO codes "claimed responsibility for the attack" as a statement (01), not as the attack."""

INTENDING = FUTURE_MODALS | {"would", "intends", "intend", "intended", "plans", "planned", "prepared", "ready", "willing"}
"""Words by which the act itself is still to come."""


def line(coded: CodedArticle) -> str:
    """``{"id", "events": [{"type", "mode", "cameo", "source", "target", "status"}]}``; a side of several is a list.

    Where several parties do a thing with each other, all are the source, the target is null and the event is marked
    ``"reciprocal": true``, as PLOVER has it.
    """
    events = [_event(claim) for claim in coded.claims if counts(claim)]
    return json.dumps({"id": document_name(coded.article.page), "events": events}, ensure_ascii=False)


def counts(claim: Claim) -> bool:
    """Whether a claim is an event of such a table: it is told as done or planned, and is more than an appeal."""
    if claim.status in UNREAL or claim.cameo.startswith(APPEAL) or any(why.field == BESIDE for why in claim.why):
        return False
    cues = {why.rule.strip("'") for why in claim.why if why.field in {"status", "sources"}}
    if claim.status == "possible":
        return not cues.isdisjoint(HEARSAY)
    return claim.status != "claimed" or cues.isdisjoint(CLAIMING)


def _event(claim: Claim) -> dict[str, Any]:
    code = intended_codes().get(claim.type, claim.cameo) if is_intended(claim) else claim.cameo
    kind = table_type(code, claim.type)
    event: dict[str, Any] = {
        "type": kind,
        "mode": claim.mode if kind == claim.type else None,
        "cameo": code,
        "source": _side(claim.actors),
        "target": _side(claim.recipients),
        "status": claim.status,
    }
    if isinstance(event["source"], list) and not claim.recipients and reciprocal(claim.type, claim.mode):
        event["reciprocal"] = True
    return event


def is_intended(claim: Claim) -> bool:
    """Whether somebody says that the act will be done: "will visit", "said it would free", "is prepared to lift"; not
    the purpose of another act, nor what was decided."""
    cues = {why.rule for why in claim.why if why.field == "status"}
    if claim.status == "planned":
        return bool({cue.strip("'") for cue in cues} & INTENDING)
    return any(cue.startswith(ANNOUNCED) for cue in cues)


def _side(participants: Sequence[Participant]) -> str | list[str] | None:
    """The code of one side: null for none, a list for several."""
    codes = list(dict.fromkeys(party_code(participant.entity) for participant in participants))
    if not codes:
        return None
    return codes[0] if len(codes) == 1 else codes
