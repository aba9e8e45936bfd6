"""Try other theme weights: a slider per theme, and which lights would change."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LEVELS, DUTCH_LIGHTS, Certainty, Level, Light
from indicators.read_model import MethodTheme, Serving, Tried, TryOut, try_weights
from layouts._parts.attributes import attributes
from layouts._parts.light import shape
from layouts._text import count, number, percent
from layouts._view import link

_LISTED = 25
_COLOURS = (Light.RED, Light.AMBER, Light.GREEN)


def weights_of(text: str, themes: Sequence[MethodTheme]) -> dict[str, int]:
    """Weights 0–100 per theme from 'nuisance:40,tenant:25'; a theme it does not name keeps its own."""
    asked = dict(part.split(":", 1) for part in text.split(",") if ":" in part)
    return {
        theme.theme: min(100, int(asked[theme.theme]))
        if asked.get(theme.theme, "").isdecimal()
        else round(theme.weight * 100)
        for theme in themes
    }


def sliders(themes: Sequence[MethodTheme], weights: Mapping[str, int], reset: Component) -> Component:
    """A slider per theme. Their values are shares of each other, so they need not add up to 100."""
    share = shares(weights)
    rows = [
        html.Li(
            [
                html.Label(theme.label, htmlFor=json.dumps({"theme": theme.theme, "type": "weight"}, separators=(",", ":"))),
                dcc.Input(
                    id={"type": "weight", "theme": theme.theme}, type="range", min=0, max=100, step=5,
                    value=weights[theme.theme], className="slider", persistence=False,
                ),
                html.Output(share[theme.theme], id={"type": "share", "theme": theme.theme}, className="num"),
            ]
        )
        for theme in themes
    ]  # fmt: skip
    return html.Div([html.Ul(rows, className="sliders"), html.P(reset, className="sm")])


def tried(
    found: Serving, method: str, level: Level, themes: Sequence[MethodTheme], weights: Mapping[str, float]
) -> list[Component]:
    """The answer in words, the colours beside the present ones, and the places that change."""
    chosen = found.methods[method]
    rules = found.method_details(method).file.rules
    if not sum(weights.values()):
        return [html.P("Alle gewichten staan op nul. Geef ten minste één thema gewicht.", className="note")]
    result = try_weights(
        found.scored_areas(level, found.build.latest_quarter, method),
        found.theme_scores(level, method),
        {theme.theme: theme.weight for theme in themes},
        weights,
        chosen,
        (rules.certain_from, rules.fairly_certain_from),
    )
    one, many = DUTCH_LEVELS[level]
    if not result.areas:
        return [html.P(f"Er is geen {one} met een kleur om mee te proberen.", className="note")]
    return [html.P(_sentence(result, one, many), className="answer"), _flow(result), *_changes(result, many)]


def shares(weights: Mapping[str, float]) -> dict[str, str]:
    """The share of each theme in the total, as it stands beside its slider."""
    total = sum(weights.values())
    return {theme: percent(weight / total) if total else "0 %" for theme, weight in weights.items()}


def _sentence(result: TryOut, one: str, many: str) -> list[Component | str]:
    changed = len(result.changed)
    if not changed:
        return [
            html.B("Er verandert geen stoplicht."),
            f" Alle {number(result.areas)} {many} met een kleur houden die.",
        ]
    verb = "verandert" if changed == 1 else "veranderen"
    text = f"Met deze gewichten {verb} {number(changed)} van de {number(result.areas)} {many if result.areas != 1 else one} van kleur."
    ways = []
    if result.worse:
        ways.append(_ask(result.worse, "meer beheer"))
    if changed - result.worse:
        ways.append(_ask(changed - result.worse, "minder beheer"))
    unsure = (
        f" Van deze veranderingen {'is' if result.unsure == 1 else 'zijn'} {number(result.unsure)} onzeker."
        if result.unsure
        else ""
    )
    return [html.B(text), f" {' en '.join(ways)}.", unsure]


def _ask(amount: int, what: str) -> str:
    return f"{number(amount)} {'vraagt' if amount == 1 else 'vragen'} dan {what}"


def _flow(result: TryOut) -> Component:
    now: dict[Light, int] = dict(result.lights)
    for each in result.changed:
        now[each.light] -= 1
        now[each.found.score.light] += 1
    most = max(*now.values(), *result.lights.values())
    rows = [
        html.Tr(
            [
                html.Th([shape(light, size=14, named=False), f" {DUTCH_LIGHTS[light].capitalize()}"], scope="row"),
                _amount(now[light], most, light),
                _amount(result.lights[light], most, light),
                html.Td(_difference(result.lights[light] - now[light]), className="r"),
            ]
        )
        for light in _COLOURS
    ]
    head = html.Thead(
        html.Tr(
            [
                html.Th("Stoplicht", scope="col"),
                html.Th("Nu gemeten", scope="col"),
                html.Th("Met uw gewichten", scope="col"),
                html.Th("Verschil", className="r", scope="col"),
            ]
        )
    )
    return html.Table(
        [head, html.Tbody(rows)], className="tryflow", **attributes(aria_label="Stoplichten nu en met uw gewichten")
    )


def _amount(amount: int, most: int, light: Light) -> Component:
    return html.Td(
        html.Span(
            [html.I(className=f"seg-{light}", style={"width": f"{amount / most * 70:.1f}%"}), html.B(number(amount))],
            className="amount",
        )
    )


def _difference(change: int) -> str:
    return f"+{number(change)}" if change > 0 else number(change) if change else "gelijk"


def _changes(result: TryOut, many: str) -> list[Component]:
    if not result.changed:
        return []
    shown = [html.Li(_change(each)) for each in result.changed[:_LISTED]]
    left = len(result.changed) - _LISTED
    more = [html.P(f"En nog {count(left, 'plek', many)}.", className="sm mut")] if left > 0 else []
    return [html.H3("Wat er verandert", className="above"), html.Ul(shown, className="changes"), *more]


def _change(each: Tried) -> list[Component]:
    score, area = each.found.score, each.found.area
    sure = DUTCH_CERTAINTIES[each.certainty]
    return [
        html.Span(
            [
                shape(score.light, score.certainty),
                html.Span(["→", html.Span(" wordt ", className="sr")], className="arrow"),
                shape(each.light, each.certainty),
            ],
            className="turn",
        ),
        html.Span([html.A(area.name, href=link(gebied=area.area_id)), html.Small(area.neighbourhood or "")], className="nm"),
        html.Span(f"{number(score.score, 1)} → {number(each.score, 1)}", className="num"),
        html.Span(sure, className="sub" if each.certainty is not Certainty.UNCERTAIN else "b"),
    ]  # fmt: skip


def numbers(values: Sequence[Any], themes: Sequence[str]) -> dict[str, float]:
    """What the sliders say, per theme; an empty one counts as nothing."""
    return {theme: float(value or 0) for theme, value in zip(themes, values, strict=True)}
