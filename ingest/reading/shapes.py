"""Geographic files (GeoPackage, GeoJSON, shapefile): attributes as text, shapes as WKB in EPSG:28992."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import shapely

from data.configuration import SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.contract import Source
from ingest.reading.cells import Cells, spelling

RD = "EPSG:28992"
_WGS84 = "EPSG:4326"
_LARGEST_DEGREE = 360


def read_shapes(con: duckdb.DuckDBPyConnection, path: Path, source: Source, entry: SourceEntry) -> Iterator[Cells]:
    """Read each layer with shapes, one after the other, into the table `cells`.

    Where layers are named after the source only those are read, or the one that `sheet` names. Of points the
    place is given as the columns x_m and y_m too.
    """
    import pyogrio  # noqa: PLC0415 - brings GeoPandas along, for which a new month of reports would wait
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - as above

    try:
        with warnings.catch_warnings():
            # Of a damaged file GDAL warns in English before it gives up, which is told below.
            warnings.simplefilter("ignore", RuntimeWarning)
            layers = [str(name) for name, form in pyogrio.list_layers(path) if form is not None]
        named = [layer for layer in layers if spelling(layer) in source.layers]
        if entry.sheet is not None and entry.sheet not in layers:
            message = f"{path.name} heeft geen laag '{entry.sheet}'. Aanwezig: {', '.join(layers)}. Herstel sheet in monitor.toml."
            raise CallerMistakeError(message)
        for layer in [entry.sheet] if entry.sheet else named or layers:
            meta, table = pyogrio.read_arrow(path, layer=layer)
            yield _load(con, path, layer, meta, table)
    except (DataSourceError, DataLayerError) as error:
        message = f"{path.name} is geen leesbaar kaartbestand. Lever GeoPackage of GeoJSON opnieuw aan."
        raise CallerMistakeError(message) from error
    if not layers:
        message = f"{path.name} bevat geen vormen. Lever het bestand mét geometrie aan."
        raise InputRefusedError(message)


def _load(con: duckdb.DuckDBPyConnection, path: Path, layer: str, meta: dict[str, object], table: pa.Table) -> Cells:
    geometry_name = str(meta["geometry_name"] or "wkb_geometry")
    crs = str(meta["crs"] or "")
    shapes = shapely.from_wkb(table.column(geometry_name).to_numpy(zero_copy_only=False))
    shapes, used = to_rd(shapes, crs, path)
    attributes = [name for name in table.column_names if name != geometry_name]
    present = shapes[~shapely.is_missing(shapes)]
    if len(present) and np.all(shapely.get_type_id(present) == shapely.GeometryType.POINT):
        for name, values in (("x_m", shapely.get_x(shapes)), ("y_m", shapely.get_y(shapes))):
            if name not in attributes:
                attributes.append(name)
                table = table.append_column(name, pa.array(values, pa.float64()))
    named = pa.table(
        [
            pa.array(range(1, table.num_rows + 1), pa.int64()),
            *(table.column(name) for name in attributes),
            pa.array(shapely.to_wkb(shapes), pa.binary()),
        ],
        names=["row", *(f"c{index}" for index in range(len(attributes))), "geometry"],
    )
    con.register("layer", named)
    texts = "".join(f", c{index}::varchar as c{index}" for index in range(len(attributes)))
    con.execute(f"create or replace temp table cells as select row{texts}, geometry from layer")
    con.unregister("layer")
    return Cells("cells", tuple(attributes), {"form": path.suffix.lstrip("."), "layer": layer, "crs": used})


def to_rd(shapes: np.ndarray, crs: str, path: Path) -> tuple[np.ndarray, str]:
    """Valid shapes in EPSG:28992. A file that says WGS84 but holds metres is read as metres."""
    shapes = shapely.force_2d(shapes)
    bounds = shapely.total_bounds(shapes)
    in_degrees = bool(np.all(np.isnan(bounds)) or np.max(np.abs(bounds)) <= _LARGEST_DEGREE)
    used = _WGS84 if in_degrees else RD
    if crs and not in_degrees and "4326" not in crs and "CRS84" not in crs:
        used = crs
    if used != RD:
        from pyproj import Transformer  # noqa: PLC0415 - most files are in metres

        transformer = Transformer.from_crs(used, RD, always_xy=True)
        points = shapely.get_coordinates(shapes)
        shapes = shapely.set_coordinates(shapes, np.column_stack(transformer.transform(points[:, 0], points[:, 1])))
    if not np.all(np.isnan(bounds)) and not np.all(np.isfinite(shapely.total_bounds(shapes))):
        message = f"{path.name} heeft coördinaten buiten Nederland. Lever het in EPSG:28992 of EPSG:4326 aan."
        raise InputRefusedError(message)
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    if broken.any():
        shapes[broken] = shapely.make_valid(shapes[broken])
    return shapes, used
