"""What stands under the value of one indicator: its own light (KSIC, ROG) and its target, each with how sure it is."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LIGHTS
from indicators.read_model import IndicatorRow
from layouts._parts.light import shape
from layouts._text import number

_NO_MARGIN = "zonder marge"


def own_verdicts(row: IndicatorRow) -> list[Component]:
    """Lines to put under the value; empty where the method gives no bounds and nobody set a target."""
    said: list[Component] = []
    if row.light:
        sure = DUTCH_CERTAINTIES[row.certainty] if row.certainty else _NO_MARGIN
        words = [
            shape(row.light, row.certainty, 12, named=False),
            html.Span(DUTCH_LIGHTS[row.light]),
            html.Em(f" · {sure}"),
        ]
        said.append(html.Small(words, className=f"ownlight t-{row.light}"))
    if row.target:
        said.append(html.Small(_target(row), className="owntarget"))
    return said


def _target(row: IndicatorRow) -> str:
    goal = row.target
    if goal is None:
        return ""
    aim = f"streefwaarde {number(goal.value, row.decimals)}"
    if goal.reached is None:
        return aim
    sure = DUTCH_CERTAINTIES[goal.certainty] if goal.certainty else _NO_MARGIN
    return f"{aim}: {'gehaald' if goal.reached else 'niet gehaald'} · {sure}"
