"""Who did what to whom in codes, a document a line: what coders of single sentences write and are compared by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.coding.announcing import ANNOUNCED
from dateline.coding.claims import BESIDE
from dateline.coding.found import is_particular
from dateline.coding.status import FUTURE_MODALS
from dateline.exporting.dyad_countries import named_countries, sides_of
from dateline.exporting.names import document_name
from dateline.knowledge.cameo import APPEAL, intended_codes, reciprocal, table_type
from dateline.records import Claim, CodedArticle

UNREAL = frozenset({"denied", "hypothetical", "negated"})
"""What did not happen, or is only imagined, is no event of such a table; the other formats keep it with its status."""
SIGNED = "057"
"""The code of a formal agreement, which binds all who sign it."""
HEARSAY = frozenset({"reportedly", "apparently", "allegedly", "purportedly", "likely", "probably"})
"""Words of reports that are possible and yet told as done, unlike what somebody may do or considers doing."""
CLAIMING = frozenset({"responsibility", "claim", "claims", "claimed", "claiming", "claimed by"})
"""Words of a claim; CAMEO codes "claimed responsibility for the attack" as a statement (01), not as the attack."""

INTENDING = FUTURE_MODALS | set("would intends intend intended plans planned prepared ready willing".split())
"""Words by which the act itself is still to come."""


def line(coded: CodedArticle) -> str:
    """``{"id", "events": [{"type", "mode", "cameo", "source", "target", "status"}]}``; a side of several is a list.

    Where several parties do a thing with each other, all are the source, the target is null and the event is marked
    ``"reciprocal": true``, as PLOVER has it.
    """
    events = [
        event for claim in coded.claims if counts(claim) for event in _events(claim, named_countries(claim, coded))
    ]
    return json.dumps({"id": document_name(coded.article.page), "events": events}, ensure_ascii=False)


def counts(claim: Claim) -> bool:
    """Whether a claim is an event of such a table: it is told as done or planned, and is more than an appeal."""
    if claim.status in UNREAL or claim.cameo.startswith(APPEAL) or any(why.field == BESIDE for why in claim.why):
        return False
    cues = {why.rule.strip("'") for why in claim.why if why.field in {"status", "sources"}}
    if claim.status == "possible":
        return not cues.isdisjoint(HEARSAY)
    return claim.status != "claimed" or cues.isdisjoint(CLAIMING)


def _events(claim: Claim, named: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The event of a claim; an event for each pair where several parties of one country do it to their own."""
    mutual = len(claim.actors) > 1 and is_mutual(claim)
    sides = sides_of(claim, named, mutual=mutual)
    source, target = sides.source, () if mutual else sides.target
    pairs = [(a, b) for a in source for b in target if a != b]
    if len(pairs) > 1 and len({code[:3] for pair in pairs for code in pair}) == 1:
        for a, b in pairs:
            yield _event(claim, (a,), (b,), sides.assumed)
        return
    event = _event(claim, source, target, sides.assumed)
    yield event | {"reciprocal": True} if mutual and len(source) > 1 else event


def _event(claim: Claim, source: Sequence[str], target: Sequence[str], assumed: Sequence[str]) -> dict[str, Any]:
    code = intended_codes().get(claim.type, claim.cameo) if is_intended(claim) else claim.cameo
    kind = table_type(code, claim.type)
    event: dict[str, Any] = {
        "type": kind,
        "mode": claim.mode if kind == claim.type else None,
        "cameo": code,
        "source": one_or_list(source),
        "target": one_or_list(target),
        "status": claim.status,
    }
    return event | {"assumed": list(assumed)} if assumed else event


def is_mutual(claim: Claim) -> bool:
    """Whether several actors did it to each other: a pact is signed, or the word itself says so ("clashed with")."""
    hosts = {party.entity.country for party in claim.actors}
    if any(is_particular(each.entity) and each.entity.country not in hosts for each in claim.recipients):
        return False
    if reciprocal(claim.type, claim.mode) or claim.cameo == SIGNED:
        return True
    return any(why.field == "type" and why.detail.endswith(" frame with") for why in claim.why)


def one_or_list(codes: Sequence[str]) -> str | list[str] | None:
    """Null for none, a list for several."""
    return (codes[0] if len(codes) == 1 else list(codes)) if codes else None


def is_intended(claim: Claim) -> bool:
    """Whether somebody says that the act will be done: "will visit", "said it would free", "is prepared to lift"; not
    the purpose of another act, nor what was decided."""
    cues = {why.rule for why in claim.why if why.field == "status"}
    if claim.status == "planned":
        return bool({cue.strip("'") for cue in cues} & INTENDING)
    return any(cue.startswith(ANNOUNCED) for cue in cues)
