"""Who says that who says: the chains of speakers behind an event, from whoever vouches for it to the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Link = dict[str, Any]


def chains(event: Mapping[str, Any]) -> list[Link]:
    """The chains as trees: each begins with whoever vouches, `told_by` are those who have it from there, and `reports`
    the pages at the end. A page that names nobody vouches itself (`kind` outlet).

    Chains that begin alike share their beginning, so that one sees how many pages rest on one voice.
    """
    documents = {document["id"]: document for document in event["documents"]}
    roots: dict[tuple[str, bool, str], Link] = {}
    seen = set()
    for claim in event["claims"]:
        document = documents[claim["document"]]
        outlet = document["publisher"] or document["name"]
        path = [(link["name"], bool(link["anonymous"])) for link in reversed(claim["sources"])]
        if (document["id"], *path) in seen:
            continue
        seen.add((document["id"], *path))
        level, node = roots, None
        for name, anonymous in path:
            node = level.setdefault((name, anonymous, "source"), _link(name, anonymous, "source"))
            level = node["told_by"]
        if node is None:
            node = level.setdefault((outlet, False, "outlet"), _link(outlet, False, "outlet"))
        nearest = claim["sources"][0]["mention"] if claim["sources"] else None
        node["reports"].append(_report(document, outlet, (nearest or claim["trigger"])["span"]["start"]))
    return [_plain(each) for each in roots.values()]


def _link(name: str, anonymous: bool, kind: str) -> Link:
    return {"name": name, "anonymous": anonymous, "kind": kind, "told_by": {}, "reports": []}


def _report(document: Mapping[str, Any], outlet: str, at: int) -> Link:
    return {
        "document": document["id"],
        "outlet": outlet,
        "published": document["published"]["day"] if document["published"] else None,
        "at": at,
        "copy": any(each["origin"] != document["id"] for each in document["copies"]),
    }


def _plain(link: Link) -> Link:
    order = sorted(link["reports"], key=lambda each: (each["published"] or "9999", each["outlet"], each["document"]))
    return {**link, "told_by": [_plain(each) for each in link["told_by"].values()], "reports": order}
