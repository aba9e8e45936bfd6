"""The agreements of the table of municipality, corporation and tenants, as slides and the workbook show them."""

from dataclasses import dataclass

from data.workflow.agreement_facts import DUTCH_DIRECTIONS, DUTCH_PARTIES, DUTCH_THEMES
from data.workflow.agreements import DUTCH_STATUSES, Agreement, agreements
from indicators.read_model import Serving
from layouts._exports.request import ExportRequest
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._text import date, number


@dataclass(frozen=True)
class Agreed:
    """One agreement in words."""

    what: str
    who: str
    when: str
    state: str


def agreed_about(request: ExportRequest) -> list[Agreed]:
    """The agreements about the places of the request and about the whole stock, the latest year first."""
    return [
        Agreed(
            what=each.facts.ambition,
            who=_owners(each),
            when=date(each.facts.target_on) if each.facts.target_on else str(each.facts.year),
            state=_state(each),
        )
        for each in _asked(request)
    ]


def agreements_sheet(request: ExportRequest) -> Sheet:
    """A row per agreement, with its target and what was last said of it."""
    rows = _asked(request)
    areas = [request.found.area(each.facts.area_id) for each in rows]
    return Sheet(
        name="Afspraken",
        title="Prestatieafspraken",
        about="Per afspraak wat, wie, wanneer en hoe het staat",
        empty="Er zijn nog geen afspraken vastgelegd." if request.store else "Deze laag toont geen afspraken.",
        columns=[
            Column("jaar", "Jaar", Kind.TEXT, [str(each.facts.year) for each in rows], width=8, about="Het jaar waar de afspraak over gaat."),
            Column("thema", "Thema", Kind.TEXT, [DUTCH_THEMES[each.facts.theme] for each in rows], width=18, about="Waar de afspraak over gaat."),
            Column("afspraak", "Afspraak", Kind.TEXT, [each.facts.ambition for each in rows], width=60, about="Wat de partijen afspreken.", wrap=True),
            Column("gebied", "Gebied", Kind.TEXT, [area.name if area else each.facts.area_id for area, each in zip(areas, rows, strict=True)], width=24, about="Waar de afspraak geldt."),
            Column("trekkers", "Trekkers", Kind.TEXT, [_owners(each) for each in rows], width=40, about="Wie er per partij voor zorgt."),
            Column("indicator", "Indicator", Kind.TEXT, [_indicator(request.found, each) for each in rows], width=30, about="Waaraan we het zien."),
            Column("richting", "Richting", Kind.TEXT, [DUTCH_DIRECTIONS[each.facts.direction] if each.facts.target is not None else None for each in rows], width=11, about="Of de waarde hoogstens of minstens de streefwaarde moet zijn."),
            Column("streefwaarde", "Streefwaarde", Kind.NUMBER, [each.facts.target for each in rows], 1, 13, "In de eenheid van de indicator."),
            Column("streefdatum", "Streefdatum", Kind.DATE, [each.facts.target_on for each in rows], width=13, about="Wanneer het klaar moet zijn."),
            Column("stand", "Stand", Kind.TEXT, [_state(each) for each in rows], width=30, about="Wat de partijen het laatst zeiden."),
            Column("overleg", "Laatste overleg", Kind.DATE, [each.meetings[0].held_on if each.meetings else None for each in rows], width=14, about="Dag van het laatste overleg."),
        ],
    )  # fmt: skip


def _asked(request: ExportRequest) -> list[Agreement]:
    if request.store is None:
        return []
    about = {area.area_id for area in request.areas} | {"stock"}
    found = agreements(request.store)
    return [each for each in found if not request.areas or each.facts.area_id in about]


def _owners(each: Agreement) -> str:
    return "; ".join(f"{DUTCH_PARTIES[party]}: {owner}" for party, owner in each.facts.owners.items())


def _state(each: Agreement) -> str:
    """'op koers', with what was delivered where parties count."""
    said = [DUTCH_STATUSES[each.meetings[0].status]] if each.meetings else ["nog niet besproken"]
    said += [
        f"{DUTCH_PARTIES[done.party]} {number(done.delivered)} van {number(done.agreed)}"
        for done in each.facts.deliveries
    ]
    return ", ".join(said)


def _indicator(found: Serving, each: Agreement) -> str | None:
    about = found.extract.indicators(found.default_method.method)
    labels = dict(zip(about["indicator"], about["label"], strict=True))
    return labels.get(each.facts.indicator) or each.facts.counted or None
