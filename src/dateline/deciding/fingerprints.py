"""What a decision was made on: the claims, and what the machine said, so that one can tell later whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.deciding.fields import FIELDS, ROLES, entities, value_of
from dateline.records import Anchor, Claim, Decision, Event, digest


def fingerprint(record: Claim | Event) -> str:
    """A digest of the fields that people check. What else is stored of a claim or an event may change without harm."""
    seen = {name: value_of(record, name) for name in FIELDS}
    parties = {role: sorted(entity.id for entity in entities(record, role)) for role in ROLES}
    return digest("seen", json.dumps({**seen, **parties}, sort_keys=True, ensure_ascii=False))


def field_print(value: Any) -> str:
    """A digest of the value of one field, in its JSON form."""
    return digest("field", json.dumps(value, sort_keys=True, ensure_ascii=False))


def anchor(claim: Claim) -> Anchor:
    return Anchor(claim.id, claim.document, claim.trigger.span)


class Ground:
    """The claims that there are now, to find those by that decisions were made on."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self.claims = claims
        self.by_document: dict[str, list[Claim]] | None = None

    def find(self, anchor: Anchor) -> str | None:
        """The claim of an anchor: that of its id, else the one of its page with the same trigger or one that overlaps.

        None where there is none, or several of which none has the same trigger alone.
        """
        if anchor.claim in self.claims:
            return anchor.claim
        if self.by_document is None:
            self.by_document = {}
            for claim in self.claims.values():
                self.by_document.setdefault(claim.document, []).append(claim)
        near = [
            claim
            for claim in self.by_document.get(anchor.document, ())
            if claim.trigger.span.start < anchor.span.end and anchor.span.start < claim.trigger.span.end
        ]
        same = [claim for claim in near if claim.trigger.span == anchor.span] or near
        return same[0].id if len(same) == 1 else None

    def found(self, anchors: Iterable[Anchor]) -> list[str]:
        """The claims of those anchors that are found, each once."""
        return list(dict.fromkeys(claim for one in anchors if (claim := self.find(one)) is not None))


def decision_id(decision: Decision) -> str:
    """The id of a decision, made of all that it says but its id."""
    parts = (
        decision.kind, decision.on, decision.by, decision.at, decision.target, decision.why, decision.field,
        decision.before, decision.after, decision.other,
        [[one.claim, one.document, one.span.start, one.span.end] for one in (*decision.anchors, *decision.others)],
        len(decision.anchors), decision.seen, decision.turn,
    )  # fmt: skip
    return digest("decision", json.dumps(parts, sort_keys=True, ensure_ascii=False))
