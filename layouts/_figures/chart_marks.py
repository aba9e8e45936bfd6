"""Marks on a chart over time: when inzet began, when counts began to rise, when registration may have changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dash import html
from dash.development.base_component import Component

from layouts._figures.figure import Figure
from layouts._parts.attributes import attributes
from layouts._text import capital, quarter


class MarkKind(StrEnum):
    """What a mark says on the chart itself."""

    DONE = "inzet"
    RISE = "toename"
    DECLINE = "achteruitgang"
    REGISTRATION = "registratie"


_SIGNS = {MarkKind.DONE: "▲", MarkKind.RISE: "↗", MarkKind.DECLINE: "↘", MarkKind.REGISTRATION: "┆"}
_DASHES = {
    MarkKind.DONE: "1px,3px",
    MarkKind.RISE: "1px,3px",
    MarkKind.DECLINE: "1px,3px",
    MarkKind.REGISTRATION: "6px,3px",
}
_WORDS_APART = 13
_LATE = 0.6


@dataclass(frozen=True)
class Mark:
    """Something that began in a quarter: a line in the figure, and words below it."""

    quarter: str
    words: str
    kind: MarkKind = MarkKind.DONE


def draw_marks(
    figure: Figure,
    marks: Sequence[Mark],
    places: Mapping[str, object],
    ends: tuple[float, float],
    colours: Mapping[str, str],
) -> None:
    """A vertical line for every quarter and kind; inzet has a triangle at its foot, the others a word at the top.

    `places` gives quarter → place on the x axis, in order; `ends` are the foot and the top of the lines.
    """
    order = list(places)
    told: dict[tuple[str, MarkKind], list[str]] = {}
    for mark in marks:
        if mark.quarter in places:
            told.setdefault((mark.quarter, mark.kind), []).append(mark.words)
    written = 0
    for (name, kind), words in told.items():
        at, strong = places[name], kind is not MarkKind.DONE
        figure.line(
            x=[at, at],
            y=list(ends),
            mode="lines" if strong else "lines+markers",
            line={"color": colours["text-2" if strong else "text-3"], "width": 1, "dash": _DASHES[kind]},
            marker={"symbol": "triangle-up", "size": [9, 0], "color": colours["text-2"]},
            hovertemplate=f"{capital('; '.join(words))}<extra></extra>",
            showlegend=False,
            cliponaxis=False,
        )
        if strong:
            late = order.index(name) > _LATE * len(order)
            figure.label(
                x=at, y=max(ends), text=str(kind), showarrow=False, yanchor="top", yshift=-_WORDS_APART * written,
                xanchor="right" if late else "left", xshift=-3 if late else 3,
                font={"color": colours["text-2"], "size": 11}, bgcolor=colours["surface"], borderpad=1,
            )  # fmt: skip
            written += 1


def mark_words(mark: Mark) -> str:
    """A mark as a sentence, for who cannot see the chart."""
    if mark.kind is MarkKind.DONE:
        return f"In het {quarter(mark.quarter)} begon: {mark.words}."
    return f"{capital(mark.words)}."


def mark_lines(marks: Sequence[Mark], quarters: Sequence[str]) -> Component | None:
    """What the marks say, below the chart; None where nothing is marked."""
    shown = list(dict.fromkeys(mark for mark in marks if mark.quarter in quarters))
    if not shown:
        return None
    done = [html.Li(["▲ ", "Begin van inzet."])] if any(mark.kind is MarkKind.DONE for mark in shown) else []
    lines = [
        html.Li([html.Span(f"{_SIGNS[mark.kind]} ", **attributes(aria_hidden="true")), mark_words(mark)])
        for mark in shown
        if mark.kind is not MarkKind.DONE
    ]
    return html.Ul([*done, *lines], className="chart-marks xs mut")
