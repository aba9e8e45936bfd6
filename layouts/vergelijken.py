"""Vergelijken: how the places of a level compare, with each other, with the stock and with the Leefbaarometer."""

import dash
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, LEVELS, Level
from indicators.read_model import CORPORATION_SHARE, LEEFBAAROMETER, Comparison, ScoredArea, Serving, ranking
from layouts._context import serving
from layouts._figures.multiples import multiples_card
from layouts._figures.scatter import marked, scatter_card
from layouts._level_view import COMPARE, LevelView, read_level_view
from layouts._parts.filter_menu import none_found
from layouts._parts.foot import foot
from layouts._parts.heat_table import heat_table
from layouts._parts.level_bar import level_bar, places_select
from layouts._parts.level_states import no_places
from layouts._parts.light_marks import marks_at
from layouts._parts.light_share import light_share
from layouts._parts.neighbourhood_types import neighbourhood_types
from layouts._parts.ranked_bands import ranked_bands
from layouts._parts.states import no_build
from layouts._text import capital, count

dash.register_page(__name__, path=COMPARE, name="Vergelijken", title="Vergelijken · Buurtlicht", order=3)  # type: ignore[no-untyped-call]


def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    view = read_level_view(found, COMPARE, query)
    places = found.scored_areas(view.level, view.quarter, view.method.method)
    kept = (
        found.scored_areas(view.level, view.quarter, view.method.method, view.selection) if view.selection else places
    )
    chosen = {place.area.area_id for place in kept}.intersection(view.area_ids)
    shown = [place for place in kept if not chosen or place.area.area_id in chosen]
    return html.Div(
        [
            *level_bar(view, found, with_since=False),
            html.Main(
                [_head(view, found, places), *_cards(view, found, places, shown), foot(found.build, view.method)],
                className="page levelpage",
                id="inhoud",
            ),
        ],
        className="ofalevel",
    )


def _head(view: LevelView, found: Serving, places: tuple[ScoredArea, ...]) -> Component:
    one, many = DUTCH_LEVELS[view.level]
    options = sorted(
        ({"value": place.area.area_id, "label": place.area.name} for place in places), key=lambda each: each["label"]
    )
    title = [
        html.H1(f"{capital(many)} vergelijken"),
        html.Span(f"{count(len(places), one, many)} met woningen van {found.build.corporation}", className="mut sm"),
    ]
    return html.Div([html.Div(title, className="named"), places_select(view, options)], className="levelhead")


def _cards(
    view: LevelView, found: Serving, places: tuple[ScoredArea, ...], shown: list[ScoredArea]
) -> list[Component | None]:
    if not shown:
        return [none_found(view.level) if view.selection else no_places(view)]
    method, quarter = view.method, view.quarter
    compared = found.comparison(view.level, quarter, method.method, uncounted=view.uncounted)
    order = ranking(places, high_is_worse=method.high_is_worse)
    chosen = {place.area.area_id for place in shown}
    in_order = [each.place for each in order.ranked if each.place.area.area_id in chosen]
    stock = found.score(Level.STOCK, quarter, method.method)
    stock_score = stock.score if stock else None
    return [
        html.Div(
            [
                html.Div(
                    [
                        ranked_bands(
                            order,
                            list(chosen),
                            view,
                            stock_score,
                            _shares(compared),
                            marks_at(found, quarter, method.method),
                        ),
                        light_share(shown, view),
                    ],
                    className="stack grow1",
                ),
                html.Div(
                    [_scatter(view, found, compared, shown, stock_score), heat_table(in_order, compared, view)],
                    className="stack",
                ),
            ],
            className="vg",
        ),
        multiples_card(
            in_order, compared.series, compared.series.get(Level.STOCK, ()), view, found.light_marks(method.method)
        ),
        neighbourhood_types(found.neighbourhood_types, view) if view.level is Level.NEIGHBOURHOOD else None,
    ]


def _shares(compared: Comparison) -> dict[str, float | None]:
    """The corporations' share of all homes per place, where the build knows it at this level."""
    return {
        area_id: cell.value
        for (area_id, indicator), cell in compared.cells.items()
        if indicator == CORPORATION_SHARE and cell.state == "ok" and not cell.inherited
    }


def _scatter(
    view: LevelView, found: Serving, compared: Comparison, shown: list[ScoredArea], stock: float | None
) -> Component | None:
    """Places at the level itself or, where the Leefbaarometer is inherited, at the neighbourhoods above it."""
    level, places = view.level, shown
    if LEVELS.index(level) < LEVELS.index(Level.NEIGHBOURHOOD):
        level = Level.NEIGHBOURHOOD
        compared = found.comparison(level, view.quarter, view.method.method)
        above = {place.area.neighbourhood for place in shown}
        scored = found.scored_areas(level, view.quarter, view.method.method)
        places = [place for place in scored if place.area.name in above]
    column = next((each for each in compared.columns if each.indicator == LEEFBAAROMETER), None)
    cells = {area_id: cell for (area_id, indicator), cell in compared.cells.items() if indicator == LEEFBAAROMETER}
    points = marked(places, cells)
    return scatter_card(points, column, view, level, stock) if column and points else None
