"""What a place consists of and what it lies in, each with its light and a link."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import Dossier, Part
from layouts._parts.attributes import attributes
from layouts._parts.light import shape
from layouts._place_view import PlaceView, place_link
from layouts._text import capital, count, homes, number

_INSIDE = {
    Level.COMPLEX: (Level.BUILDING,),
    Level.STREET: (Level.COMPLEX, Level.BUILDING),
    Level.NEIGHBOURHOOD: (Level.COMPLEX, Level.STREET),
    Level.DISTRICT: (Level.NEIGHBOURHOOD, Level.COMPLEX),
    Level.MUNICIPALITY: (Level.DISTRICT, Level.NEIGHBOURHOOD),
    Level.STOCK: (Level.MUNICIPALITY, Level.DISTRICT),
}
_ABSENT: dict[Light | None, str] = {Light.INSUFFICIENT: "te weinig", Light.SHIELDED: "afgeschermd"}
_SHOWN = 6
_MOST = 200


def parts_card(dossier: Dossier, view: PlaceView) -> Component | None:
    """The card 'Bestaat uit 4 gebouwen'; the second level is folded. None for a building."""
    groups = [
        (level, found)
        for level in _INSIDE.get(dossier.place.area.level, ())
        if (found := [part for part in dossier.parts if part.level is level])
    ]
    if not groups:
        return None
    (level, first), *rest = groups
    body: list[Component] = [_list(first[:_SHOWN], view, level)]
    if len(first) > _SHOWN:
        body.append(
            _folded(f"Toon de andere {count(len(first) - _SHOWN, *DUTCH_LEVELS[level])}", first[_SHOWN:], view, level)
        )
    body += [_folded(f"Toon {count(len(found), *DUTCH_LEVELS[other])}", found, view, other) for other, found in rest]
    title = f"Bestaat uit {count(len(first), *DUTCH_LEVELS[level])}"
    return html.Section(
        [html.Div([html.H2(title), html.Span("score", className="xs mut")], className="hd"), *body], className="card"
    )


def lies_in_card(dossier: Dossier, view: PlaceView) -> Component | None:
    """The card 'Ligt in': the larger places it shares homes with."""
    if not dossier.lies_in:
        return None
    rows = _list(dossier.lies_in, view, None)
    return html.Section(
        [html.Div([html.H2("Ligt in"), html.Span("score", className="xs mut")], className="hd"), rows], className="card"
    )


def _folded(title: str, found: Sequence[Part], view: PlaceView, level: Level) -> Component:
    more = (
        []
        if len(found) <= _MOST
        else [html.P(f"En nog {number(len(found) - _MOST)}. Zie de tabel bij de kaart.", className="xs mut")]
    )
    return html.Details([html.Summary(title), _list(found[:_MOST], view, level), *more], className="figures")


def _list(found: Sequence[Part], view: PlaceView, level: Level | None) -> Component:
    label = "Ligt in" if level is None else capital(DUTCH_LEVELS[level][1])
    return html.Ul(
        [_row(part, view, named=level is None) for part in found], className="relations", **attributes(aria_label=label)
    )


def _row(part: Part, view: PlaceView, *, named: bool) -> Component:
    light = html.Span(className="lt") if part.light is None else shape(part.light, part.certainty, 14)
    kind = (
        [html.Span(f"{DUTCH_LEVELS[part.level][0]} ", className="mut")]
        if named and part.level is not Level.STOCK
        else []
    )
    shared = part.shared_homes < part.homes and not named
    size = f"{number(part.shared_homes)} van de {homes(part.homes)}" if shared else homes(part.homes)
    score = (
        html.B(number(part.score, 1), className="num")
        if part.score is not None
        else html.Small(_ABSENT.get(part.light, "geen score"))
    )
    return html.Li(
        [
            light,
            html.Span([*kind, dcc.Link(part.name, href=place_link(part.area_id, view.kept))], className="who"),
            html.Span(size, className="mut"),
            score,
        ]
    )
