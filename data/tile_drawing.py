"""Vector tiles of single layers, drawn by GDAL: a file of its own for each.

GDAL draws on one core and keeps Python waiting, so that threads do not help: the layers of a large stock are drawn by
processes beside each other. Of a small one they are drawn here, before other processes would have begun.
"""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import pyogrio
from joblib import Parallel, delayed

EXTENT = 8192
"""Steps in which a tile counts, from one side to the other."""

_CRS_TILES = 3857
_TILE_OPTIONS: dict[str, Any] = {
    # GDAL's own limits (500 kB, 200,000 features) drop features of a dense tile without a word.
    "MAX_SIZE": 20_000_000,
    "MAX_FEATURES": 2_000_000,
    # A step of 0.2 m at zoom 14, which keeps walls straight when the map overzooms to 17. GDAL
    # simplifies only when it is told to; we do not, because neighbours would no longer fit.
    "EXTENT": EXTENT,
    "BUFFER": 160,
}
_MANY = 50_000
"""30,000 panden are 180,000 shapes and win ten seconds; processes need one to begin."""
_THREADS = "GDAL_NUM_THREADS"


class Drawing(NamedTuple):
    """A layer of the tiles, what it holds (every column but the geometry is told by the tile), its first and last zoom."""

    layer: str
    frame: gpd.GeoDataFrame
    first_zoom: int
    last_zoom: int


def draw(drawings: Sequence[Drawing], folder: Path) -> list[Path]:
    """The tiles of each drawing in a file of its own, in the order given; the same bytes on any number of cores."""
    paths = [folder / f"{each.layer}-{each.first_zoom}.pmtiles" for each in drawings]
    if sum(len(each.frame) for each in drawings) < _MANY:
        for each, path in zip(drawings, paths, strict=True):
            _draw(each, path)
    else:
        planned = sorted(zip(drawings, paths, strict=True), key=_work, reverse=True)
        processes = Parallel(-1, idle_worker_timeout=1, initializer=_end_with, initargs=(os.getpid(),))
        processes(delayed(_draw)(*each) for each in planned)
    return paths


def _draw(drawing: Drawing, path: Path) -> None:
    with _by_one_thread():
        pyogrio.write_dataframe(
            drawing.frame.to_crs(_CRS_TILES),
            path,
            driver="PMTiles",
            layer=drawing.layer,
            MINZOOM=drawing.first_zoom,
            MAXZOOM=drawing.last_zoom,
            **_TILE_OPTIONS,
        )


def _work(planned: tuple[Drawing, Path]) -> int:
    """Roughly how long a drawing takes: what takes longest begins first, so that nobody waits for it at the end."""
    drawing, _ = planned
    return int(drawing.frame.count_coordinates().sum()) * (drawing.last_zoom - drawing.first_zoom + 1)


def _end_with(parent: int) -> None:
    """Where the parent is killed, joblib leaves a process that waits for work for good."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _by_one_thread() -> Iterator[None]:
    """GDAL hands every feature of a tile to another thread: with one of them tiles take a third less CPU, and less time."""
    pyogrio.set_gdal_config_options({_THREADS: "1"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_THREADS: None})
