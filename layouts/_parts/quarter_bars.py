"""Records per quarter as small bars, with the numbers one click away."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts._parts.attributes import attributes
from layouts._text import number, quarter

SHOWN = 24


def quarter_bars(counts: Sequence[tuple[str, int]], subject: str) -> Component:
    """A bar per quarter of the last six years; an empty quarter is an open tick, so that a gap is seen."""
    shown = counts[-SHOWN:]
    highest = max((amount for _, amount in shown), default=0) or 1
    bars = [
        html.I(
            className="" if amount else "none",
            style={"height": f"{amount / highest:.0%}"} if amount else {},
            title=f"{quarter(name)}: {number(amount)}",
        )
        for name, amount in shown
    ]
    years = [
        html.Span(name[:4], style={"left": f"{place / len(shown):.2%}"})
        for place, (name, _) in enumerate(shown)
        if name.endswith("-1")
    ]
    empty = sum(amount == 0 for _, amount in shown)
    last = shown[-1]
    summary = (
        f"{subject} per kwartaal: {number(last[1])} in het {quarter(last[0])}, ten hoogste {number(highest)}, "
        f"{'geen' if not empty else number(empty)} {'kwartaal' if empty == 1 else 'kwartalen'} zonder."
    )
    rows = [
        html.Tr([html.Td(quarter(name)), html.Td(number(amount), className="v")]) for name, amount in reversed(shown)
    ]
    head = html.Thead(html.Tr([html.Th("Kwartaal", scope="col"), html.Th("Rijen", className="r", scope="col")]))
    return html.Div(
        [
            html.Div(
                [html.Span(number(highest), className="top-tick"), html.Div(bars, className="bars")],
                className="barplot", role="img", **attributes(aria_label=summary),
            ),
            html.Div(years, className="years", **attributes(aria_hidden="true")),
            html.Details([html.Summary("Toon de cijfers"), html.Table([head, html.Tbody(rows)], **attributes(aria_label=f"{subject} per kwartaal"))], className="figures"),
        ]
    )  # fmt: skip
