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
    """A strip with subject and arrangement; empty where nothing was switched on. `arrangements`: key → what allows it."""
    if not arrangements:
        return []
    said = [html.Span([html.B(capital(subject(key))), f": {text}"]) for key, text in sorted(arrangements.items())]
    lead = html.Span("Staat standaard uit, en is hier aangezet:")
    return [
        html.Section([lead, *said], className="marks", **attributes(aria_label="Wat is aangezet, en waarom dat mag"))
    ]
