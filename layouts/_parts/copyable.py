"""A text that people take along to a register or a form of their own."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes


def copyable(name: str, subject: str, entries: Sequence[tuple[str, str]]) -> list[Component]:
    """Headed paragraphs with one button that copies them all as plain text."""
    button = html.Button(
        "Kopieer deze tekst",
        className="btn",
        type="button",
        **attributes(data_copy=name, aria_label=f"Kopieer de tekst: {subject}"),
    )
    said = html.Span(className="sm sub", role="status", id=f"{name}-gekopieerd")
    rows = [html.Div([html.Dt(title), html.Dd(text)]) for title, text in entries]
    listed = html.Dl(rows, className="rules", id=name)
    box = html.Div(listed, className="copytext", tabIndex=0, role="region", **attributes(aria_label=subject))
    return [box, html.Div([button, said], className="fx above")]
