"""Gegevens: what came in, what was refused and why, and how far it reaches."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Serving
from layouts._exports.tables.background_sheets import rejects_sheet, sources_sheet
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._filters import Query, one
from layouts._text import capital

PATH = "/gegevens"


def sheets(found: Serving, _path: str, query: Query) -> Sequence[Sheet]:
    """Three sheets; `niveau` chooses the level of the coverage."""
    asked = one(query, "niveau")
    level = Level(asked) if asked in found.levels else Level.COMPLEX
    reached = found.coverage(level)
    many = DUTCH_LEVELS[level][1]
    return [
        sources_sheet(found),
        rejects_sheet(found),
        Sheet(
            name="Dekking",
            title=f"Voor hoeveel {many} er cijfers zijn",
            about=f"Een rij per indicator, geteld over {many}",
            columns=[
                Column("indicator", "Indicator", Kind.TEXT, [each.label for each in reached], width=44),
                Column("gewicht", "Gewicht", Kind.SHARE, [each.weight for each in reached], 1, 9),
                Column("plekken", capital(many), Kind.NUMBER, [each.areas for each in reached], 0, 11),
                Column("gemeten", "Zelf gemeten", Kind.NUMBER, [each.own for each in reached], 0, 10),
                Column("geerfd", "Geërfd", Kind.NUMBER, [each.inherited for each in reached], 0, 9),
                Column("te_weinig", "Te weinig", Kind.NUMBER, [each.insufficient for each in reached], 0, 10),
                Column("te_oud", "Te oud", Kind.NUMBER, [each.expired for each in reached], 0, 9),
                Column("afgeschermd", "Afgeschermd", Kind.NUMBER, [each.shielded for each in reached], 0, 12),
            ],
        ),
    ]
