"""Filters behind one button, and what is chosen as chips. `filters.js` keeps both equal to the URL."""

import json

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import Selection, Serving
from layouts._filters import FILTERS, INSTEAD, LIGHT, MINE, WORDS, Unknown, as_query, options
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._parts.light import shape

_LONGEST = 40
_WIPE = json.dumps(dict.fromkeys(FILTERS))


def filter_menu(selection: Selection, unknown: Unknown, serving: Serving) -> Component:
    """The button 'Filter' and what it opens."""
    chosen = as_query(selection)
    groups = [
        html.Fieldset(
            [
                html.Legend(word),
                html.Div([_toggle(key, value, label, value in chosen.get(key, [])) for value, label in values]),
            ]
        )
        for key, (word, values) in options(serving).items()
    ]
    mine = html.Fieldset(
        [
            html.Legend("Mijn gebieden"),
            html.Button(
                [icon("star"), html.Span("Alleen mijn gebieden")],
                type="button",
                className="opt",
                **attributes(data_mine="1", aria_pressed=str(bool(selection.portfolio)).lower()),
            ),
            html.P("Zet een ster bij een gebied om het hier te bewaren.", className="xs mut nomine"),
        ]
    )
    summary = html.Summary(
        [
            icon("filter"),
            "Filter",
            html.Span(str(_amount(selection, unknown) or ""), className="count", id="filter-count"),
        ],
        className="fld",
    )
    return html.Details(
        [summary, html.Div([*groups, mine], className="fl menu")], className="drop filters", id="filters"
    )


def chips(selection: Selection, unknown: Unknown, serving: Serving) -> list[Component]:
    """What is chosen, each with its way out, and what a link asks for that is not there; empty where nothing is."""
    if not selection and not unknown:
        return []
    chosen = as_query(selection)
    words = {(key, value): label for key, (_, values) in options(serving).items() for value, label in values}
    shown = [
        _chip(words.get((key, value), value), {key: [other for other in values if other != value]})
        for key, values in chosen.items()
        if key != MINE
        for value in values
    ]
    if selection.portfolio:
        shown.append(_chip(f"Mijn gebieden ({len(selection.portfolio)})", {MINE: None}))
    shown += [_chip(_strange(key, value), {key: chosen.get(key, [])}, "chip unknown") for key, value in unknown]
    return [*shown, wipe()] if len(shown) > 1 else shown


def _strange(key: str, value: str) -> str:
    word, instead = INSTEAD.get(key, (WORDS.get(key), None))
    short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return f"{word} ‘{short}’ kennen deze gegevens niet: {f'u ziet {instead}' if instead else 'telt niet mee'}"


def chip_row(selection: Selection, unknown: Unknown, serving: Serving) -> Component:
    """The row under a bar that holds the chips; it has no height while there are none."""
    said = attributes(aria_label="Gekozen filters")
    return html.Section(chips(selection, unknown, serving), id="chips", className="chips", **said)


def wipe() -> Component:
    """Takes all filters away."""
    return html.Button("Wis de filters", type="button", className="btn q wipe", **attributes(data_go=_WIPE))


def none_found(level: Level) -> Component:
    """The filters leave nothing over."""
    one, many = DUTCH_LEVELS[level]
    return html.Section(
        [
            html.H2(f"Geen {many} gevonden"),
            html.P(f"Er is geen {one} dat bij al uw filters past." if one in {"gebouw", "complex"} else f"Er is geen {one} die bij al uw filters past.", className="sub"),
            html.Div(wipe()),
        ],
        className="nothing",
    )  # fmt: skip


def _amount(selection: Selection, unknown: Unknown) -> int:
    known = sum(1 if key == MINE else len(values) for key, values in as_query(selection).items())
    return known + sum(1 for key, _ in unknown if key in FILTERS)


def _toggle(key: str, value: str, label: str, pressed: bool) -> Component:  # noqa: FBT001 - the state of a button
    shown: list[Component | str] = [shape(Light(value), size=14, named=False), label] if key == LIGHT else [label]
    return html.Button(
        shown,
        type="button",
        className="opt",
        **attributes(data_filter=key, data_value=value, aria_pressed=str(pressed).lower()),
    )


def _chip(label: str, go: dict[str, list[str] | None], looks: str = "chip") -> Component:
    change = {key: values or None for key, values in go.items()}
    return html.Button(
        [label, icon("close")],
        type="button",
        className=looks,
        **attributes(data_go=json.dumps(change), aria_label=f"Verwijder filter {label}"),
    )
