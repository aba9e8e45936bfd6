"""Factsheet: the same sheet for a neighbourhood, district, municipality or the whole stock."""

from layouts._exports.paper.sheets import sheet_kind

KIND = sheet_kind(
    "factsheet", "Factsheet", "Eén blad per gebied: stoplicht, cijfers, vergelijking en bronnen", levels=()
)
