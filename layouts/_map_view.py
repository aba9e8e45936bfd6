"""What the map shows for a view: one byte per area, the list beside it and what the pointer adds."""

from dataclasses import dataclass

import numpy as np
from dash import html
from dash.development.base_component import Component

from data.vocabulary import LIGHTS
from indicators.read_model import FILTERED, NOT_THERE, Area, Change, Score, Serving
from layouts._parts.attention import attention_list
from layouts._parts.changed_list import changed_list
from layouts._parts.filter_menu import none_found
from layouts._parts.from_to import from_to, from_to_words
from layouts._parts.light_marks import marks_at
from layouts._parts.shaded_list import shaded_list, step_mark, value_words
from layouts._text import number, quarter, with_unit
from layouts._view import CHANGE, View

SAME = 253
"""Byte of an area whose light did not change. `map-style.js` reads these bytes."""
CHANGED = 32
"""Byte of the first of 25 pairs of lights: CHANGED + 5 × the light then + the light now."""


@dataclass(frozen=True)
class Shown:
    """What stands beside the map."""

    side: list[Component]
    amount: str
    nothing: Component | None
    """Said instead of the list where filters leave no place of the level."""


def shown_on_map(found: Serving, view: View) -> Shown:
    """Lights, changes or an indicator, whichever the view asks for."""
    level, at, method, chosen = view.level, view.quarter, view.method.method, view.selection
    if view.shading is not None:
        areas = found.shaded_areas(view.shading, level, at, method, chosen)
        empty = not areas and _empty(codes_of(found, view))
        total = found.count_shaded(view.shading, level, at, method, chosen)
        return _shown(view, shaded_list(areas, total, view.shading, view), total, empty=empty)
    if view.show == CHANGE:
        changes = found.development(level, view.since, at, method, chosen).changes
        moved = sum(each.before.light is not each.after.light for each in changes)
        empty = not changes and _empty(found.lights(level, at, method, chosen))
        return _shown(view, changed_list(changes, view), moved, empty=empty)
    attention = found.attention(level, at, method, chosen)
    rows = attention_list(attention, view, marks_at(found, view.quarter, view.method.method))
    return _shown(view, rows, attention.asking_total, empty=not attention.total)


def _shown(view: View, side: list[Component], amount: int, *, empty: bool) -> Shown:
    return Shown(side, number(amount), none_found(view.level) if empty and view.selection else None)


def codes_of(found: Serving, view: View) -> bytes:
    """One byte per feature of the level: what the map shows, on the screen and in a picture."""
    asked = (view.level, view.quarter, view.method.method, view.selection)
    if view.shading is not None:
        return found.shade(view.shading, *asked)
    if view.show == CHANGE:
        level, at, method, chosen = asked
        return _change_codes(found.development(level, view.since, at, method, chosen).changes, found.lights(*asked))
    return found.lights(*asked)


def shown_on_hover(found: Serving, view: View, area: Area, score: Score | None) -> list[Component]:
    """The value of the indicator, or the light then and now."""
    if view.shading is not None:
        each = found.shaded(view.shading, area.area_id, view.quarter, view.method.method)
        if each is None:
            return [html.Div(f"{view.shading.label}: geen waarde", className="mut")]
        value = html.B(with_unit(each.value, view.shading.decimals, view.shading.unit), className="num")
        line = html.Div([step_mark(view.shading, each.value), html.Span(view.shading.label), value], className="fx")
        return [line, html.Div(value_words(each, view.shading), className="mut")]
    if view.show == CHANGE and score is not None:
        before = found.score(area.area_id, view.since, view.method.method)
        if before is None:
            return [html.Div(f"geen score in het {quarter(view.since)}", className="mut")]
        return [html.Div([from_to(before, score), html.Span(from_to_words(before, score))], className="fx")]
    return []


def _change_codes(changes: tuple[Change, ...], everything: bytes) -> bytes:
    codes = np.frombuffer(everything, dtype=np.uint8).copy()
    # What was not there before has no change to show.
    codes[codes < FILTERED] = SAME
    for change in changes:
        before, after = change.before.light, change.after.light
        if before is not after and change.area.feature_id is not None:
            codes[change.area.feature_id] = CHANGED + 5 * LIGHTS.index(before) + LIGHTS.index(after)
    return codes.tobytes()


def _empty(codes: bytes) -> bool:
    return not set(codes) - {FILTERED, NOT_THERE}
