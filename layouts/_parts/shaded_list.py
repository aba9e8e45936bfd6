"""The list beside a map that is coloured by one indicator; the light stands beside it in words."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, LIGHTS
from indicators.read_model import Shaded, Shading
from layouts._parts.indicators import counted_words
from layouts._parts.light import shape
from layouts._parts.side_list import list_row, remark, side_list
from layouts._text import count, spread, with_unit
from layouts._view import View


def shaded_list(found: Sequence[Shaded], total: int, shading: Shading, view: View) -> list[Component]:
    """The first of the `total` places with a value, the worst first (the most, where nothing is worse)."""
    one, many = DUTCH_LEVELS[view.level]
    order = "minst goede eerst" if shading.judges else "hoogste eerst"
    rows = [_row(each, shading, view) for each in found]
    if total > len(found):
        rows.append(remark(f"En nog {count(total - len(found), one, many)}: zie de tabel."))
    own = sum(not each.inherited for each in found)
    foot = "Het stoplicht van de methode staat er in woorden bij."
    if len(found) > own:
        foot = f"Geërfd: van het gebied erboven. {foot}"
    summary = f"{count(total, one, many)} met een waarde, {shading.unit}"
    return side_list(shading.label, order, summary, rows, foot)


def step_mark(shading: Shading, value: float) -> Component:
    """The light or the step of a value, as on the map."""
    place = shading.step(value)
    return shape(LIGHTS[place], size=17) if shading.has_light else html.Span(className=f"lt stepmark h{place}")


def value_words(each: Shaded, shading: Shading) -> str:
    """'12 zaken bij 62 woningen · marge 1,2–3,4 · geërfd'."""
    said = [counted_words(shading.count_label, each.numerator, each.n)]
    if each.lower is not None and each.upper is not None:
        said.append(f"marge {spread(each.lower, each.upper, shading.decimals)}")
    if each.inherited:
        said.append("geërfd")
    return " · ".join(part for part in said if part)


def _row(each: Shaded, shading: Shading, view: View) -> Component:
    words = value_words(each, shading)
    said = (
        [*words.split(" · "), f"stoplicht {DUTCH_LIGHTS[each.light]}"]
        if words
        else [f"stoplicht {DUTCH_LIGHTS[each.light]}"]
    )
    # A line breaks between the parts and nowhere else.
    told = [part for word in said for part in (html.Span(word, className="nb"), " · ")][:-1]
    right = with_unit(each.value, shading.decimals, shading.unit)
    return list_row(each.area, view, step_mark(shading, each.value), right, told)
