"""Complexplan: one A4 per complex or street."""

from data.vocabulary import Level
from layouts._exports.paper.sheets import sheet_kind

KIND = sheet_kind(
    "complexplan", "Complexplan", "Eén blad per complex of straat: stoplicht, cijfers, oordelen, inzet en plannen",
    levels=(Level.COMPLEX, Level.STREET, Level.BUILDING),
)  # fmt: skip
