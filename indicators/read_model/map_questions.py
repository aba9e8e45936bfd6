"""What the map asks of a build: a byte per area, by light or by indicator, and what can be chosen."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import duckdb
import numpy as np

from data.vocabulary import LIGHTS, Level, Tier
from indicators.read_model.answers import NOT_THERE, UNCERTAIN_BIT
from indicators.read_model.kept import kept
from indicators.read_model.selection import EVERYTHING, Choices, Selection, choices
from indicators.read_model.shading import (
    FILTERED,
    Shaded,
    Shading,
    count_shaded,
    shade,
    shaded_area,
    shaded_areas,
    shadings,
)
from indicators.read_model.surroundings import Facility, Plan, facilities, plans

LISTED = 200
"""Rows in a list that a person reads; the table has all of them."""
_BYTE = " ".join(f"when '{light}' then {code}" for code, light in enumerate(LIGHTS))


class MapQuestions:
    """A build behind a connection. Safe to share between threads: each question has its own cursor."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def close(self) -> None:
        """Let go of the file. Nothing can be asked after that."""
        self._connection.close()

    def _rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        cursor = self._connection.cursor()
        result = cursor.execute(query, parameters or {})
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _columns(self, query: str, parameters: Mapping[str, Any]) -> dict[str, list[Any]]:
        result = self._connection.cursor().execute(query, parameters)
        names = [column[0] for column in result.description]
        rows = result.fetchall()
        return dict(zip(names, map(list, zip(*rows, strict=True)) if rows else ([] for _ in names), strict=True))

    def _arrays(self, query: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._connection.cursor().execute(query, parameters).fetchnumpy()

    @cached_property
    def feature_counts(self) -> Mapping[Level, int]:
        """Number of features drawn per level."""
        found = self._rows("select level, max(feature_id) + 1 as features from area group by level")
        return {Level(row["level"]): row["features"] or 0 for row in found}

    def lights(self, level: Level, quarter: str, method: str, selection: Selection = EVERYTHING) -> bytes:
        """One byte per feature of a level, in feature order.

        The byte is the light's place in `data.vocabulary.Light`, plus UNCERTAIN_BIT where it is
        uncertain; NOT_THERE where the area has no score in this quarter; FILTERED where it is not selected.
        """
        code = f"case light {_BYTE} end + if(certainty = 'uncertain', {UNCERTAIN_BIT}, 0)"
        query = f"""
            select feature_id, if({selection.condition("area")}, {code}, {FILTERED})::utinyint as code
            from area join score using (area_id)
            where level = $level and quarter = $quarter and method = $method and feature_id is not null
        """
        at = {"level": level, "quarter": quarter, "method": method} | selection.parameters
        found = self._arrays(query, at)
        codes = np.full(self.feature_counts.get(level, 0), NOT_THERE, dtype=np.uint8)
        codes[np.asarray(found["feature_id"], dtype=np.int64)] = found["code"]
        return codes.tobytes()

    @cached_property
    def choices(self) -> Choices:
        """What a selection can be made by."""
        return choices(self._rows, Tier(self._rows("select tier from build")[0]["tier"]))

    @kept(32)
    def shadings(self, method: str) -> Mapping[str, Shading]:
        """The indicators that the map can be coloured by, those that count in the method first."""
        return {shading.indicator: shading for shading in shadings(self._rows, method)}

    def shade(
        self, shading: Shading, level: Level, quarter: str, method: str, selection: Selection = EVERYTHING
    ) -> bytes:
        """One byte per feature of a level for an indicator: see `shading`."""
        at = {"level": level, "quarter": quarter, "method": method}
        return shade(self._rows, shading, at, self.feature_counts.get(level, 0), selection)

    def shaded_areas(
        self,
        shading: Shading,
        level: Level,
        quarter: str,
        method: str,
        selection: Selection = EVERYTHING,
        limit: int = LISTED,
    ) -> tuple[Shaded, ...]:
        """The selected areas of a level with their value of an indicator, the worst first."""
        at = {"level": level, "quarter": quarter, "method": method}
        return shaded_areas(self._rows, shading, at, selection, limit)

    def count_shaded(
        self, shading: Shading, level: Level, quarter: str, method: str, selection: Selection = EVERYTHING
    ) -> int:
        """How many of the selected areas of a level have a value of an indicator."""
        return count_shaded(self._rows, shading, {"level": level, "quarter": quarter, "method": method}, selection)

    def shaded(self, shading: Shading, area_id: str, quarter: str, method: str) -> Shaded | None:
        """One area with its value of an indicator, or None where it has none."""
        return shaded_area(self._rows, shading, {"area_id": area_id, "quarter": quarter, "method": method})

    @cached_property
    def facilities(self) -> tuple[Facility, ...]:
        """Public places around, by kind and name."""
        return facilities(self._rows)

    @kept(32)
    def plans(self, from_year: int) -> tuple[Plan, ...]:
        """What is planned per complex from a year on, the first ones first."""
        return plans(self._rows, from_year)
