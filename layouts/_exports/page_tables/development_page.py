"""Ontwikkeling: every place then and now, and how homes went from light to light."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS, LEVELS
from indicators.read_model import Course, Serving
from layouts._exports.tables.area_columns import area_columns, beside_column, score_columns
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._figures.flow import TITLE
from layouts._filters import Query
from layouts._level_view import DEVELOP, read_level_view
from layouts._parts.changes import tested_words
from layouts._text import quarter

PATH = DEVELOP
_COURSES = {Course.WORSE: "achteruit", Course.BETTER: "vooruit", Course.SAME: "gelijk", Course.UNKNOWN: "niet te vergelijken"}  # fmt: skip


def sheets(found: Serving, _path: str, query: Query) -> Sequence[Sheet]:
    """Two sheets."""
    view = read_level_view(found, DEVELOP, query)
    developed = found.development(view.level, view.since, view.quarter, view.method.method, view.selection)
    changes = developed.changes
    streams = [(level, stream) for level in LEVELS for stream in developed.streams.get(level, ())]
    areas = area_columns([change.area for change in changes])
    then, now = quarter(view.since), quarter(view.quarter)
    return [
        Sheet(
            name="Veranderingen",
            title=f"Van het {then} tot het {now}",
            about="Een rij per plek, toen en nu",
            columns=[
                areas[0],
                Column("richting", "Richting", Kind.TEXT, [_COURSES[change.course] for change in changes], width=18),
                Column("verschil", "Verschil in score", Kind.NUMBER, [change.difference for change in changes], 1, 10),
                Column(
                    "toets",
                    "Toets",
                    Kind.TEXT,
                    [tested_words(change, high_is_worse=view.method.high_is_worse) for change in changes],
                    width=32,
                ),
                *score_columns([change.before for change in changes], view.since)[:5],
                *score_columns([change.after for change in changes], view.quarter),
                *beside_column(found, view.quarter, view.method.method, [change.area.area_id for change in changes]),
                *areas[1:],
            ],
        ),
        Sheet(
            name="Stromen",
            title=f"{TITLE}, {then} tot {now}",
            about="Een rij per niveau en overgang",
            columns=[
                Column("niveau", "Niveau", Kind.TEXT, [DUTCH_LEVELS[level][0] for level, _ in streams], width=12),
                Column("van", "Van", Kind.LIGHT, [stream.before for _, stream in streams], width=24),
                Column("naar", "Naar", Kind.LIGHT, [stream.after for _, stream in streams], width=24),
                Column("plekken", "Plekken", Kind.NUMBER, [stream.places for _, stream in streams], 0, 10),
                Column("woningen", "Woningen", Kind.NUMBER, [stream.homes for _, stream in streams], 0, 10),
            ],
        ),
    ]
