"""Vergelijken: how the places of a level compare, with each other, with the stock and with the Leefbaarometer."""

from collections.abc import Sequence
from dataclasses import replace

import dash
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import CORPORATION_SHARE, Comparison, FunnelChoice, Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._figures import multiples
from layouts._figures.funnel import funnel_about, funnel_card
from layouts._figures.scatter import scatter_card
from layouts._figures.scatter_points import marked_places
from layouts._level_places import LevelPlaces, level_places
from layouts._level_view import COMPARE, LevelView, read_level_view
from layouts._parts import heat_table
from layouts._parts.filter_menu import none_found
from layouts._parts.foot import foot
from layouts._parts.level_bar import level_bar, places_select
from layouts._parts.level_states import no_places
from layouts._parts.light_marks import marks_at
from layouts._parts.light_share import light_share
from layouts._parts.more import listed
from layouts._parts.neighbourhood_types import neighbourhood_types
from layouts._parts.ranked_bands import ranked_bands
from layouts._parts.states import no_build
from layouts._text import capital, count, number

dash.register_page(__name__, path=COMPARE, name="Vergelijken", title="Vergelijken · Buurtlicht", order=3)  # type: ignore[no-untyped-call]


@of_build
def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    view = read_level_view(found, COMPARE, query)
    places = level_places(found, view)
    choices = found.funnel_choices(view.level, view.quarter, view.method.method)
    about = funnel_about(choices, view)
    view = replace(view, funnel=about.indicator if about else "")
    return html.Div(
        [
            *level_bar(view, found, with_since=False),
            html.Main(
                [
                    _head(view, found, places),
                    *_cards(view, found, places, _funnel(view, found, places, choices, about)),
                    foot(found.build, view.method),
                ],
                className="page levelpage",
                id="inhoud",
            ),
        ],
        className="ofalevel",
    )


def _head(view: LevelView, found: Serving, places: LevelPlaces) -> Component:
    one, many = DUTCH_LEVELS[view.level]
    options = sorted(
        ({"value": place.area.area_id, "label": place.area.name} for place in places.everything),
        key=lambda each: each["label"],
    )
    total = len(places.everything)
    selected = f"{number(len(places.shown)) if places.shown else 'geen'} van de " if len(places.shown) < total else ""
    title = [
        html.H1(f"{capital(many)} vergelijken"),
        html.Span(
            f"{selected}{count(total, one, many)} met woningen van {found.build.corporation}", className="mut sm"
        ),
    ]
    return html.Div([html.Div(title, className="named"), places_select(view, options)], className="levelhead")


def _cards(view: LevelView, found: Serving, places: LevelPlaces, funnel: Component | None) -> list[Component | None]:
    if not places.shown:
        return [none_found(view.level) if view.selection else no_places(view)]
    method, quarter = view.method, view.quarter
    in_order = places.in_order
    with_course = found.with_course(view.level, quarter, method.method)
    drawn = [place for place in in_order if place.area.area_id in with_course]
    read = [*listed(in_order, view, heat_table.SHOWN), *listed(drawn, view, multiples.SHOWN, multiples.MOST)]
    compared = found.comparison(
        view.level, quarter, method.method, uncounted=view.uncounted, areas={place.area.area_id for place in read}
    )
    stock = found.score(Level.STOCK, quarter, method.method)
    stock_score = stock.score if stock else None
    return [
        html.Div(
            [
                html.Div(
                    [
                        ranked_bands(
                            places,
                            view,
                            stock_score,
                            _shares(compared),
                            marks_at(found, quarter, method.method),
                        ),
                        light_share(places.shown, view),
                    ],
                    className="stack grow1",
                ),
                html.Div(
                    [
                        _scatter(view, found, places, compared, stock_score),
                        heat_table.heat_table(in_order, compared, view),
                    ],
                    className="stack",
                ),
            ],
            className="vg",
        ),
        funnel,
        multiples.multiples_card(
            drawn, compared.series, compared.series.get(Level.STOCK, ()), view, found.light_marks(method.method)
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


def _funnel(
    view: LevelView, found: Serving, places: LevelPlaces, choices: Sequence[FunnelChoice], about: FunnelChoice | None
) -> Component | None:
    """None where too few places have a figure, and so no indicator is there to be drawn."""
    shown = {place.area.area_id for place in places.shown}
    return funnel_card(found.funnel(view.level, view.quarter, about), choices, shown, view) if about else None


def _scatter(
    view: LevelView, found: Serving, places: LevelPlaces, compared: Comparison, stock: float | None
) -> Component | None:
    """Places at the level itself or, where the Leefbaarometer is inherited, at the neighbourhoods above it."""
    level, column, points = marked_places(found, view, places.shown, compared)
    return scatter_card(points, column, view, level, stock) if column and points else None
