"""Shapes that stand as text (WKT) in a column of a CSV or a workbook."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import shapely

from data.errors import InputRefusedError
from ingest.contract import Source
from ingest.reading.cells import Cells, spelling
from ingest.reading.shapes import to_rd

_HEADERS = {"geometrie", "geometry", "geom", "wkt", "wktgeom", "thegeom", "shape", "geovlak", "polygoon"}


def with_shapes(con: duckdb.DuckDBPyConnection, cells: Cells, source: Source, path: Path) -> Cells:
    """Add `geometry` to the table of cells, read from the column that holds WKT.

    Raises InputRefusedError where there is no such column.
    """
    position = next((index for index, header in enumerate(cells.headers) if spelling(header) in _HEADERS), None)
    if position is None:
        message = (
            f"{path.name} ({source.title}) heeft geen vormen. Lever het aan als GeoPackage of GeoJSON, "
            "of met een kolom 'geometrie' in WKT."
        )
        raise InputRefusedError(message)
    texts = con.execute(f"select row, c{position} from {cells.relation} order by row").fetchall()
    shapes = np.asarray(shapely.from_wkt([text for _, text in texts], on_invalid="ignore"), dtype=object)
    shapes, used = to_rd(shapes, "", path)
    numbers = pa.array([row for row, _ in texts], pa.int64())
    con.register("drawn", pa.table({"row": numbers, "geometry": pa.array(shapely.to_wkb(shapes), pa.binary())}))
    con.execute(
        f"create or replace temp table shaped as select cells.*, geometry from {cells.relation} as cells join drawn using (row)"
    )
    con.unregister("drawn")
    return replace(cells, relation="shaped", dialect={**cells.dialect, "crs": used})
