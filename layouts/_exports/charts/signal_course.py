"""Attenderingen: the course of what the chosen attendering is about, with the rise marked in words."""

from dataclasses import replace

from indicators.read_model import SCORE, Serving, indicator_of
from layouts._exports.charts import place_trend
from layouts._exports.drawing.chart_svg import course_of
from layouts._exports.drawing.ink import Ink
from layouts._exports.drawing.picture import WIDTH, Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen
from layouts._figures.chart_marks import mark_words
from layouts._parts.light_marks import chart_marks
from layouts._signals import read_inbox, today
from layouts._text import quarter

PATH, NAME, WORD, ORDER = "/attenderingen", "signal_course", "Verloop", 1
_SCALE = 1.74
_PAPER = (WIDTH / _SCALE, 200.0)


def draw(found: Serving, seen: Seen, folders: Folders) -> Picture | None:
    """The indicator that counts the same records, or the score where the place has no line for it."""
    if folders.store is None:
        return None
    shown = read_inbox(found, folders.store, today(), seen.query).chosen
    area = found.area(shown.signal.area_id) if shown else None
    method, latest = found.default_method, found.build.latest_quarter
    dossier = found.dossier(area.area_id, latest, method.method) if area else None
    if shown is None or area is None or dossier is None:
        return None
    name = "" if shown.signal.measure == SCORE else indicator_of(shown.signal.measure)
    row = next((each for each in dossier.place.indicators if each.indicator == name), None)
    history = dossier.histories.get(name, ())
    svg = course_of(row, history, *_PAPER) if row else None
    if row is None or svg is None:
        return place_trend.draw(found, replace(seen, area=area, quarter=latest, method=method), folders)
    ink = Ink()
    ink.put(svg, 0, 0, _SCALE)
    beside = found.light_marks(method.method).get(area.area_id, ())
    marks = chart_marks(beside, name, found.indicator_sources.get(name, ""))
    return Picture(
        title=f"{area.name}: {row.label.lower()}",
        subtitle=f"{row.unit}, de laatste vijf jaar tot en met het {quarter(latest)}",
        body=str(ink),
        height=_PAPER[1] * _SCALE,
        remarks=[
            *[mark_words(mark) for mark in marks if mark.quarter in {point.quarter for point in history}],
            "Zwarte lijn: hier, met de marge (95 %) in grijs. Stippellijn: heel het bezit.",
        ],
        scored=False,
        indicators=[name],
    )
