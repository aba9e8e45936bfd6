"""The list beside a map of changes: which lights changed since an earlier quarter, from shape to shape."""

from collections.abc import Sequence

from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Change, Course
from layouts._parts.from_to import from_to
from layouts._parts.side_list import list_row, remark, side_list, subhead
from layouts._text import capital, count, number, quarter, signed
from layouts._view import View

_HEADS = {
    Course.WORSE: "Achteruit",
    Course.BETTER: "Vooruit",
    Course.UNKNOWN: "Toen of nu zonder kleur",
}

_ENOUGH = 200


def changed_list(changes: Sequence[Change], view: View) -> list[Component]:
    """Places whose light changed: worse, better, and those that had or have no colour."""
    one, many = DUTCH_LEVELS[view.level]
    changed = [change for change in changes if change.before.light is not change.after.light]
    rows = []
    for course, word in _HEADS.items():
        found = sorted((each for each in changed if each.course is course), key=_largest)
        if found:
            rows += [subhead(f"{word} ({number(len(found))})"), *(_row(change, view) for change in found[:_ENOUGH])]
            if len(found) > _ENOUGH:
                rows.append(remark(f"En nog {count(len(found) - _ENOUGH, one, many)}: zie de tabel."))
    if not rows:
        rows.append(remark("Kies een eerder kwartaal bij 'Sinds' om verder terug te kijken."))
    same = len(changes) - len(changed)
    foot = (
        f"Niet in deze lijst: {count(same, one, many)} met hetzelfde stoplicht."
        if same
        else "Alle stoplichten veranderden."
    )
    summary = capital(f"{count(len(changed), one, many)} met een ander stoplicht dan in het {quarter(view.since)}")
    return side_list("Verandering", "grootste eerst", summary, rows, foot)


def _row(change: Change, view: View) -> Component:
    first = change.after.reason.partition("\n")[0]
    difference = "" if change.difference is None else signed(change.difference, 1)
    return list_row(change.area, view, from_to(change.before, change.after), difference, first)


def _largest(change: Change) -> tuple[float, str]:
    return -abs(change.difference or 0.0), change.area.name
