"""Line icons, drawn as CSS masks in `icons.css` so that they take the colour of the text."""

from dash import html

from layouts._parts.attributes import attributes


def icon(name: str) -> html.Span:
    """An icon that says nothing by itself: a word or an aria-label stands beside it."""
    return html.Span(className=f"i i-{name}", **attributes(aria_hidden="true"))
