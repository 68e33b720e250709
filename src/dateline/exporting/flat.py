"""An event as one flat row: what fits in a table. The CSV, the map and the JSON of `dateline events` share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.exporting.codes import party_code
from dateline.knowledge.crosswalk import crossed
from dateline.records import Entity, Event, Quantity
from dateline.storing import Selection

Value = str | int | float | None | list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, and what it holds."""

    name: str
    help: str


COLUMNS: tuple[Column, ...] = (
    Column("event", "id of the event"),
    Column("type", "PLOVER type"),
    Column("mode", "PLOVER mode"),
    Column("cameo", "CAMEO code that is nearest to type and mode"),
    Column("quad", "quad class of the type: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
    Column("goldstein", "Goldstein score of the CAMEO code, -10 to 10"),
    Column("contexts", "PLOVER contexts"),
    Column("acled_type", "nearest ACLED event type; empty where ACLED has none"),
    Column("acled_sub_type", "nearest ACLED sub-event type"),
    Column("ucdp_type", "UCDP type of violence of a deadly event: 1 state-based, 2 non-state, 3 one-sided"),
    Column("status", "asserted, claimed, alleged, denied, negated, planned, possible or hypothetical"),
    Column("date_start", "first day on which it may have happened"),
    Column("date_end", "last day on which it may have happened"),
    Column("date_basis", "explicit, relative, context, decided or none"),
    Column("actors", "who did it"),
    Column("actor_ids", "ids of the actors"),
    Column("actor_codes", "country and sector of the actors"),
    Column("recipients", "to whom it was done"),
    Column("recipient_ids", "ids of the recipients"),
    Column("recipient_codes", "country and sector of the recipients"),
    Column("place", "name of the place"),
    Column("country", "ISO 3166-1 alpha-3 code of the place's country"),
    Column("admin1", "first-level region of the place"),
    Column("geoname_id", "GeoNames id of the place"),
    Column("latitude", "degrees north, WGS 84"),
    Column("longitude", "degrees east, WGS 84"),
    Column("precision", "1 spot or town, 2 near it or its district, 3 region, 4 country, 5 unknown"),
    Column("weapon", "means, where told"),
    Column("killed_min", "lowest number killed over all reports"),
    Column("killed_max", "highest number killed; empty beside a minimum: at least"),
    Column("injured_min", "lowest number injured over all reports"),
    Column("injured_max", "highest number injured; empty beside a minimum: at least"),
    Column("count", "occurrences that the event covers; empty: an unknown plural"),
    Column("part_of", "ids of the events of several occurrences that count this one; add up one kind of them only"),
    Column("reports", "documents that report it"),
    Column("texts", "independent texts among these: copies of one text count once"),
    Column("voices", "who vouches for it independently, as a number: one source or outlet each"),
    Column("disagreements", "what the reports do not agree on"),
    Column("claims", "ids of the claims"),
    Column("documents", "names of the documents"),
    Column("urls", "addresses of the documents"),
    Column("genres", "what pages among these are that are no plain news: opinion, editorial, analysis, letter, live"),
    Column("review", "unreviewed, accepted, corrected, rejected, duplicate, disputed, or outdated: look again"),
    Column("reviewed_by", "people whose decisions bear on it"),
    Column("formerly", "ids under which earlier runs had this event or parts of it, and that lead to it now"),
    Column("origins", "names of the documents whose texts these copy, or whose copies are among them"),
)


def rows(selection: Selection) -> list[dict[str, Value]]:
    """One row an event, in the order of the selection."""
    return [row(event, selection) for event in selection.events]


def row(event: Event, selection: Selection) -> dict[str, Value]:
    """The row of one event, with a value for each of COLUMNS."""
    reporting = dict.fromkeys(selection.claims[claim].document for claim in event.claims)
    documents = sorted((selection.documents[document] for document in reporting), key=lambda d: (d.page.name, d.id))
    when, where, cross = event.when, event.where, crossed(event)
    return {
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": cross.quad,
        "goldstein": cross.goldstein,
        "contexts": list(event.contexts),
        "acled_type": cross.acled_type,
        "acled_sub_type": cross.acled_sub_type,
        "ucdp_type": cross.ucdp,
        "status": event.status,
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        **_parties("actor", event.actors),
        **_parties("recipient", event.recipients),
        "place": where.name,
        "country": where.country,
        "admin1": where.admin1,
        "geoname_id": where.geoname_id,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "precision": where.precision,
        "weapon": event.weapon,
        **_quantity("killed", event.killed),
        **_quantity("injured", event.injured),
        "count": event.count,
        "part_of": list(selection.part_of.get(event.id, ())),
        "reports": event.reports,
        "texts": event.texts,
        "voices": len(event.voices) or None,
        "disagreements": list(event.disagreements),
        "claims": list(event.claims),
        "documents": [document.page.name for document in documents],
        "urls": [document.page.url for document in documents if document.page.url],
        "genres": sorted({claim.genre for each in event.claims if (claim := selection.claims[each]).genre}),
        "review": event.review,
        "reviewed_by": sorted(
            {selection.decisions[each].by for each in event.decisions if each in selection.decisions}
        ),
        "formerly": list(selection.formerly.get(event.id, ())),
        "origins": origins([document.id for document in documents], selection),
    }


def origins(documents: Sequence[str], selection: Selection) -> list[str]:
    """The names of the origins of the groups of copies that documents belong to, each once."""
    found = {copy.origin for document in documents for copy in selection.copies.get(document, ())}
    return sorted(selection.documents[origin].page.name for origin in found)


def _parties(role: str, parties: Sequence[Entity]) -> Mapping[str, Value]:
    return {
        f"{role}s": [party.name for party in parties],
        f"{role}_ids": [party.id for party in parties],
        f"{role}_codes": [party_code(party) for party in parties],
    }


def _quantity(name: str, quantity: Quantity | None) -> Mapping[str, Value]:
    low, high = (quantity.low, quantity.high) if quantity else (None, None)
    return {f"{name}_min": low, f"{name}_max": high}
