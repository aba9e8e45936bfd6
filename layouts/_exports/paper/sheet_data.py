"""The sheet of one place (complexplan, factsheet): everything about it on one A4, as its template takes it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import LEEFBAAROMETER, REGISTRATION, Area, Dossier, IndicatorRow, Score, ScoredArea
from layouts._exports.drawing.chart_svg import Dot, course, course_of, dots, strip
from layouts._exports.drawing.map_svg import MapPlan, light_codes
from layouts._exports.paper.entered import done_at, plans_at
from layouts._exports.paper.said import indicator, light, score_number, themes, verdict
from layouts._exports.places_map import paper_map
from layouts._exports.request import Cancelled, ExportRequest, Tell, stop_if
from layouts._exports.verdicts import NONE, Concluded, conclusions
from layouts._parts.dot_strip import alike_words, rank_words
from layouts._parts.indicators import counted
from layouts._parts.light_marks import marks_of_place, short
from layouts._parts.place_head import facts
from layouts._text import capital, count, date, listing, long_date, quarter, signed, spread, with_unit

_MOST_ROWS = 12
_MAP = (206.0, 158.0)
_CHART = (252.0, 74.0)
_STRIP = (252.0, 74.0)
_TWO, _CHARTS = 2, 4
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
    concluded = conclusions(request)
    made: list[dict[str, Any]] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [
            pool.submit(
                sheet, request, area, kicker, around[area.level], concluded.get(area.area_id, NONE), official=official
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
        "map": _map(request, area, around),
        "themes": themes(place.themes, method) if shown else [],
        "rows": [indicator(row, dossier.histories.get(row.indicator, ()), request.quarter) for row in counting[:_MOST_ROWS]],
        "more_rows": max(0, len(counting) - _MOST_ROWS),
        "whole": area.level is Level.STOCK,
        "charts": [*(_beside_leefbaarometer(dossier, request) if official else []), *_charts(dossier, counting, request, official=official)][:_CHARTS],
        "similar": _similar(dossier, request),
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


def _map(request: ExportRequest, area: Area, places: Sequence[ScoredArea]) -> dict[str, str] | None:
    if area.bounds is None or area.feature_id is None:
        return None
    mine = next((each for each in places if each.area.area_id == area.area_id), None)
    width, height = _MAP
    plan = MapPlan(area.level, light_codes(places), width, height, area.bounds, area.feature_id, mark=9)
    word = f"; het stoplicht is {light(mine.score)['word'].lower()}" if mine else ""
    says = f"Kaart van {area.name} met de {DUTCH_LEVELS[area.level][1]} eromheen{word}."
    return {"svg": paper_map(request, plan), "alt": says}


def _charts(
    dossier: Dossier, counting: Sequence[IndicatorRow], request: ExportRequest, *, official: bool
) -> list[dict[str, str]]:
    """The indicators that move the score most and have a course to show."""
    made: list[dict[str, str]] = []
    for row in counting:
        if official and row.indicator == LEEFBAAROMETER:
            continue
        history = dossier.histories.get(row.indicator, ())
        fresh = len({point.value for point in history if point.value is not None})
        svg = course_of(row, history, *_CHART)
        if svg is None or row.state != "ok" or fresh < _TWO:
            continue
        says = f"{row.label} in vijf jaar: nu {with_unit(row.value, row.decimals, row.unit)} in het {quarter(request.quarter)}, bezit {with_unit(row.stock_value, row.decimals, row.unit)}."
        made.append({"title": row.label, "unit": row.unit, "svg": svg, "alt": says})
        if len(made) == _CHARTS:
            break
    return made


def _beside_leefbaarometer(dossier: Dossier, request: ExportRequest) -> list[dict[str, str]]:
    """The own score and the Leefbaarometer, each on its own scale."""
    whole = request.found.place(Level.STOCK, request.quarter, request.method.method)
    stock = {point.quarter: point.score for point in whole.series} if whole else {}
    own = [
        Dot(each.quarter, each.score, each.lower, each.upper, stock.get(each.quarter)) for each in dossier.place.series
    ]
    row = next(
        (each for each in dossier.place.indicators if each.indicator == LEEFBAAROMETER and each.state == "ok"), None
    )
    points = dots(dossier.histories.get(LEEFBAAROMETER, ()))
    made = []
    if svg := course(own, 1, *_CHART, from_zero=False):
        made.append(
            {
                "title": "Eigen score",
                "unit": "hoog vraagt meer beheer" if request.method.high_is_worse else "laag vraagt meer beheer",
                "svg": svg,
                "alt": f"Eigen score van {dossier.place.area.name} in vijf jaar, met marge, naast het bezit.",
            }
        )
    if row is not None and (svg := course(points, row.decimals, *_CHART, from_zero=False)):
        made.append(
            {
                "title": "Leefbaarometer",
                "unit": f"{row.unit}; laag is zwakker",
                "svg": svg,
                "alt": f"Leefbaarometer van {row.inherited_from or dossier.place.area.name} in vijf jaar, nu {with_unit(row.value, row.decimals, row.unit)}.",
            }
        )
    return made


def _similar(dossier: Dossier, request: ExportRequest) -> dict[str, str] | None:
    standing, area = dossier.standing, dossier.place.area
    if standing is None or len(standing.similar) < _TWO:
        return None
    own = next(peer for peer in standing.similar if peer.area_id == area.area_id)
    words = rank_words(standing.rank)
    alike = alike_words(standing, area.level)
    sure = "" if standing.rank.first == standing.rank.last else " De marges overlappen: de volgorde is niet zeker."
    return {
        "title": capital(words),
        "text": f"Vergelijkbaar: {alike}. Plek 1 vraagt het meeste beheer.{sure}",
        "svg": strip(standing.similar, own, request.method, *_STRIP),
        "alt": f"{area.name} staat op {words}, {alike}.",
    }


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
