"""Beside a light: what rises there, what slowly declines, and registration that may have changed. Private tier only."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from indicators.read_model import DECLINE, REGISTRATION, LightMark, Serving
from layouts._figures.chart_marks import Mark, MarkKind
from layouts._parts.attributes import attributes
from layouts._text import capital, long_month, quarter_of

SOURCES = {
    "complaints": "overlastmeldingen", "cases": "overlastzaken", "housing_fraud": "meldingen van woonfraude",
    "tenancies": "beëindigde huurovereenkomsten", "survey": "antwoorden op de enquête",
}  # fmt: skip
"""How a source is called where its records are counted."""
_SIGNS = {REGISTRATION: "┆", DECLINE: "↘"}
SIGNS_SAY = (
    "↗ meldingen of zaken nemen toe, ↘ de score gaat langzaam achteruit, ┆ de registratie is mogelijk gewijzigd."
)
"""What the signs mean, where a list has no room for words."""
_KINDS = {REGISTRATION: MarkKind.REGISTRATION, DECLINE: MarkKind.DECLINE}


Marks = Mapping[str, tuple[LightMark, ...]]
"""Area → what stands beside its light."""


def marks_at(found: Serving, quarter: str, method: str) -> Marks:
    """What stands beside the lights of a quarter, of every area that has something."""
    now = quarter == found.build.latest_quarter
    kept = {area_id: _then(marks, quarter, now=now) for area_id, marks in found.light_marks(method).items()}
    return {area_id: marks for area_id, marks in kept.items() if marks}


def marks_of_place(found: Serving, area_id: str, quarter: str, method: str) -> tuple[LightMark, ...]:
    """What stands beside the light of one area in a quarter."""
    return _then(found.light_marks(method).get(area_id, ()), quarter, now=quarter == found.build.latest_quarter)


def _then(marks: tuple[LightMark, ...], quarter: str, *, now: bool) -> tuple[LightMark, ...]:
    """Now what goes on; of an earlier quarter a registration that had changed by then."""
    return tuple(
        mark
        for mark in marks
        if (mark.ongoing if now else mark.kind == REGISTRATION and quarter_of(mark.since) <= quarter)
    )


def of_light(marks: Marks, area_id: str) -> tuple[LightMark, ...]:
    """For a list of many places: a changed registration only where it counts in the light."""
    return tuple(mark for mark in marks.get(area_id, ()) if mark.kind != REGISTRATION or mark.counts)


def short(mark: LightMark) -> str:
    """A few words with the month: 'Toename sinds april 2026'."""
    if mark.kind == REGISTRATION:
        return f"Registratie mogelijk gewijzigd sinds ongeveer {long_month(mark.since)}"
    if mark.kind == DECLINE:
        return "Gaat al vijf jaar achteruit" if mark.ongoing else "Ging vijf jaar achteruit"
    return (
        f"Toename sinds {long_month(mark.since)}" if mark.ongoing else f"Toename in {long_month(mark.since)}, voorbij"
    )


def whole(mark: LightMark) -> str:
    """One sentence or two: what it is, and whether it counts in this light."""
    if mark.kind != REGISTRATION:
        said = capital(mark.words.partition(": ")[2] or mark.words).partition(" Sinds ")[0]
        return said + ("" if mark.counts else " Dit telt niet mee in dit stoplicht.")
    whose = f"van {mark.team}" if mark.team else "van elk team"
    counts = "Dit telt mee in dit stoplicht." if mark.counts else "Dit telt niet mee in dit stoplicht."
    return f"Het gaat om {SOURCES.get(mark.source, mark.source)} {whose}. {counts}"


def beside_light(marks: Sequence[LightMark]) -> Component | None:
    """Under a light: each mark with a sign, a few words and its reason; None where there are none."""
    if not marks:
        return None
    lines = [
        html.Li([html.Span([_sign(mark), html.B(f"{short(mark)}. ")]), html.Span(whole(mark), className="sub")])
        for mark in marks
    ]
    return html.Ul(lines, className="light-marks sm", **attributes(aria_label="Naast het stoplicht"))


def in_row(marks: Sequence[LightMark]) -> list[Component]:
    """In a row of a list: the same in few words."""
    return [html.Span([_sign(mark), short(mark)], className="light-mark xs", title=whole(mark)) for mark in marks]


def signs(marks: Sequence[LightMark]) -> list[Component]:
    """Where there is no room for words: the sign, its words for who points at it or listens."""
    return [
        html.Span([_sign(mark), html.Span(short(mark), className="sr")], className="light-mark", title=whole(mark))
        for mark in marks
    ]


def in_text(marks: Sequence[LightMark]) -> str:
    """For a cell of a table or a file: sentences; empty where there are none."""
    return " ".join(f"{short(mark)}: {whole(mark)}" for mark in marks)


def _sign(mark: LightMark) -> Component:
    return html.I(f"{_SIGNS.get(mark.kind, '↗')} ", **attributes(aria_hidden="true"))


def chart_marks(marks: Sequence[LightMark], indicator: str = "", source: str = "") -> list[Mark]:
    """For a chart: of the score everything, of an indicator what is about it. Also what went by."""
    return [
        Mark(quarter_of(mark.since), _told(mark, of_score=not indicator), _KINDS.get(mark.kind, MarkKind.RISE))
        for mark in marks
        if (mark.touches(indicator, source) if indicator else mark.counts or mark.kind == REGISTRATION)
    ]


def _told(mark: LightMark, *, of_score: bool) -> str:
    if mark.kind == REGISTRATION:
        aside = "" if mark.counts or not of_score else " (telt niet mee in deze score)"
        return f"mogelijk gewijzigde registratie van {SOURCES.get(mark.source, mark.source)}, {mark.team or 'elk team'}, sinds ongeveer {long_month(mark.since)}{aside}"
    if mark.kind == DECLINE:
        return f"begin van vijf jaar achteruitgang, {long_month(mark.since)}"
    return f"toename {'sinds' if mark.ongoing else 'in'} {long_month(mark.since)}: {_first(mark.words)}"


def _first(words: str) -> str:
    """'Overlastzaken nemen toe: 9 in 3 maanden. …' → '9 in 3 maanden'."""
    return words.partition(": ")[2].partition(". ")[0] or capital(words)
