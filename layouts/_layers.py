"""Layers over the map: the Leefbaarometer at its own level, facilities, plans and hot spots."""

import base64
from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Level
from indicators.read_model import LEEFBAAROMETER, HotSpot, Plan, Serving, Shading
from layouts._filters import Query, many
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._parts.legend import step_words
from layouts._text import capital, count, homes, number
from layouts._view import View

AREAS, PLACES, PLANS, HOT = LAYERS = ("leefbaarometer", "voorzieningen", "plannen", "brandpunten")
LAYER_WORDS = {AREAS: "Leefbaarometer per buurt", PLACES: "Voorzieningen", PLANS: "Plannen", HOT: "Brandpunten"}


def read_layers(found: Serving, query: Query) -> tuple[str, ...]:
    """The layers that a query asks for and that this build has."""
    return tuple(name for name in available(found) if name in many(query, "lagen"))


def available(found: Serving) -> tuple[str, ...]:
    """Layers with content."""
    content = {
        AREAS: leefbaarometer(found, found.default_method.method) is not None,
        PLACES: found.facilities,
        PLANS: _plans(found),
        HOT: found.compared_with_neighbours,
    }
    return tuple(name for name in LAYERS if content[name])


def layer_menu(found: Serving, chosen: tuple[str, ...]) -> list[Component]:
    """The button over the map and what it opens; nothing where there are no layers."""
    names = available(found)
    if not names:
        return []
    toggles = [
        html.Button(
            LAYER_WORDS[name], type="button", className="opt",
            **attributes(data_filter="lagen", data_value=name, aria_pressed=str(name in chosen).lower()),
        )
        for name in names
    ]  # fmt: skip
    told = html.Div(id="layers-told", className="told")
    summary = html.Summary([icon("layers"), "Lagen"], className="fld")
    return [
        html.Details([summary, html.Div([html.Div(toggles, className="opts"), told], className="fl menu")], className="drop layers")
    ]  # fmt: skip


def overlay(found: Serving, view: View, chosen: tuple[str, ...]) -> dict[str, Any]:
    """What `map.js` draws: a byte per neighbourhood, points of facilities, words per complex."""
    shading = leefbaarometer(found, view.method.method) if AREAS in chosen else None
    codes = None
    if shading is not None:
        method = found.default_method.method
        codes = base64.b64encode(found.shade(shading, Level.NEIGHBOURHOOD, view.quarter, method)).decode()
    places = [[each.lon, each.lat, each.name] for each in found.facilities] if PLACES in chosen else []
    planned = [[each.lon, each.lat, _plan(each)] for each in _plans(found) if each.lon is not None] if PLANS in chosen else []  # fmt: skip
    hot = (
        [[each.lon, each.lat, _hot(each)] for each in found.hot_spots if each.lon is not None] if HOT in chosen else []
    )
    return {"areas": codes, "places": places, "plans": planned + hot}


def told(found: Serving, view: View, chosen: tuple[str, ...]) -> list[Component]:
    """The same content in words, with the meaning of the tints."""
    parts: list[Component] = []
    shading = leefbaarometer(found, view.method.method)
    if AREAS in chosen and shading is not None:
        steps = [
            html.Li([html.Span(className=f"stepmark h{step}"), word]) for step, word in enumerate(step_words(shading))
        ]
        text = "Verschil met Nederland, per buurt. Sterker gekleurd is minder goed. Het gaat ook over koopwoningen."
        parts.append(html.Section([html.H3("Leefbaarometer"), html.Ul(steps, className="steplist"), html.P(text, className="xs mut")]))  # fmt: skip
    if PLACES in chosen:
        rows = [html.Li([each.name, html.Span(each.kind, className="u")]) for each in found.facilities]
        parts.append(_listed(count(len(rows), "voorziening", "voorzieningen"), rows))
    if PLANS in chosen:
        rows = [
            html.Li([html.A(each.area_name, href="#", **attributes(data_area=each.area_id)), html.Span(_plan(each), className="u")])
            for each in _plans(found)
        ]  # fmt: skip
        parts.append(_listed(count(len(rows), "plan", "plannen"), rows))
    if HOT in chosen:
        rows = [
            html.Li([html.A(each.name, href="#", **attributes(data_area=each.area_id)), html.Span(_hot(each), className="u")])
            for each in found.hot_spots
        ]  # fmt: skip
        about = (
            f"Complexen en straten met veel overlast tussen andere met veel overlast, meer dan door toeval "
            f"({number(found.compared_with_neighbours)} vergeleken)."
        )
        parts += [_listed(count(len(rows), "brandpunt", "brandpunten"), rows), html.P(about, className="xs mut")]
    return parts


def leefbaarometer(found: Serving, method: str) -> Shading | None:
    """The deviation with the bounds of this method or, where it does not use it, of another one."""
    for name in (method, found.default_method.method, *found.methods):
        shading = found.shadings(name).get(LEEFBAAROMETER)
        if shading is not None and not shading.has_light:
            return shading
    return None


def _plans(found: Serving) -> tuple[Plan, ...]:
    return found.plans(found.build.reference_date.year)


def _plan(each: Plan) -> str:
    """'Renovatie 2027, 48 woningen'."""
    amount = f", {homes(each.homes)}" if each.homes else ""
    return f"{capital(each.plan)} {each.year}{amount}"


def _hot(each: HotSpot) -> str:
    """'Brandpunt, 9 zaken in 24 maanden'."""
    return f"Brandpunt, {count(each.cases, 'zaak', 'zaken')} in {each.months} maanden"


def _listed(title: str, rows: Sequence[Component]) -> Component:
    return html.Section(
        [html.H3(capital(title)), html.Ul(rows, className="placelist", tabIndex=0, **attributes(aria_label=title))]
    )
