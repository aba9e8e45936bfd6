"""Vergelijken: the order of the places, their indicators beside each other, and their scores over time."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Cell, Comparison, ScoredArea, Serving
from layouts._exports.tables.area_columns import area_columns, beside_column, score_columns
from layouts._exports.tables.place_columns import shown_state
from layouts._exports.tables.sheet import INHERITED, Column, Kind, Sheet, light_text
from layouts._figures.funnel import funnel_about, lies, remarks, size_word, summary
from layouts._filters import Query
from layouts._level_places import level_places
from layouts._level_view import COMPARE, LevelView, read_level_view
from layouts._text import capital, quarter

PATH = COMPARE


def sheets(found: Serving, _path: str, query: Query) -> Sequence[Sheet]:
    """Sheets about the places that the page shows, in the order of the page."""
    view = read_level_view(found, COMPARE, query)
    method = view.method.method
    places = level_places(found, view)
    ranked, unranked = places.ranked, places.unranked
    shown = [*(each.place for each in ranked), *unranked]
    ranks = [*((each.rank.first, each.rank.last, each.rank.of) for each in ranked), *[(None, None, None)] * len(unranked)]  # fmt: skip
    areas = area_columns([place.area for place in shown])
    compared = found.comparison(view.level, view.quarter, method, uncounted=view.uncounted)
    at = quarter(view.quarter)
    rank_columns = [
        Column(key, title, Kind.NUMBER, [rank[place] for rank in ranks], 0, 9)
        for place, (key, title) in enumerate((("rang_van", "Rang van"), ("rang_tot", "Rang tot"), ("rang_aantal", "Van")))
    ]  # fmt: skip
    return [
        Sheet(
            name="Rangorde",
            title=f"Rangorde in het {at}",
            about="Een rij per plek, die het meest vraagt eerst",
            notes=("Plekken waarvan de marges overlappen, zijn niet op volgorde te zetten. Daarom is een rang een bereik.",),
            columns=[
                areas[0],
                *rank_columns,
                *score_columns([place.score for place in shown]),
                *beside_column(found, view.quarter, method, [place.area.area_id for place in shown]),
                *areas[1:],
            ],
        ),
        _matrix(compared, shown, at),
        *_funnel(found, view, shown, at),
        _series(compared, shown, at),
    ]  # fmt: skip


def _matrix(compared: Comparison, shown: Sequence[ScoredArea], at: str) -> Sheet:
    columns = []
    for each in compared.columns:
        cells = [compared.cells.get((place.area.area_id, each.indicator)) for place in shown]
        if not any(cells):
            continue
        values = [_value(cell) for cell in cells]
        marks = [INHERITED if cell and cell.inherited and cell.state == "ok" else None for cell in cells]
        columns.append(Column(each.indicator, f"{each.label}, {each.unit}", Kind.NUMBER, values, each.decimals, 16, marks=marks))  # fmt: skip
    names = area_columns([place.area for place in shown])[0]
    return Sheet("Indicatoren", f"Indicatoren in het {at}", [names, *columns], about="Een rij per plek, een kolom per indicator")  # fmt: skip


def _funnel(found: Serving, view: LevelView, shown: Sequence[ScoredArea], at: str) -> list[Sheet]:
    """The places of the funnel plot, in the order of the page; no sheet where there is no plot."""
    about = funnel_about(found.funnel_choices(view.level, view.quarter, view.method.method), view)
    if about is None:
        return []
    drawn = found.funnel(view.level, view.quarter, about)
    by_id = {place.area_id: place for place in drawn.places}
    areas = [place.area for place in shown if place.area.area_id in by_id]
    places = [by_id[area.area_id] for area in areas]
    return [
        Sheet(
            name="Meer dan toeval",
            title=f"{about.label}: meer dan toeval, in het {at}",
            about="Een rij per plek met een eigen cijfer",
            notes=(summary(drawn, places, DUTCH_LEVELS[view.level][1]), *remarks(drawn, len(places), len(places), DUTCH_LEVELS[view.level][1])),
            columns=[
                area_columns(areas)[0],
                Column(about.indicator, f"{about.label}, {about.unit}", Kind.NUMBER, [each.value for each in places], about.decimals, 16),
                Column("teller", "Geteld", Kind.NUMBER, [each.numerator for each in places], 0, 10),
                Column("omvang", capital(size_word(drawn)), Kind.NUMBER, [each.size for each in places], 0, 12),
                Column("ligt", "Ligt", Kind.TEXT, [lies(each) for each in places], 0, 24),
            ],
        )
    ]  # fmt: skip


def _value(cell: Cell | None) -> float | str | None:
    if cell is None:
        return None
    return cell.value if cell.state == "ok" else shown_state(cell.state, None)


def _series(compared: Comparison, shown: Sequence[ScoredArea], at: str) -> Sheet:
    points = {place.area.area_id: {each.quarter: each for each in compared.series.get(place.area.area_id, ())} for place in shown}  # fmt: skip
    quarters = sorted({name for series in points.values() for name in series})
    columns = []
    for name in quarters:
        drawn = [points[place.area.area_id].get(name) for place in shown]
        values = [None if each is None else light_text(each.light) if each.score is None else each.score for each in drawn]  # fmt: skip
        columns.append(Column(f"score_{name.replace('-', '_k')}", quarter(name), Kind.NUMBER, values, 1, 15, marks=[each.light if each else None for each in drawn]))  # fmt: skip
    names = area_columns([place.area for place in shown])[0]
    return Sheet("Scores per kwartaal", f"Scores tot en met het {at}", [names, *columns], about="Een rij per plek, een kolom per kwartaal")  # fmt: skip
