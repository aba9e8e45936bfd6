"""The numbers behind a chart, one click away."""

from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes


def figures_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Component]],
    about: str,
    numeric: Collection[int] = (),
) -> Component:
    """A table behind 'Toon de cijfers'; `about` names it among others on the page, `numeric` columns stand right."""

    def side(column: int) -> str | None:
        return "r" if column in numeric else None

    cells = [html.Th(word, scope="col", className=side(column)) for column, word in enumerate(head)]
    body = [html.Tr([html.Td(text, className=side(column)) for column, text in enumerate(row)]) for row in rows]
    table = html.Table([html.Thead(html.Tr(cells)), html.Tbody(body)], className="nw")
    scroller = html.Div(
        table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=f"Cijfers: {about}")
    )
    return html.Details([html.Summary("Toon de cijfers"), scroller], className="figures")
