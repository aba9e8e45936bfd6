"""What is off by default and was switched on, with the arrangement that allows it: on every page (domain.md, rule 11)."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_ARRANGEMENTS
from layouts._parts.attributes import attributes
from layouts._text import capital


def subject(key: str) -> str:
    """What an arrangement switches on, in Dutch; the name of an own indicator stays as it is."""
    return DUTCH_ARRANGEMENTS.get(key, key)


def arranged(arrangements: Mapping[str, str]) -> list[Component]:
    """A line with the subjects, which opens to what allows each; empty where nothing was switched on. `arrangements`: key → what allows it."""
    if not arrangements:
        return []
    said = [html.Li([html.B(capital(subject(key))), f": {text}"]) for key, text in sorted(arrangements.items())]
    names = ", ".join(subject(key) for key in sorted(arrangements))
    told = html.Details(
        [
            html.Summary(f"Aangezet: {names}"),
            html.Div([html.Span("Staat standaard uit, en is hier aangezet volgens:"), html.Ul(said)]),
        ]
    )
    return [html.Section(told, className="arranged", **attributes(aria_label="Wat is aangezet, en waarom dat mag"))]
