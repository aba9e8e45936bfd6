"""Overzicht: the whole stock on one page, for a director: homes per light, what tenants say, what is late."""

import dash
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Tier
from indicators.read_model import Overview, Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._level_view import OVERVIEW, LevelView, read_level_view
from layouts._parts.district_lights import district_lights, whole_lights
from layouts._parts.foot import foot
from layouts._parts.level_bar import level_bar
from layouts._parts.level_states import one_quarter
from layouts._parts.source_ages import source_ages
from layouts._parts.spending import spending_card
from layouts._parts.states import no_build
from layouts._parts.tenant_marks import tenant_marks
from layouts._text import homes, quarter

dash.register_page(__name__, path=OVERVIEW, name="Overzicht", title="Overzicht · Buurtlicht", order=5)  # type: ignore[no-untyped-call]


@of_build
def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    view = read_level_view(found, OVERVIEW, query)
    overview = found.overview(view.quarter, view.since, view.method.method)
    return html.Div(
        [
            *level_bar(view, found, with_since=True, whole=True),
            html.Main(
                [
                    html.Div(
                        [
                            html.H1(f"Overzicht van {found.build.corporation}"),
                            html.P(_summary(overview, view), className="sub lead"),
                        ],
                        className="developed",
                    ),
                    *_cards(overview, view, found),
                    foot(found.build, view.method),
                ],
                className="page levelpage",
                id="inhoud",
            ),
        ],
        className="ofalevel",
    )


def _cards(overview: Overview, view: LevelView, found: Serving) -> list[Component]:
    if view.since == view.quarter:
        return [one_quarter(view)]
    return [
        whole_lights(overview.whole, view),
        district_lights(overview.districts, view),
        *_money(view, found),
        html.Div([tenant_marks(overview.marks), source_ages(found)], className="duo even"),
    ]


def _money(view: LevelView, found: Serving) -> list[Component]:
    """What is spent stays inside the corporation."""
    if found.build.tier is not Tier.PRIVATE:
        return []
    spending = found.spending(view.quarter, view.method.method)
    districts = found.area_spending(Level.DISTRICT, spending.year) if spending else ()
    return [spending_card(spending, districts)]


def _summary(overview: Overview, view: LevelView) -> str:
    total = overview.whole.homes
    places = DUTCH_LEVELS[overview.whole.level][1]
    return f"{homes(total)} in {places}, in het {quarter(view.quarter)}, vergeleken met het {quarter(view.since)}."
