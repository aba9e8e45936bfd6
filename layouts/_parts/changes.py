"""Which lights changed, from shape to shape, and whether the margins of the score tell them apart."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import REGISTRATION, Change, Course, LightMark, Score
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.from_to import from_to, from_to_words
from layouts._parts.light_marks import Marks, in_row
from layouts._parts.more import listed, more_line
from layouts._text import count, homes, number, quarter_of, signed, spread

SHOWN = 12
_TITLES = {Course.WORSE: "Achteruit", Course.BETTER: "Vooruit"}
_NOTHING = {
    Course.WORSE: "Geen enkel stoplicht ging van groen naar oranje of rood, of van oranje naar rood.",
    Course.BETTER: "Geen enkel stoplicht ging van rood naar oranje of groen, of van oranje naar groen.",
}


def changes_card(changes: Sequence[Change], course: Course, view: LevelView, marks: Marks) -> Component:
    """Places whose light went one way; those that pass the test first."""
    one, many = DUTCH_LEVELS[view.level]
    found = sorted((change for change in changes if change.course is course), key=_order)
    passed = sum(bool(change.excludes) for change in found)
    total = sum(change.area.homes for change in found)
    line = f"{count(len(found), one, many)}, {homes(total)}".capitalize() if found else _NOTHING[course]
    if found:
        line += f". {_passed(passed, len(found))}"
    return html.Section(
        [
            html.Div([html.H2(_TITLES[course]), html.Span(number(len(found)), className="count")], className="fx"),
            html.P(line, className="sm mut under"),
            *_list(found, view, marks),
        ],
        className=f"card movecard c-{course}",
    )


def steady_card(changes: Sequence[Change], view: LevelView, marks: Marks) -> Component | None:
    """Places that kept their colour while their score moved more than its margins; None where there are none."""
    found = sorted((change for change in changes if change.course is Course.SAME and change.excludes), key=_order)
    if not found:
        return None
    one, many = DUTCH_LEVELS[view.level]
    said = f"{count(len(found), one, many).capitalize()} {'hield' if len(found) == 1 else 'hielden'} dezelfde kleur, maar de score veranderde meer dan de marge."
    return html.Section(
        [html.H2("Zelfde kleur, andere score"), html.P(said, className="sm mut under"), *_list(found, view, marks)],
        className="card movecard",
    )


def unknown_card(changes: Sequence[Change], view: LevelView, marks: Marks) -> Component | None:
    """Places that had no colour then or have none now; None where there are none."""
    without = [change for change in changes if change.course is Course.UNKNOWN]
    if not without:
        return None
    one, many = DUTCH_LEVELS[view.level]
    moved = [change for change in without if change.before.light is not change.after.light]
    rest = len(without) - len(moved)
    said = []
    if moved:
        said.append(
            f"{count(len(moved), one, many)} {'had' if len(moved) == 1 else 'hadden'} toen geen kleur, of nu niet."
        )
    if rest:
        said.append(f"{count(rest, one, many)} {'had' if rest == 1 else 'hadden'} toen geen kleur en nu ook niet.")
    return html.Section(
        [html.H2("Niet te vergelijken"), html.P(" ".join(said), className="sm mut under"), *_list(moved, view, marks)],
        className="card movecard",
    )


def tested_words(change: Change, *, high_is_worse: bool) -> str:
    """What the published scores and margins say about the change."""
    if change.excludes is None or change.difference is None:
        return "geen marge om te vergelijken"
    if change.course is (Course.BETTER if (change.difference > 0) == high_is_worse else Course.WORSE):
        return "de kleur kwam later dan de score"
    return "marges sluiten elkaar uit" if change.excludes else "marges overlappen: kan toeval zijn"


def _passed(passed: int, total: int) -> str:
    if total == 1:
        return "De marges sluiten elkaar uit." if passed else "De marges overlappen."
    which = "alle" if passed == total else f"{number(passed)} van de {number(total)}" if passed else "geen enkele"
    return f"Bij {which} sluiten de marges elkaar uit."


def _order(change: Change) -> tuple[bool, float, str]:
    return (not change.excludes, -abs(change.difference or 0.0), change.area.name)


def _list(found: Sequence[Change], view: LevelView, marks: Marks) -> list[Component]:
    shown = listed(found, view, SHOWN)
    rows = (
        [html.Ul([_row(change, view, marks.get(change.area.area_id, ())) for change in shown], className="movelist")]
        if found
        else []
    )
    return [*rows, *more_line(len(shown), len(found), view)]


def _row(change: Change, view: LevelView, marks: tuple[LightMark, ...]) -> Component:
    area, before, after = change.area, change.before, change.after
    words = from_to_words(before, after)
    moved = [] if change.difference is None else [html.B(signed(change.difference, 1), className="num")]
    return html.Li(
        [
            from_to(before, after),
            html.Div(
                [
                    html.A(area.name, href=view.place_link(area.area_id), **attributes(data_visit="1")),
                    html.Span(homes(area.homes), className="u"),
                ],
                className="n",
            ),
            html.Div(moved, className="sc"),
            html.Div(
                [html.Span(words), html.Span([html.Span(_score(before), className="nb"), " → ", html.Span(_score(after), className="nb")], className="num"), html.Span(tested_words(change, high_is_worse=view.method.high_is_worse), className="m" if change.excludes else None), *in_row(_between(marks, view))],
                className="d",
            ),
        ]
    )  # fmt: skip


def _between(marks: tuple[LightMark, ...], view: LevelView) -> list[LightMark]:
    """What began between the two quarters that are compared, or goes on: of what counts in the light."""
    return [
        mark
        for mark in marks
        if mark.counts and quarter_of(mark.since) <= view.quarter and (mark.ongoing or quarter_of(mark.since) > view.since)
        and (mark.kind != REGISTRATION or quarter_of(mark.since) > view.since)
    ]  # fmt: skip


def _score(score: Score) -> str:
    if score.score is None or score.lower is None or score.upper is None:
        return "geen score"
    return f"{number(score.score, 1)} (marge {spread(score.lower, score.upper, 1)})"
