"""Columns of rows about places, as `Extract` gives them: what a place is called, where it lies, and what stands for a figure."""

from data.vocabulary import DUTCH_DWELLING_TYPES, DUTCH_LEVELS, DwellingType, Level
from indicators.read_model import Columns
from layouts._exports.tables.sheet import Column, Kind
from layouts._text import capital

STATES = {"ok": "waarde", "insufficient": "te weinig", "shielded": "afgeschermd", "ceiling": "plafond", "expired": "te oud"}  # fmt: skip


def place_columns(rows: Columns) -> tuple[list[Column], list[Column]]:
    """What a place is called, and what else tells it from another."""
    named = [
        Column("naam", "Naam", Kind.TEXT, rows["name"], width=28, about="De naam van de plek."),
        Column(
            "niveau", "Niveau", Kind.TEXT, [level_word(each) for each in rows["level"]], width=11, about="Soort plek."
        ),
    ]
    facts = [
        Column("gebied_id", "Code", Kind.TEXT, rows["area_id"], width=26, about="Vaste code van de plek."),
        Column("woningen", "Woningen", Kind.NUMBER, rows["homes"], 0, 10, "Sociale huurwoningen in exploitatie op de peildatum."),
        Column("buurt", "Buurt", Kind.TEXT, rows["neighbourhood"], width=20, about="De buurt waar de meeste woningen staan."),
        Column("wijk", "Wijk", Kind.TEXT, rows["district"], width=18, about="De wijk waar de meeste woningen staan."),
        Column("gemeente", "Gemeente", Kind.TEXT, rows["municipality"], width=18, about="De gemeente waar de meeste woningen staan."),
        Column("woningtype", "Woningtype", Kind.TEXT, [_dwelling_type(each) for each in rows["dwelling_type"]], width=18, about="Het type van de meeste woningen."),
        Column("bouwjaar", "Bouwjaar", Kind.TEXT, [str(each) if each else None for each in rows["built_year"]], width=9, about="Het bouwjaar van de meeste woningen."),
    ]  # fmt: skip
    return named, facts


def shown_state(state: str, at_most: int | None) -> str:
    """What stands in place of a figure: 'afgeschermd', '0–4'."""
    return f"0–{at_most}" if state == "ceiling" and at_most is not None else STATES[state]


def level_word(level: str) -> str:
    """'complex', 'buurt'."""
    return DUTCH_LEVELS[Level(level)][0]


def _dwelling_type(kind: str | None) -> str | None:
    known = kind in set(DwellingType)
    return capital(DUTCH_DWELLING_TYPES[DwellingType(kind)] if known else kind) if kind else None
