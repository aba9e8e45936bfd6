"""The drawings on the sheet of one place: its map, how its figures ran, and where it stands among similar places."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import LEEFBAAROMETER, Area, Dossier, IndicatorRow, ScoredArea, Selection, bounds_of
from layouts._exports.drawing.chart_svg import Dot, course, course_of, dots, strip
from layouts._exports.drawing.map_svg import MapPlan, light_codes
from layouts._exports.gathering import level_of_places
from layouts._exports.paper.said import light
from layouts._exports.places_map import paper_map
from layouts._exports.request import ExportRequest
from layouts._parts.dot_strip import alike_words, rank_words
from layouts._text import capital, count, quarter, with_unit

_MAP = (206.0, 158.0)
_CHART = (252.0, 74.0)
_STRIP = (252.0, 74.0)
_TWO, _CHARTS = 2, 4


def map_around(request: ExportRequest, area: Area, places: Sequence[ScoredArea]) -> dict[str, str] | None:
    """The place among those of its level, or the places in an area that has no shape; None where nothing is drawn."""
    if area.bounds is None or area.feature_id is None:
        return _map_within(request, area)
    mine = next((each for each in places if each.area.area_id == area.area_id), None)
    width, height = _MAP
    plan = MapPlan(area.level, light_codes(places), width, height, area.bounds, area.feature_id, mark=9)
    word = f"; het stoplicht is {light(mine.score)['word'].lower()}" if mine else ""
    says = f"Kaart van {area.name} met de {DUTCH_LEVELS[area.level][1]} eromheen{word}."
    return {"svg": paper_map(request, plan), "alt": says}


def _map_within(request: ExportRequest, area: Area) -> dict[str, str] | None:
    level = level_of_places(request.found)
    inside = Selection() if area.level is Level.STOCK else Selection(portfolio=(area.area_id,))
    places = request.found.scored_areas(level, request.quarter, request.method.method, inside)
    around = bounds_of([each.area for each in places])
    if around is None:
        return None
    width, height = _MAP
    says = f"Kaart van {area.name} met de stoplichten van {count(len(places), *DUTCH_LEVELS[level])}."
    plan = MapPlan(level, light_codes(places), width, height, around, mark=4)
    return {"svg": paper_map(request, plan), "alt": says}


def charts(
    dossier: Dossier, counting: Sequence[IndicatorRow], request: ExportRequest, *, official: bool
) -> list[dict[str, str]]:
    """The indicators that move the score most and have a course to show; after the Leefbaarometer where that is asked."""
    made = _beside_leefbaarometer(dossier, request) if official else []
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


def among_similar(dossier: Dossier, request: ExportRequest) -> dict[str, str] | None:
    """The strip of similar places with what it says; None where there are too few."""
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
