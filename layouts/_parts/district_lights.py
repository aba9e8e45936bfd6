"""Homes per light: for the whole stock in large figures, by district as bars with their numbers."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, LIGHTS_WORST_FIRST, Level, Light
from indicators.read_model import DistrictLights
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.light import light_word, shape
from layouts._text import count, number, quarter, short_quarter, signed
from layouts._view import link

TITLE = "Woningen per stoplicht, per wijk"


def whole_lights(whole: DistrictLights, view: LevelView) -> Component:
    """Homes and places per light in the whole stock, and the change."""
    shown = [light for light in LIGHTS_WORST_FIRST if whole.now.get(light) or whole.before.get(light)]
    parts = []
    for light in shown:
        amount = whole.now.get(light, 0)
        told = [
            html.Span(f"{_share(amount, whole.homes)} van de woningen"),
            html.Span(count(whole.places.get(light, 0), *DUTCH_LEVELS[whole.level])),
            html.Span(_since(whole.change(light), view), className="m"),
        ]
        parts.append(
            html.Div(
                [
                    html.Dt([shape(light, size=16, named=False), light_word(light)]),
                    html.Dd([html.Span(number(amount), className="big"), html.Span(told, className="of xs mut")]),
                ]
            )
        )
    return html.Dl(parts, className=f"card courses lightsnow n{len(parts)}")


def _counted(districts: Sequence[DistrictLights]) -> str:
    complexes = any(each.level is Level.COMPLEX for each in districts)
    told = (
        "Een complex telt met al zijn woningen mee, in de wijk waar de meeste staan."
        if complexes
        else "Een buurt telt met al haar woningen mee."
    )
    return f"{told} Het aantal woningen is dat van nu."


def district_lights(districts: Sequence[DistrictLights], view: LevelView) -> Component:
    """A row per district: a bar of its homes per light, each number with its change."""
    shown = [
        light
        for light in LIGHTS_WORST_FIRST
        if any(each.now.get(light) or each.before.get(light) for each in districts)
    ]
    head = [
        html.Th("Wijk", scope="col"),
        html.Th("Woningen", scope="col", className="r"),
        html.Th("Verdeling", scope="col", className="bar-col"),
        *[
            html.Th(html.Span([shape(light, size=14, named=False), light_word(light)], className="lh"), scope="col", className="r")
            for light in shown
        ],
    ]  # fmt: skip
    rows = [html.Tr(_row(each, shown, view)) for each in districts]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="districts nw")
    return html.Section(
        [
            html.Div([html.H2(TITLE), html.Span(f"verschil met het {quarter(view.since)} eronder", className="xs mut")], className="hd"),
            html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=TITLE)),
            html.P(_counted(districts), className="xs mut below"),
        ],
        className="card",
    )  # fmt: skip


def _row(each: DistrictLights, shown: Sequence[Light], view: LevelView) -> list[Component]:
    name: Component | str = "Buiten de wijken"
    if each.district_id is not None:
        code = each.district_id.removeprefix(f"{Level.DISTRICT}:")
        name = html.A(each.name, href=_map_link(view, code, each.level), **attributes(data_visit="1"))
    bars = [
        html.I(className=f"seg-{light}", style={"flexGrow": str(each.now[light])})
        for light in LIGHTS_WORST_FIRST
        if each.now.get(light)
    ]
    return [
        html.Th(name, scope="row"),
        html.Td(number(each.homes), className="r num"),
        html.Td(html.Div(bars, className="sharebar"), className="bar-col", **attributes(aria_hidden="true")),
        *[
            html.Td([html.B(number(each.now.get(light, 0))), html.Small(_signed(each.change(light)))], className="r")
            for light in shown
        ],
    ]


def _map_link(view: LevelView, code: str, level: Level) -> str:
    query = {key: value for key, value in view.query.items() if key in {"kwartaal", "methode"}}
    return link(niveau=str(level), wijk=code, **query)


def _share(amount: int, total: int) -> str:
    return f"{number(100 * amount / total)} %" if total else "0 %"


def _signed(change: int) -> str:
    return signed(change) if change else "gelijk"


def _since(change: int, view: LevelView) -> str:
    if not change:
        return f"gelijk aan {short_quarter(view.since)}"
    return f"{signed(change)} sinds {short_quarter(view.since)}"
