"""The list 'Vraagt aandacht': which areas, in which order, why."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, LIGHTS_THAT_ASK, Light
from indicators.read_model import Attention, ScoredArea
from layouts._parts.light import shape
from layouts._parts.light_marks import Marks, in_row, of_light
from layouts._parts.side_list import list_row, remark, side_list, subhead
from layouts._text import capital, count, listing, number, short_quarter
from layouts._view import View

_OTHERS = {
    Light.GREEN: "groen",
    Light.INSUFFICIENT: "met onvoldoende gegevens",
    Light.SHIELDED: "afgeschermd",
}

_FEW = "er zijn weinig gegevens."
"""What a reason says first where its light rests on little."""


def attention_list(attention: Attention, view: View, marks: Marks) -> list[Component]:
    """Head, rows and foot of the list for one level and quarter."""
    one, many = DUTCH_LEVELS[view.level]
    rows = [_row(found, view, marks) for found in attention.asking]
    left_out = attention.asking_total - len(attention.asking)
    if left_out:
        rows.append(remark(f"En nog {count(left_out, one, many)}: zie de tabel."))
    if attention.improved:
        rows.append(subhead("Verbeterd sinds vorig kwartaal"))
        rows += [_row(found, view, marks) for found in attention.improved]
    return side_list("Vraagt aandacht", "ernst eerst", _summary(attention, one, many), rows, _foot(attention))


def _summary(attention: Attention, one: str, many: str) -> str:
    if not attention.total:
        return f"Er zijn hier geen {many} met een stoplicht."
    asking = number(attention.asking_total) if attention.asking_total else "Geen"
    return f"{asking} van de {number(attention.total)} {one if attention.total == 1 else many}"


def _foot(attention: Attention) -> str:
    others = [
        f"{number(attention.lights[light])} {word}" for light, word in _OTHERS.items() if attention.lights.get(light)
    ]
    return f"Niet in deze lijst: {listing(others)}." if others else "Alle gebieden staan in deze lijst."


def _row(found: ScoredArea, view: View, marks: Marks) -> Component:
    area, score = found.area, found.score
    lead = shape(score.light, score.certainty, size=17)
    right = None if score.score is None else number(score.score, 1)
    told: list[str | Component] = [_why(score.reason)]
    if score.light in LIGHTS_THAT_ASK and score.red_since:
        told.append(html.Span(f"Sinds {short_quarter(score.red_since)}.", className="nb"))
    return list_row(
        area, view, lead, right, [part for word in told for part in (word, " ")], in_row(of_light(marks, area.area_id))
    )


def _why(reason: str) -> str:
    """One sentence for a row: what is behind the colour, which the shape says already.

    That there are few figures says too little, so what the few say follows it.
    """
    bold, _, normal = reason.partition("\n")
    head, colon, rest = bold.partition(": ")
    if not colon or head.split(",")[0].lower() not in {"groen", "oranje", "rood"}:
        return bold
    if rest == _FEW and normal:
        return f"Weinig gegevens. {normal.partition('. ')[0].removesuffix('.')}."
    return capital(rest)
