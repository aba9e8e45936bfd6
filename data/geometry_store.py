"""The geometry store: what the map draws, in one folder per geometry hash.

`<store>/<hash>/areas.pmtiles`    vector tiles, a layer per level, one with its points, and the panden
`<store>/<hash>/features.parquet` each drawn area with its integer feature id, point and bounds
`<store>/<hash>/shapes-*.parquet` the shapes themselves per level, for exports (`shape_store.py`)

The hash is that of the delivered geometry with its ids, so a build with new figures on the same
ground takes the folder that is there. Geometry comes in metres (EPSG:28992) and is turned into
degrees only for the map.

Caveats of the model: the panden of a building, complex or street are dissolved (a party wall
inside one area is not drawn), and an area without any surface has no feature id and is not drawn.
Far away (FAR_ZOOMS) such an area is drawn half a pixel larger on every side, with corners left out
that no pixel shows; from there on nothing is simplified.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.shape_store import write_shapes
from data.shapes import Shapes, dissolved, seen_from_far, visible
from data.stored_geometry import FEATURES, Geometry, read_geometry
from data.tile_drawing import EXTENT, Drawing, draw
from data.tiles import FILE_NAME, MAX_ZOOM, MIN_ZOOM, Bounds, join_layers
from data.vocabulary import LEVELS, Level

GEOMETRY_VERSION = 4
"""Part of the hash: raise it when the same geometry must be drawn in another way."""

CRS_METRES = 28992
PAND = "pand"
DRAWN_LEVELS = tuple(level for level in LEVELS if level is not Level.STOCK)
FIRST_ZOOM: dict[str, int] = {
    Level.BUILDING: 11,
    Level.COMPLEX: 11,
    Level.STREET: 11,
    Level.NEIGHBOURHOOD: MIN_ZOOM,
    Level.DISTRICT: MIN_ZOOM,
    Level.MUNICIPALITY: MIN_ZOOM,
    PAND: 12,
}
"""From which zoom the surfaces of a layer are drawn."""
FAR_ZOOMS = (11, 12)
"""Where a pand is smaller than a pixel of the screen, and a surface without a line around it would fall between them."""
DOTS_UNTIL = 10
"""Up to this zoom surfaces are too small to see: areas with a later first zoom are dots there, without a name."""
FIRST_ZOOM_OF_MARKS: dict[str, int] = {Level.BUILDING: 14, Level.COMPLEX: 12, Level.STREET: 11}
"""From which zoom an area that is a dot far away has a mark and a name; other areas have them at every zoom."""

_UNFINISHED = ".unfinished-"
_CRS_DEGREES = 4326
_STEP_M_AT_ZOOM_0 = 40_075_017 / EXTENT * 0.63
"""On the ground, where a Dutch metre is 0.60 to 0.63 of a metre in the map's projection."""
_PIXEL_M_AT_ZOOM_0 = 40_075_017 / 512 * 0.63
"""On the ground: a tile is 512 pixels of the screen."""


def write_geometry(store: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> Geometry:
    """Write tiles and feature ids for these layers, unless the store has this very geometry.

    `layers` maps a level to a frame with `area_id`, `geometry` and, where known, `name`; `pand` maps
    to a frame with `bag_pand_id`, `owned` and `geometry`, of which those not owned are drawn as
    context. Geometry is in EPSG:28992; polygons or collections of them; invalid ones are mended.
    The folder appears complete or not at all.

    Raises ValueError for another CRS, an unknown layer or an id that occurs twice.
    """
    ordered = {str(name): _ordered(name, layers[name]) for name in (*DRAWN_LEVELS, PAND) if name in layers}
    if unknown := {*map(str, layers)} - set(ordered):
        raise ValueError(f"unknown layers {sorted(unknown)}: use {[*map(str, DRAWN_LEVELS), PAND]}")
    geometry_hash = _hash(ordered)
    folder = store / geometry_hash
    if not folder.is_dir():
        store.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=store))
        try:
            _write(unfinished, ordered)
            unfinished.chmod(0o755)
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return read_geometry(store, geometry_hash)


def _ordered(name: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if frame.crs is None or frame.crs.to_epsg() != CRS_METRES:
        raise ValueError(f"layer {name} is in {frame.crs}: give it in EPSG:{CRS_METRES} (metres) with to_crs")
    key = "bag_pand_id" if name == PAND else "area_id"
    if frame[key].duplicated().any():
        raise ValueError(f"layer {name} has {key} {frame[key][frame[key].duplicated()].iloc[0]!r} twice")
    if name == PAND:
        frame = frame[~frame["owned"].astype(bool)]
    columns = [column for column in (key, "name") if column in frame]
    ordered = frame[columns].rename(columns={key: "area_id"}).set_geometry(frame.geometry.rename("geometry"))
    return ordered.sort_values("area_id", ignore_index=True)


def _hash(layers: Mapping[str, gpd.GeoDataFrame]) -> str:
    digest = hashlib.sha256(f"buurtlicht geometry {GEOMETRY_VERSION}".encode())
    for name, frame in layers.items():
        digest.update(f"\n{name} {len(frame)}\n".encode())
        for column in frame.columns.drop("geometry"):
            digest.update("\x1f".join(frame[column].fillna("").astype(str)).encode())
        for wkb in shapely.to_wkb(shapely.normalize(_shapes(frame)), output_dimension=2):
            digest.update(wkb or b"\x00")
    return digest.hexdigest()[:32]


def _write(folder: Path, layers: Mapping[str, gpd.GeoDataFrame]) -> None:
    drawn = {name: _with_surface(frame) for name, frame in layers.items()}
    levels = {name: frame for name, frame in drawn.items() if name != PAND}
    tables = [_feature_table(name, frame) for name, frame in levels.items()]
    table = pd.concat(tables, ignore_index=True) if tables else _feature_table("", _no_areas())
    table.to_parquet(folder / FEATURES, index=False)
    write_shapes(folder, levels)

    surfaces = {name: _drawn(name, frame)[["id", "geometry"]] for name, frame in levels.items()}
    if PAND in drawn:
        surfaces[PAND] = _drawn(PAND, drawn[PAND])[["geometry"]].assign(owned=False)
    drawings = [each for name, frame in surfaces.items() for each in _far_and_near(name, frame)]
    for name, frame in levels.items():
        marks, marks_from = _points(frame), FIRST_ZOOM_OF_MARKS.get(name, MIN_ZOOM)
        if marks_from > MIN_ZOOM:
            drawings.append(Drawing(f"{name}_point", marks[["id", "geometry"]], MIN_ZOOM, DOTS_UNTIL))
        drawings.append(Drawing(f"{name}_point", marks, marks_from, MAX_ZOOM))
    drawings = [each for each in drawings if not each.frame.empty]
    if drawings:
        parts = folder / "parts"
        parts.mkdir()
        properties = {each.layer: [*each.frame.columns.drop("geometry")] for each in drawings}
        box = Bounds(table["west"].min(), table["south"].min(), table["east"].max(), table["north"].max())
        join_layers(draw(drawings, parts), folder / FILE_NAME, box, properties)
        shutil.rmtree(parts)


def _no_areas() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"area_id": [], "id": []}, geometry=[], crs=CRS_METRES)


def _with_surface(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    mended = frame.set_geometry(dissolved(_shapes(frame)), crs=CRS_METRES)
    mended = mended[~mended.geometry.is_empty].reset_index(drop=True)
    return mended.assign(id=np.arange(len(mended), dtype="int32"))


def _drawn(layer: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    step_m = _STEP_M_AT_ZOOM_0 / 2 ** FIRST_ZOOM[layer]
    return frame.set_geometry(visible(_shapes(frame), step_m), crs=CRS_METRES)


def _far_and_near(name: str, frame: gpd.GeoDataFrame) -> list[Drawing]:
    """The surfaces of a layer for each of its far zooms, and as they are from there on."""
    first = FIRST_ZOOM[name]
    if first < FAR_ZOOMS[0]:
        return [Drawing(name, frame, first, MAX_ZOOM)]
    far = [zoom for zoom in FAR_ZOOMS if zoom >= first]
    grown = [seen_from_far(_shapes(frame), _PIXEL_M_AT_ZOOM_0 / 2**zoom) for zoom in far]
    drawn = [
        Drawing(name, frame.set_geometry(shapes, crs=CRS_METRES), zoom, zoom)
        for zoom, shapes in zip(far, grown, strict=True)
    ]
    return [*drawn, Drawing(name, frame, FAR_ZOOMS[-1] + 1, MAX_ZOOM)]


def _shapes(frame: gpd.GeoDataFrame) -> Shapes:
    shapes: Shapes = np.asarray(frame.geometry.array, dtype=object)
    return shapes


def _points(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    columns = [column for column in ("id", "name") if column in frame]
    return frame[columns].set_geometry(frame.geometry.representative_point(), crs=CRS_METRES)


def _feature_table(level: str, frame: gpd.GeoDataFrame) -> pd.DataFrame:
    points = frame.geometry.representative_point().to_crs(_CRS_DEGREES)
    table = pd.DataFrame({"level": str(level), "area_id": frame["area_id"].astype(str), "feature_id": frame["id"]})
    boxes = frame.geometry.to_crs(_CRS_DEGREES).bounds.set_axis(list(Bounds._fields), axis="columns")
    return pd.concat([table.assign(lon=points.x, lat=points.y), boxes], axis="columns")
