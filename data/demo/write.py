"""Writing the files in the dialects in which a corporation receives and exports them."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyogrio

from data.demo.model import Columns, Objects
from data.sql import literal

_RD = "EPSG:28992"
_PART_ROWS = 500_000
Settings: TypeAlias = dict[str, str | int | dt.date]
"""Top-level keys of a monitor.toml."""


def write_csv(path: Path, columns: Columns, *, dutch: bool = True) -> None:
    """A CSV in UTF-8: with `;`, decimal commas and 31-12-2025, or (not dutch) with `,`, points and 2025-12-31."""
    shown = ", ".join(_as_text(name, values, dutch=dutch) for name, values in columns.items())
    with duckdb.connect() as con:
        con.execute("set threads = 1")
        con.register("delivery", _in_parts(columns))
        delimiter = ";" if dutch else ","
        con.execute(f"copy (select {shown} from delivery) to {literal(path)} (header, delimiter '{delimiter}')")


def _in_parts(columns: Columns) -> pa.RecordBatchReader:
    """A part of the rows at a time, so that a file of millions does not lie in memory twice."""
    schema = pa.schema(
        [
            (name, pa.string() if values.dtype.kind in "OU" else pa.from_numpy_dtype(values.dtype))
            for name, values in columns.items()
        ]
    )
    count = max((len(values) for values in columns.values()), default=0)

    def parts() -> Iterator[pa.RecordBatch]:
        for begin in range(0, count, _PART_ROWS):
            part = [values[begin : begin + _PART_ROWS] for values in columns.values()]
            yield pa.record_batch(
                [pa.array(values.tolist() if values.dtype == object else values) for values in part], schema=schema
            )

    return pa.RecordBatchReader.from_batches(schema, parts())


def _as_text(name: str, values: np.ndarray[Any, Any], *, dutch: bool) -> str:
    column = f'"{name}"'
    match values.dtype.kind:
        case "O" | "U":
            shown = f"nullif({column}, '')"
        case "M":
            shown = f"strftime({column}, '{'%d-%m-%Y' if dutch else '%Y-%m-%d'}')"
        case "f":
            plain = f"regexp_replace(case when isnan({column}) then null else {column} end::varchar, '[.]0$', '')"
            shown = f"replace({plain}, '.', ',')" if dutch else plain
        case _:
            shown = column
    return f"{shown} as {column}"


def write_official(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """The dialect of the Leefbaarometer: text in quotes, decimal point, NA where nothing was measured."""
    lines = [",".join(f'"{name}"' for name in header)]
    lines += [",".join(_official(value) for value in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _official(value: str | float | None) -> str:
    if value is None:
        return "NA"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def write_statline(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """The dialect of a hand-made StatLine export: BOM, all in quotes, numbers padded, a point where missing."""
    lines = [";".join(f'"{name}"' for name in header)]
    lines += [";".join(f'"{_statline(value)}"' for value in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def _statline(value: str | float | None) -> str:
    if value is None:
        return "       ."
    return value if isinstance(value, str) else f"{value:>8}"


def write_layer(path: Path, layer: str, columns: Columns, geometry: Objects) -> None:
    """One layer of a GeoPackage in EPSG:28992; the same content gives the same bytes."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-01-01T00:00:00.000Z"})
    frame = gpd.GeoDataFrame(columns, geometry=geometry, crs=_RD)
    frame.to_file(path, layer=layer, driver="GPKG", engine="pyogrio")


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Readable JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_toml(path: Path, settings: Settings, sources: Sequence[dict[str, str]]) -> None:
    """A monitor.toml; text values hold no control characters."""
    lines = [f"{key} = {_toml(value)}" for key, value in settings.items()]
    for source in sources:
        lines += ["", "[[source]]", *(f"{key} = {_toml(value)}" for key, value in source.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(value: str | int | dt.date) -> str:
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
