"""Euros and fte per light, beside the homes they go to and the sector's figure: does the money follow the need?"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.sector import LIVEABILITY_SPENDING
from data.vocabulary import LIGHTS_THAT_ASK, LIGHTS_WORST_FIRST, Light
from indicators.read_model import Spending, Spent, SpentInArea
from layouts._parts.attributes import attributes
from layouts._parts.light import light_word, shape
from layouts._text import number, percent

_TITLE = "Volgt het geld de opgave?"
_HEAD = ("Woningen", "Deel woningen", "Euro", "Deel geld", "Per woning", "Fte", "Woningen per fte")
_ABOUT = "Stoplicht"
_DIFFERS = 0.02
"""Shares that differ less are told as the same."""


def spending_card(spending: Spending | None, districts: Sequence[SpentInArea] = ()) -> Component:
    """The card; without a budget it says what to deliver."""
    if spending is None:
        told = (
            "Er is geen budget geleverd. Lever een bestand 'budget' met per regel het jaar, een complexnummer of de code "
            "van een buurt, wijk of gemeente, de soort besteding, het bedrag en de fte. Dan staat hier wat er per "
            "stoplicht wordt uitgegeven."
        )
        return html.Section([html.H2(_TITLE), html.P(told, className="sub")], className="card", id="geld")
    by_light = {each.light: each for each in spending.lights}
    rows = [_row(_light(light), by_light[light], spending) for light in LIGHTS_WORST_FIRST if light in by_light]
    rest = spending.whole.euros - spending.placed
    foot = _row([html.B("Heel het bezit")], spending.whole, spending)
    head = html.Tr(
        [
            html.Th(_ABOUT, scope="col"),
            *[html.Th(word, scope="col", className="r") for word in _HEAD],
        ]
    )
    table = html.Table([html.Thead(head), html.Tbody([*rows, foot])], className="districts nw bs-money")
    title = html.Div([html.H2(_TITLE), html.Span(f"budget {spending.year}", className="xs mut")], className="hd")
    return html.Section(
        [
            title,
            html.P(_answer(spending), className="sub under"),
            html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=_TITLE)),
            html.P(_sector(spending), className="sm below"),
            html.P(_kinds(spending), className="xs mut"),
            *([html.P(_per_district(districts), className="xs mut")] if len(districts) > 1 else []),
            html.P(_known(spending, rest), className="xs mut"),
        ],
        className="card",
        id="geld",
    )


def _light(light: Light) -> list[Component | str]:
    return [html.Span([shape(light, size=14, named=False), light_word(light)], className="lh")]


def _row(name: Sequence[Component | str], each: Spent, spending: Spending) -> Component:
    cells = [
        number(each.homes),
        percent(each.homes / spending.whole.homes) if spending.whole.homes else "–",
        f"€ {number(each.euros)}",
        percent(each.euros / spending.whole.euros) if spending.whole.euros else "–",
        "–" if each.per_home is None else f"€ {number(each.per_home)}",
        number(each.fte, 2),
        number(each.homes_per_fte),
    ]
    return html.Tr([html.Th(name, scope="row"), *[html.Td(cell, className="r num") for cell in cells]])


def _answer(spending: Spending) -> str:
    """What the shares say of red and amber together; it says nothing about cause."""
    asking = [each for each in spending.lights if each.light in LIGHTS_THAT_ASK]
    homes, euros = sum(each.homes for each in asking), sum(each.euros for each in asking)
    if not homes or not spending.whole.homes or not spending.whole.euros:
        return "Er is geen rood of oranje complex met een budget om te vergelijken."
    share, money = homes / spending.whole.homes, euros / spending.whole.euros
    told = f"Rode en oranje complexen hebben {percent(share)} van de woningen en krijgen {percent(money)} van het geld"
    if abs(money - share) < _DIFFERS:
        return f"{told}: ongeveer hun deel."
    return f"{told}: {'meer' if money > share else 'minder'} dan hun deel."


def _sector(spending: Spending) -> str:
    per_home = spending.whole.per_home
    own = "–" if per_home is None else f"€ {number(per_home)}"
    return (
        f"Per woning: {own} in {spending.year}. De sector gaf {LIVEABILITY_SPENDING.remark} gemiddeld "
        f"€ {number(LIVEABILITY_SPENDING.value)} per woning uit aan leefbaarheid. Dat is een maat voor heel het bezit, "
        "nooit voor één complex. Vergelijk alleen wat u zelf ook als leefbaarheid boekt. Voor fte is er geen sectorcijfer."
    )


def _kinds(spending: Spending) -> str:
    parts = [
        f"{kind} € {number(each.euros)}{f' en {number(each.fte, 1)} fte' if each.fte else ''}"
        for kind, each in spending.kinds.items()
    ]
    return f"Waaraan: {'; '.join(parts)}."


def _per_district(districts: Sequence[SpentInArea]) -> str:
    told = [f"{each.name} € {number(each.per_home)}" for each in districts if each.per_home is not None]
    return f"Per woning, per wijk: {'; '.join(told)}."


def _known(spending: Spending, rest: float) -> str:
    if not spending.whole.euros:
        return "Er zijn alleen fte geleverd."
    told = (
        f"{percent(spending.own / spending.whole.euros)} van het geld is per complex geleverd. De rest is van een buurt, "
        "wijk of gemeente en is verdeeld naar woningen; dat deel volgt geen stoplicht."
    )
    if rest > spending.whole.euros / 1000:
        told += f" € {number(rest)} hoort bij geen complex dat wij kennen."
    return told
