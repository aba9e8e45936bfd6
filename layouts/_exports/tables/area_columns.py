"""Columns that several pages share: a place and its score."""

from collections.abc import Sequence

from data.vocabulary import DUTCH_CERTAINTIES, Light
from indicators.read_model import Area, Score, Serving
from layouts._exports.tables.sheet import Column, Kind
from layouts._parts.light_marks import in_text, marks_at, of_light
from layouts._text import quarter


def area_columns(areas: Sequence[Area]) -> list[Column]:
    """Name, code, homes and where it lies."""
    return [
        Column("naam", "Naam", Kind.TEXT, [each.name for each in areas], width=30),
        Column("woningen", "Woningen", Kind.NUMBER, [each.homes for each in areas], 0, 10),
        Column("buurt", "Buurt", Kind.TEXT, [each.neighbourhood for each in areas], width=20),
        Column("wijk", "Wijk", Kind.TEXT, [each.district for each in areas], width=18),
        Column("gemeente", "Gemeente", Kind.TEXT, [each.municipality for each in areas], width=18),
        Column("gebied_id", "Code", Kind.TEXT, [each.area_id for each in areas], width=26),
    ]  # fmt: skip


def score_columns(scores: Sequence[Score], after: str = "") -> list[Column]:
    """Light, certainty, score with margin, chance of the colour and why; `after` tells two sets apart."""
    more = f" {quarter(after)}" if after else ""
    key = f"_{after.replace('-', '_k')}" if after else ""
    return [
        Column(f"stoplicht{key}", f"Stoplicht{more}", Kind.LIGHT, [each.light for each in scores], width=24),
        Column(f"zekerheid{key}", f"Zekerheid{more}", Kind.TEXT, [DUTCH_CERTAINTIES[each.certainty] if each.certainty else None for each in scores], width=15),
        Column(f"score{key}", f"Score{more}", Kind.NUMBER, [each.score for each in scores], 1, 9),
        Column(f"marge_onder{key}", f"Marge van{more}", Kind.NUMBER, [each.lower for each in scores], 1, 9),
        Column(f"marge_boven{key}", f"Marge tot{more}", Kind.NUMBER, [each.upper for each in scores], 1, 9),
        Column(f"kans{key}", f"Kans op deze kleur{more}", Kind.CHANCE, [_chance(each) for each in scores], 0, 11),
        Column(f"waarom{key}", f"Waarom{more}", Kind.TEXT, [each.reason.replace("\n", " ") for each in scores], width=80),
    ]  # fmt: skip


def beside_column(found: Serving, quarter_: str, method: str, area_ids: Sequence[str]) -> list[Column]:
    """What stands beside the lights of these areas; no column where that is nothing, as outside the private tier."""
    marks = marks_at(found, quarter_, method)
    told = [in_text(of_light(marks, area_id)) or None for area_id in area_ids]
    about = "Een attendering die nog loopt, of registratie die mogelijk gewijzigd is."
    return (
        [Column("naast_stoplicht", "Naast het stoplicht", Kind.TEXT, told, width=60, about=about)] if any(told) else []
    )


def _chance(score: Score) -> float | None:
    return {Light.GREEN: score.p_green, Light.AMBER: score.p_amber, Light.RED: score.p_red}.get(score.light)
