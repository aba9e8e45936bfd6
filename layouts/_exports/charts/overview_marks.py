"""Overzicht: what tenants answer, beside the figure of the sector."""

from data.sector import AEDES_QUESTIONS
from indicators.read_model import Serving
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._parts.tenant_marks import ABOUT, HIGH, LOW, along, compared, counted
from layouts._text import number, quarter

PATH, NAME, WORD, ORDER = "/overzicht", "overview_marks", "Wat huurders zeggen", 2
_ROW, _NAME, _VALUE, _RIGHT = 58.0, 300.0, 60.0, 140.0


def draw(found: Serving, seen: Seen, _folders: Folders) -> Picture | None:
    """A row per question: the mark with its margin, and a line for the sector."""
    marks = found.overview(seen.quarter, seen.since, seen.method.method).marks
    if not any(mark.value is not None for mark in marks.values()):
        return None
    ink, left, right = Ink(), _NAME + _VALUE, WIDTH - _RIGHT
    bottom = 20 + _ROW * len(AEDES_QUESTIONS)

    def x(value: float) -> float:
        return left + along(value) * (right - left)

    for tick in range(round(LOW), round(HIGH) + 1):
        ink.line((x(tick), 18), (x(tick), bottom), "c-grid")
        ink.text(x(tick), 12, number(tick), 11, "text-2", anchor="middle")
    for row, figure in enumerate(AEDES_QUESTIONS):
        y, mark = 20 + _ROW * (row + 0.5), marks.get(figure.indicator)
        ink.text(0, y - 2, figure.words, 13.5, weight=600, room=_NAME - 12)
        ink.line((x(figure.value), y - 13), (x(figure.value), y + 13), "c-bench", 2)
        ink.text(right + 14, y + 14, f"sector {number(figure.value, 1)}", 11, "text-2")
        if mark is None or mark.value is None:
            ink.text(0, y + 14, "geen cijfer", 11, "text-3")
            continue
        ink.text(0, y + 14, " · ".join(counted(mark)), 11, "text-2", room=_NAME - 12)
        ink.text(left - 18, y + 5, number(mark.value, 1), 15, anchor="end", weight=700)
        if mark.lower is not None and mark.upper is not None:
            ink.box(x(mark.lower), y - 5, x(mark.upper) - x(mark.lower), 10, "c-mute", round_=5)
        ink.dot(x(mark.value), y, 6, "text")
        ink.text(right + 14, y - 2, compared(figure, mark), 13, weight=500)
    return Picture(
        title="Wat huurders zeggen",
        subtitle=f"Cijfer 1–10 van heel het bezit, {quarter(seen.quarter)}; de balk is de marge (95 %), het streepje de sector",
        body=str(ink),
        height=bottom,
        remarks=[ABOUT],
        scored=False,
        indicators=[figure.indicator for figure in AEDES_QUESTIONS],
    )  # fmt: skip
