"""Inzet: before and after what was done, with what was expected and the places beside it."""

from indicators.read_model import EffectFound, Serving
from layouts._effect_text import effect_sentence, effect_word, period
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.before_after import rate
from layouts._figures.history import round_ticks
from layouts._filters import one
from layouts._text import count, date, number

PATH, NAME, WORD, ORDER = "/inzet", "inzet_effect", "Voor en na", 1
_LEFT, _BEFORE, _AFTER, _TOP, _HIGH = 44.0, 220.0, 640.0, 10.0, 330.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """Two points with a line: the place, what was expected, and the places without an intervention."""
    key = one(seen.query, "inzet")
    done = next((each for each in found.interventions() if each.intervention_id == key), None)
    if done is None or done.effect is None or done.goal is None or not done.effect.years_before:
        return None
    effect, goal = done.effect, done.goal
    before, after = rate(effect.before, effect.years_before), rate(effect.after, effect.years_after)
    beside = [(rate(each.before, each.years_before), rate(each.after, each.years_after)) for each in effect.beside]
    expected = None if effect.expected is None else rate(effect.expected, effect.years_after)
    ends = [end for pair in ((before, after), (before, expected), *beside) for end in pair if end is not None]
    ticks, ink = round_ticks(0.0, max(ends)), Ink()

    def y(value: float) -> float:
        return _TOP + _HIGH - value / ticks[-1] * _HIGH

    for tick in ticks:
        ink.line((_LEFT, y(tick)), (WIDTH, y(tick)), "c-grid")
        ink.text(_LEFT - 8, y(tick) + 4, number(tick, 0 if ticks[1] == round(ticks[1]) else 1), 11, "text-2", anchor="end")  # fmt: skip
    for start, end in beside:
        if start is not None and end is not None:
            ink.line((_BEFORE, y(start)), (_AFTER, y(end)), "c-mute", 1.4)
    if before is not None and expected is not None:
        ink.line((_BEFORE, y(before)), (_AFTER, y(expected)), "c-own", 1.6, "5 4")
        ink.dot(_AFTER, y(expected), 5, "surface", stroke="c-own")
        ink.text(_AFTER + 16, y(expected) + 4, f"verwacht zonder inzet {number(expected, 1)}", 12, "text-2")
    if before is not None and after is not None:
        ink.line((_BEFORE, y(before)), (_AFTER, y(after)), "c-own", 2.6)
        ink.dot(_BEFORE, y(before), 6, "c-own")
        ink.dot(_AFTER, y(after), 6, "c-own")
        ink.text(_BEFORE - 16, y(before) + 5, number(before, 1), 15, anchor="end", weight=700)
        close = expected is not None and abs(y(after) - y(expected)) < 15  # noqa: PLR2004 - the height of a line
        ink.text(_AFTER + 16, y(after) + (20 if close else 5), number(after, 1), 15, weight=700)
    ink.text(_BEFORE, _TOP + _HIGH + 20, f"Voor, {_months(effect, before=True)}", 12, "text-2", anchor="middle")
    ink.text(_AFTER, _TOP + _HIGH + 20, f"Na, {_months(effect, before=False)}", 12, "text-2", anchor="middle")
    remarks = [effect_sentence(done)]
    if beside:
        remarks.append(f"Dunne lijnen: {count(len(beside), 'plek', 'plekken')} zonder inzet.")
    return Picture(
        title=f"{done.area_name}: {effect_word(done).lower()}",
        subtitle=f"{goal.events[1].capitalize()} per 100 woningen per jaar, voor en na de inzet ({period(done.started_on, done.ended_on)})",
        body=str(ink),
        height=_TOP + _HIGH + 26,
        remarks=remarks,
        scored=False,
        indicators=[goal.indicator],
    )  # fmt: skip


def _months(effect: EffectFound, *, before: bool) -> str:
    start, end = (effect.before_from, effect.after_from) if before else (effect.after_from, effect.after_until)
    return f"{date(start)} tot {date(end)}"
