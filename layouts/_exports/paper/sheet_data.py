"""The sheet of one place (complexplan, factsheet): everything about it on one A4, as its template takes it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from data.vocabulary import Level, Light
from indicators.read_model import LEEFBAAROMETER, REGISTRATION, Area, Dossier, IndicatorRow, Score, ScoredArea
from layouts._exports.paper.entered import done_at, plans_at
from layouts._exports.paper.said import indicator, light, score_number, themes, verdict
from layouts._exports.paper.sheet_charts import among_similar, charts, map_around
from layouts._exports.request import Cancelled, ExportRequest, Tell, stop_if
from layouts._exports.verdicts import Concluded, conclusions, none_given
from layouts._parts.indicators import counted
from layouts._parts.light_marks import marks_of_place, short
from layouts._parts.place_head import facts
from layouts._text import count, date, listing, long_date, quarter, signed, spread, with_unit

_MOST_ROWS = 12
_AT_ONCE = 2


def all_sheets(
    request: ExportRequest,
    areas: Sequence[Area],
    kicker: str,
    tell: Tell,
    cancelled: Cancelled,
    *,
    official: bool = False,
) -> list[dict[str, Any]]:
    """The content of a sheet for each place, in order; two at a time, because most of the time is waiting for DuckDB.

    Raises ExportCancelledError where the user stops it.
    """
    levels = {area.level for area in areas}
    around = {level: request.found.scored_areas(level, request.quarter, request.method.method) for level in levels}
    concluded, none = conclusions(request), none_given(request.tier)
    made: list[dict[str, Any]] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [
            pool.submit(
                sheet, request, area, kicker, around[area.level], concluded.get(area.area_id, none), official=official
            )
            for area in areas
        ]
        try:
            for number, each in enumerate(waiting, start=1):
                stop_if(cancelled)
                made.append(each.result())
                tell(number / len(areas) * 0.8, f"Blad {number} van {len(areas)}")
        finally:
            for each in waiting:
                each.cancel()
    return made


def sheet(
    request: ExportRequest,
    area: Area,
    kicker: str,
    around: Sequence[ScoredArea],
    concluded: Concluded,
    *,
    official: bool = False,
) -> dict[str, Any]:
    """The content of one sheet. `around` are the places of its level, for its map; `concluded` is the verdict of professionals; `official` puts the Leefbaarometer beside the own score."""
    found, method = request.found, request.method
    dossier = found.dossier(area.area_id, request.quarter, method.method)
    if dossier is None:
        raise ValueError(area.area_id)
    place, score = dossier.place, dossier.place.score
    shown = score is not None and score.light is not Light.SHIELDED
    counting = [row for row in place.indicators if row.weight] if shown else []
    return {
        "id": area.area_id,
        "name": area.name,
        "kicker": f"{kicker} · {quarter(request.quarter)}",
        "facts": facts(dossier),
        "where": _where(area),
        "verdict": verdict(score, method, dossier.stock, dossier.score_a_year_before(request.quarter)) if score else None,
        "no_score": "" if score else f"Er is geen score voor het {quarter(request.quarter)}.",
        "method": f"{method.title} {method.version}",
        "map": map_around(request, area, around),
        "themes": themes(place.themes, method) if shown else [],
        "rows": [indicator(row, dossier.histories.get(row.indicator, ()), request.quarter) for row in counting[:_MOST_ROWS]],
        "more_rows": max(0, len(counting) - _MOST_ROWS),
        "whole": area.level is Level.STOCK,
        "charts": charts(dossier, counting, request, official=official),
        "similar": among_similar(dossier, request),
        "voices": _voices(dossier, score, concluded, _beside(request, area)),
        "done": done_at(request, area, 3).as_json(),
        "plans": plans_at(request, area, 3).as_json(),
        "missing": _missing(dossier, score),
        "dates": _dates(dossier),
        "link": request.address(area),
    }  # fmt: skip


def _where(area: Area) -> str:
    names = [name for name in (area.neighbourhood, area.district, area.municipality) if name and name != area.name]
    return ", ".join(dict.fromkeys(names))


def _beside(request: ExportRequest, area: Area) -> str:
    """What stands beside the light, in few words; nothing outside the private tier."""
    marks = marks_of_place(request.found, area.area_id, request.quarter, request.method.method)
    return "; ".join(short(mark) for mark in marks if mark.kind != REGISTRATION or mark.counts)


def _voices(dossier: Dossier, score: Score | None, concluded: Concluded, beside: str) -> list[dict[str, str]]:
    """Figures, staff, tenants and partners side by side; neither is struck through."""
    rows = {row.indicator: row for row in dossier.place.indicators}
    figures = {"who": "Cijfers", "light": str(score.light) if score else "", "said": "geen score", "detail": ""}
    if score:
        known = light(score)
        figures["said"] = known["word"] + (f", {known['certainty']}" if known["certainty"] else "")
        said = [f"score {score_number(score)}"] if score.score is not None else []
        figures["detail"] = "; ".join([*said, *([beside] if beside else [])])
    return [
        figures,
        _voice("Medewerkers", rows.get("staff_mark"), "oordeel 1–5"),
        _voice("Huurders", rows.get("survey_mark"), "cijfer 1–10"),
        {"who": "Toetsing door professionals en partners", **concluded.as_json()},
    ]


def _voice(who: str, row: IndicatorRow | None, unit: str) -> dict[str, str]:
    if row is None or row.state != "ok":
        word = {"shielded": "afgeschermd", "expired": "te oud"}.get(row.state if row else "", "geen oordeel")
        return {"who": who, "light": "", "said": word.capitalize(), "detail": "Er is geen cijfer dat meetelt."}
    until = f", tot en met {date(row.measured_until)}" if row.measured_until else ""
    margin = (
        f", marge {spread(row.lower, row.upper, row.decimals)}"
        if row.lower is not None and row.upper is not None
        else ""
    )
    inherited = f", geërfd van {row.inherited_from}" if row.inherited_from else ""
    return {
        "who": who,
        "light": "",
        "said": f"{with_unit(row.value, row.decimals, row.unit)} ({unit})",
        "detail": f"{counted(row)}{margin}{until}{inherited}",
    }


def _missing(dossier: Dossier, score: Score | None) -> str:
    if score is None or score.light is Light.SHIELDED:
        return "Deze cijfers kunnen iets over één huishouden zeggen."
    said = [f"{round(score.coverage * 100)} % van de methode is gemeten."]
    labels = dossier.labels
    if score.missing:
        said.append(
            "Ontbreekt: "
            + listing([labels.get(name, name).lower() for name in score.missing[:6]])
            + _rest(score.missing[6:])
        )
    if score.expired:
        said.append(
            "Te oud, telt niet mee: "
            + listing([labels.get(name, name).lower() for name in score.expired[:4]])
            + _rest(score.expired[4:])
        )
    inherited = sorted({row.inherited_from for row in dossier.place.indicators if row.inherited_from and row.weight})
    if inherited:
        said.append(f"Geërfde cijfers komen van {listing(inherited[:3])}.")
    official = next(
        (row for row in dossier.place.indicators if row.indicator == LEEFBAAROMETER and row.state == "ok"), None
    )
    if official is not None and official.value is not None:
        whose = f" van {official.inherited_from}" if official.inherited_from else ""
        said.append(f"Leefbaarometer{whose}: {signed(official.value, official.decimals)} ten opzichte van Nederland.")
    return " ".join(said)


def _rest(names: Sequence[str]) -> str:
    return f" en nog {count(len(names), 'indicator', 'indicatoren')}." if names else "."


def _dates(dossier: Dossier) -> str:
    counting = [source for source in dossier.sources if source.counts]
    said = []
    for source in counting:
        until = source.measured_until or source.delivered_until
        said.append(f"{source.title}: {long_date(until) if until else 'nog niet gemeten'}")
    return "; ".join(said) + "." if said else "Geen bron telt hier mee."
