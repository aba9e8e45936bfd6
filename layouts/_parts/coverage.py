"""How far the indicators reach: in how many areas there is a figure, and what became of the others."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Coverage
from layouts._parts.attributes import attributes
from layouts._text import number, percent

PARTS = (
    ("own", "eigen cijfer"),
    ("inherited", "geërfd van het gebied erboven"),
    ("insufficient", "te weinig gegevens"),
    ("expired", "te oud"),
    ("shielded", "afgeschermd"),
)


def coverage_bars(found: Sequence[Coverage], level: Level) -> list[Component]:
    """A bar per indicator; those that count first, the others behind a click."""
    counted = [each for each in found if each.weight]
    beside = [each for each in found if not each.weight]
    keys = html.Ul(
        [html.Li([html.I(className=f"cv cv-{part}", **attributes(aria_hidden="true")), word]) for part, word in PARTS],
        className="cvkeys",
    )
    parts: list[Component] = [keys, _bars(counted, level)]
    if beside:
        more = f"Toon ook de {number(len(beside))} indicatoren die niet in de score tellen"
        parts.append(html.Details([html.Summary(more), _bars(beside, level)], className="figures"))
    return parts


def _bars(found: Sequence[Coverage], level: Level) -> Component:
    return html.Ul([html.Li(_bar(each, level)) for each in found], className="cvs")


def _bar(each: Coverage, level: Level) -> list[Component]:
    many = DUTCH_LEVELS[level][1]
    counts = [(part, word, getattr(each, part)) for part, word in PARTS]
    says = ", ".join(f"{number(amount)} {word}" for _, word, amount in counts if amount)
    segments = [html.I(className=f"cv cv-{part}", style={"flex": str(amount)}) for part, _, amount in counts if amount]
    weight = f"telt mee voor {percent(each.weight)}" if each.weight else "staat erbij"
    return [
        html.Span([each.label, html.Small(weight)], className="nm"),
        html.Span(segments, className="cvbar", role="img", **attributes(aria_label=f"{each.label}: {says}")),
        html.Span(
            [html.B(number(each.own + each.inherited)), f" van {number(each.areas)} {many}", html.Small(says)],
            className="cvn",
        ),
    ]
