"""Gebied: everything about one place on one page, from its light to the sources behind it."""

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, no_update
from dash.development.base_component import Component

from indicators.read_model import Dossier, Score, Selection, Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._figures.trend import trend_with_table
from layouts._judged import since_words
from layouts._notes import ABOUT_PLACES
from layouts._parts.dot_strip import dot_strip
from layouts._parts.evidence import evidence_card, sources_card
from layouts._parts.filter_menu import chip_row
from layouts._parts.foot import foot
from layouts._parts.indicator_table import indicator_table
from layouts._parts.light_marks import beside_light, chart_marks, marks_of_place
from layouts._parts.nearby import nearby_card
from layouts._parts.outlook import outlook_card
from layouts._parts.place_bar import place_bar
from layouts._parts.place_head import map_link, place_head
from layouts._parts.place_inset import inset_card, inset_config
from layouts._parts.place_signals import place_signals_card
from layouts._parts.place_states import no_score, unknown_place
from layouts._parts.plans_card import plans_card
from layouts._parts.reason import reason
from layouts._parts.relations import lies_in_card, parts_card
from layouts._parts.residents import marks_of, residents_card
from layouts._parts.score import score_card
from layouts._parts.score_course import score_course
from layouts._parts.states import no_build
from layouts._parts.trend_cards import drawn_rows, trend_cards
from layouts._parts.verdict_card import verdict_card
from layouts._parts.why import why_card
from layouts._place_view import PlaceView, read_area_id, read_place_view
from layouts._text import number, quarter
from layouts._theme import Scheme


def _title(path: str = "") -> str:
    found = serving()
    area = found.area(read_area_id(path)) if found and path else None
    return f"{area.name if area else 'Gebied'} · Buurtlicht"


dash.register_page(__name__, path_template="/gebied/<path>", name="Gebied", title=_title, nav=False)  # type: ignore[no-untyped-call]


@of_build
def layout(path: str = "", **query: str) -> Component:
    """The page for the place and the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    if not path:
        return html.Main(id="inhoud")
    view = read_place_view(found, path, query)
    dossier = found.dossier(view.area_id, view.quarter, view.method.method)
    if dossier is None:
        return html.Main(unknown_place(view, found), id="inhoud", className="page")
    shown = {"area": view.area_id, "quarter": view.quarter, "method": view.method.method}
    return html.Div(
        [
            place_bar(view, found, dossier),
            chip_row(Selection(), view.unknown, found),
            html.Main(
                [place_head(dossier, view, found), *_body(dossier, view, found), foot(found.build, view.method)],
                id="inhoud",
                className="page",
            ),
            dcc.Store(id="place-shown", data=shown),
            dcc.Store(id="inset-config", data=inset_config(dossier, view, found)),
            dcc.Store(id="inset-shown"),
        ],
        className="place",
    )


def _body(dossier: Dossier, view: PlaceView, found: Serving) -> list[Component]:
    place = dossier.place
    score = place.score
    evidence, sources = evidence_card(dossier, ABOUT_PLACES), sources_card(dossier)
    if score is None or score.score is None:
        first = [no_score(dossier, view, found), evidence, sources]
    elif (why := why_card(dossier, view.method)) is not None:
        first = [_score_card(dossier, view, score, found), why, _pile(evidence, sources)]
    else:
        first = [_score_card(dossier, view, score, found), _pile(evidence, sources)]
    rows: list[Component] = [html.Div(first, className=f"cards c{len(first)}")]
    if place.indicators:
        rows.append(indicator_table(dossier, view.quarter))
    strip = dot_strip(dossier, view)
    drawn = len(drawn_rows(dossier))
    moves = [html.Div(id="place-trends", className="trends"), *([strip] if strip is not None else [])]
    # Without a card the container stays, because a callback fills it.
    rows.append(html.Div(moves, className=f"cards figurecards f{drawn + len(moves) - 1}"))
    signals = place_signals_card(found, view.area_id, view.method.method)
    if signals is not None:
        rows.insert(1, signals)
    cards = [
        _around(inset_card(dossier, map_link(place.area, view)), residents_card(dossier, view, found)),
        _around(verdict_card(view.area_id), parts_card(dossier, view), plans_card(dossier, view)),
        _around(
            lies_in_card(dossier, view),
            nearby_card(found.nearby(view.area_id), place.area.level),
            outlook_card(found.outlook(view.area_id), found.outlook_test),
        ),
    ]
    shown = [card for card in cards if card is not None]
    rows.append(html.Div(shown, className=f"cards last l{len(shown)}"))
    return rows


def _around(*cards: Component | None) -> Component | None:
    """What belongs together shares a column: parts and plans, what a place lies in and what lies around it."""
    there = [card for card in cards if card is not None]
    return _pile(*there) if len(there) > 1 else there[0] if there else None


def _pile(*cards: Component) -> Component:
    return html.Div(cards, className="pile")


def _score_card(dossier: Dossier, view: PlaceView, score: Score, found: Serving) -> Component:
    stock = dossier.stock.score if dossier.stock else None
    before = dossier.score_a_year_before(view.quarter)
    remarks = () if before is None else (f"was {number(before, 1)} een jaar geleden",)
    since = since_words(score)
    return html.Section(
        [
            html.Div(
                [html.H2(view.method.title), html.Span(quarter(view.quarter), className="xs mut")], className="hd"
            ),
            score_card(score, view.method, stock, remarks),
            html.Div([reason(score.reason), html.P(since, className="sm mut") if since else None], className="because"),
            beside_light(marks_of_place(found, view.area_id, view.quarter, view.method.method)),
            score_course(found, view.area_id, view.quarter, view.method),
            html.Div(id="place-score-trend"),
        ],
        className="card scorecard",
    )


def _dossier(shown: dict[str, str] | None) -> tuple[Serving, Dossier] | None:
    found = serving()
    if found is None or shown is None:
        return None
    area_id, shown_quarter, method = (shown.get(key, "") for key in ("area", "quarter", "method"))
    if method not in found.methods or shown_quarter not in {known.quarter for known in found.quarters}:
        # The page may be of a build that was replaced meanwhile.
        return None
    dossier = found.dossier(area_id, shown_quarter, method)
    return (found, dossier) if dossier else None


@callback(Output("place-score-trend", "children"), Input("place-shown", "data"), Input("theme", "data"))
@of_build
def _draw_score(shown: dict[str, str] | None, scheme: Scheme) -> Any:  # noqa: ANN401 - a component, or no answer
    known = _dossier(shown)
    if known is None or shown is None:
        return no_update
    found, dossier = known
    beside = found.light_marks(shown["method"]).get(shown["area"], ())
    marks = [*marks_of(found, shown["area"]), *chart_marks(beside)]
    return trend_with_table(dossier.place.series, found.methods[shown["method"]], scheme, marks)


@callback(Output("place-trends", "children"), Input("place-shown", "data"), Input("theme", "data"))
@of_build
def _draw_indicators(shown: dict[str, str] | None, scheme: Scheme) -> Any:  # noqa: ANN401 - components, or no answer
    known = _dossier(shown)
    return trend_cards(known[1], scheme, known[0], shown["method"]) if known and shown else no_update


# Dash calls it for a page that just arrived only where it has an output.
clientside_callback(ClientsideFunction("gebied", "shown"), Output("inset-shown", "data"), Input("inset-config", "data"))
clientside_callback(ClientsideFunction("gebied", "repaint"), Input("theme", "data"), prevent_initial_call=True)
for name in ("kwartaal", "methode"):
    clientside_callback(ClientsideFunction("gebied", name), Input(f"place-{name}", "value"), prevent_initial_call=True)
