"""Designed states of the pages about a whole level: a filter without a result."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from layouts._level_view import LevelView
from layouts._parts.level_bar import visit
from layouts._text import quarter


def no_places(view: LevelView) -> Component:
    """No place of this level has a score row in this quarter."""
    many = DUTCH_LEVELS[view.level][1]
    return html.Section(
        [
            html.H2(f"Er zijn hier geen {many} met een stoplicht"),
            html.P(f"In het {quarter(view.quarter)} is op dit niveau niets gemeten.", className="sub"),
            html.P(visit("Toon de laatste meting", view.link(kwartaal=None, niveau=None))),
        ],
        className="card empty",
    )


def one_quarter(view: LevelView) -> Component:
    """There is no earlier quarter to compare with."""
    return html.Section(
        [
            html.H2("Er is nog niets om mee te vergelijken"),
            html.P(f"Het {quarter(view.quarter)} is de eerste meting.", className="sub"),
            html.P(visit("Toon de laatste meting", view.link(kwartaal=None, sinds=None))),
        ],
        className="card empty",
    )
