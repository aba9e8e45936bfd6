"""Types of neighbourhoods in words, with the ones of ours: a description, never a judgement."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_DWELLING_TYPES, DwellingType
from indicators.read_model import NeighbourhoodType, NeighbourhoodTypes, TypedPlace
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._text import capital, count, homes, listing, number, percent

_FIGURES = {
    "corporation_share": "het deel woningen van corporaties (CBS)",
    "built_year": "het bouwjaar van ons bezit",
    "flats": "flats in ons bezit",
}
_ENOUGH = 30
"""As in `indicators.statistics.typology`; the page only repeats it in words."""


def neighbourhood_types(found: NeighbourhoodTypes, view: LevelView) -> Component:
    """The card. Where the data support no types it says so, and what would help."""
    title = html.Div(
        [html.H2("Typen buurten"), html.Span("een beschrijving, geen oordeel", className="xs mut")], className="hd"
    )
    if not found.types:
        return html.Section([title, html.P(_none(found), className="sub")], className="card")
    rows = [html.Li(_type(each, view)) for each in found.types]
    return html.Section(
        [
            title,
            html.Ul(rows, className="bs-types"),
            html.Details(
                [html.Summary("Hoe zijn deze typen gemaakt?"), html.P(_made_of(found)), html.P(_chosen(found))],
                className="figures sub",
            ),
        ],
        className="card",
        id="typen",
    )


def _type(each: NeighbourhoodType, view: LevelView) -> list[Component]:
    head = [
        html.B(each.type, className="bs-letter", **attributes(aria_hidden="true")),
        html.H3(f"Type {each.type}: {each.label}"),
        html.Span(f"{percent(each.share)} van de vergeleken buurten", className="xs mut"),
    ]
    parts: list[Component] = [html.Div(head, className="bs-typehead")]
    if not each.description.endswith(f": {each.label}."):
        parts.append(html.P(each.description, className="sm sub"))
    if not each.places:
        return [*parts, html.P("Geen van onze buurten is van dit type.", className="sm mut")]
    names = [_place(place, view, last=place is each.places[-1]) for place in each.places]
    stock = [homes(each.homes)]
    if each.dwelling_type in set(DwellingType):
        stock.append(f"vooral {DUTCH_DWELLING_TYPES[DwellingType(each.dwelling_type)]}")
    if each.building_period:
        stock.append(f"vooral gebouwd {_period(each.building_period)}")
    amount = count(len(each.places), "buurt", "buurten")
    return [
        *parts,
        html.P([html.B(f"{capital(amount)} van ons: "), *names], className="sm"),
        html.P(f"Ons bezit daar: {listing(stock)}.", className="xs mut"),
    ]


def _period(period: str) -> str:
    return f"in {period}" if "–" in period else period


def _place(place: TypedPlace, view: LevelView, *, last: bool) -> Component:
    between = f" (tussen type {place.between} in)" if place.between else ""
    return html.Span(
        [
            html.A(place.name, href=view.place_link(place.area_id), **attributes(data_visit="1")),
            between,
            "" if last else ", ",
        ]
    )


def _none(found: NeighbourhoodTypes) -> str:
    if found.sampled == 0:
        return "Geen typen: van geen buurt zijn de vijf dimensies van de Leefbaarometer geleverd."
    if found.sampled < _ENOUGH:
        amount = count(found.sampled, "buurt", "buurten")
        return (
            f"Geen duidelijke typen: er zijn cijfers van {amount}. Dat is te weinig om groepen te maken. "
            "Lever het landelijke bestand van de Leefbaarometer: dan vergelijken wij met alle buurten van Nederland."
        )
    return (
        f"Geen duidelijke typen: de {number(found.sampled)} buurten lopen in elkaar over. "
        "Groepen zouden verschillen tonen die er niet zijn."
    )


def _made_of(found: NeighbourhoodTypes) -> str:
    also = [_FIGURES[name] for name in found.figures if name in _FIGURES]
    what = listing(["de vijf dimensies van de Leefbaarometer", *also])
    elsewhere = found.sampled - found.own
    where = f", waarvan {number(elsewhere)} buiten ons werkgebied" if elsewhere else ", alleen uit ons werkgebied"
    return f"Gemaakt van {number(found.sampled)} buurten{where}, op {what} ({found.year})."


def _chosen(found: NeighbourhoodTypes) -> str:
    tried = "; ".join(
        f"{each.types} typen {number(each.silhouette, 2)}{'' if each.holds else ' (valt af)'}" for each in found.tried
    )
    return (
        "Het aantal: drie of meer typen die het duidelijkst uit elkaar liggen (silhouetscore van 0,25 of meer, elk type "
        f"ten minste 5 % van de buurten); twee alleen als die veel duidelijker zijn. Geprobeerd: {tried}."
    )
