"""Methode: weights and bounds, and what decides the outcome."""

from collections.abc import Sequence

from indicators.read_model import Serving
from layouts._exports.tables.background_sheets import method_sheet
from layouts._exports.tables.sheet import Sheet
from layouts._filters import Query, one

PATH = "/methode"


def sheets(found: Serving, _path: str, query: Query) -> Sequence[Sheet]:
    """One sheet about the method that is shown."""
    return [method_sheet(found, found.methods.get(one(query, "methode"), found.default_method))]
