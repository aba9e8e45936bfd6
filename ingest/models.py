"""The models of the warehouse in the order of what they read: SQL files and steps in Python."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from ingest.contract import Source
from ingest.geometry import make_areas, make_buildings, make_geo_area, place_points
from ingest.places import locate, match_dwellings


@dataclass(frozen=True)
class Model:
    """Something that makes tables out of other tables."""

    makes: tuple[str, ...]
    reads: frozenset[str]
    run: Callable[[duckdb.DuckDBPyConnection], object]
    asks_date: bool = False
    """Whether the reference date decides what it makes."""


_STEPS = (
    Model(("area_shape", "part_of"), frozenset({"stg_areas"}), make_areas),
    Model(("pand_place", "vbo_place"), frozenset({"area_shape", "stg_buildings", "stg_addresses"}), place_points),
    Model(("dwelling_address",), frozenset({"stg_stock", "stg_addresses"}), match_dwellings),
    Model(("dwelling_building",), frozenset({"dwelling_base", "stg_buildings"}), make_buildings),
    Model(("geo_area",), frozenset({"area_shape", "dim_area", "dim_dwelling", "stg_buildings"}), make_geo_area),
)
_WORD = re.compile(r"[a-z_]+")
_COMMENT = re.compile(r"--[^\n]*")
HELPERS = ("area_shape", "part_of", "pand_place", "vbo_place", "dwelling_address", "dwelling_building", "dwelling_base")
"""Tables that only serve the making of others; they do not stay in the warehouse."""


def models(sources: Iterable[Source]) -> list[Model]:
    """Every model, each after the ones it reads. A `.sql` file in `ingest/model/` makes the table it is named after."""
    found = [*_STEPS, *(_place_model(source) for source in sources if source.has_place)]
    found += [_sql_model(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8")) for path in _sql_files()]
    maker = {table: model for model in found for table in model.makes}
    graph = {
        id(model): {id(maker[table]) for table in model.reads if table in maker and maker[table] is not model}
        for model in found
    }
    by_id = {id(model): model for model in found}
    return [by_id[key] for key in TopologicalSorter(graph).static_order()]


def _place_model(source: Source) -> Model:
    reads = frozenset({f"stg_{source.kind}", "stg_stock", "dim_place"})
    return Model((f"located_{source.kind}",), reads, partial(locate, source=source))


def _sql_model(name: str, sql: str) -> Model:
    words = frozenset(_WORD.findall(_COMMENT.sub("", sql)))

    def run(con: duckdb.DuckDBPyConnection) -> None:
        con.execute(f"create table {name} as {sql}")

    return Model((name,), words - {name}, run, asks_date="reference_date" in words)


def _sql_files() -> list[Traversable]:
    return sorted(
        (path for path in files("ingest").joinpath("model").iterdir() if path.name.endswith(".sql")),
        key=lambda path: path.name,
    )
