"""The models of the warehouse in the order of what they read: SQL files and steps in Python."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
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
    run: Callable[[duckdb.DuckDBPyConnection, AbstractSet[str]], object]
    """Is given which of its tables are wanted; it may make the others too."""
    asks_date: bool = False
    """Whether the reference date decides what it makes."""
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Where its tables are made together but not all of the same: table → what that one is made of."""

    def made_of(self, table: str) -> frozenset[str]:
        """What one of its tables is made of."""
        return self.apart.get(table, self.reads)


def _step(makes: tuple[str, ...], reads: set[str], run: Callable[[duckdb.DuckDBPyConnection], None]) -> Model:
    return Model(makes, frozenset(reads), lambda con, _: run(con))


_STEPS = (
    _step(("area_shape", "part_of"), {"stg_areas"}, make_areas),
    _step(("pand_place", "vbo_place"), {"area_shape", "stg_buildings", "stg_addresses"}, place_points),
    _step(("dwelling_address",), {"stg_stock", "stg_addresses"}, match_dwellings),
    _step(("dwelling_building",), {"dwelling_base", "stg_buildings"}, make_buildings),
    _step(("geo_area",), {"area_shape", "dim_area", "dim_dwelling", "stg_buildings"}, make_geo_area),
)
_WORD = re.compile(r"[a-z_]+")
_COMMENT = re.compile(r"--[^\n]*")
HELPERS = ("area_shape", "part_of", "pand_place", "vbo_place", "dwelling_address", "dwelling_building", "dwelling_base")
"""Tables that only serve the making of others; they do not stay in the warehouse."""


def helpers(sources: Iterable[Source]) -> set[str]:
    """All that is made anew for whoever reads it: the tables of `HELPERS`, and views of events and of where rows lie."""
    found = set(HELPERS)
    for source in sources:
        found |= {f"stg_{source.kind}"} if source.is_event else set()
        found |= {f"located_{source.kind}"} if source.has_place else set()
    return found


def models(sources: Iterable[Source]) -> list[Model]:
    """Every model, each after the ones it reads. A `.sql` file in `ingest/model/` makes the table it is named after."""
    found = [*_STEPS, _place_model([source for source in sources if source.has_place])]
    found += [_sql_model(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8")) for path in _sql_files()]
    maker = {table: model for model in found for table in model.makes}
    graph = {
        id(model): {id(maker[table]) for table in model.reads if table in maker and maker[table] is not model}
        for model in found
    }
    by_id = {id(model): model for model in found}
    return [by_id[key] for key in TopologicalSorter(graph).static_order()]


def _place_model(placed: list[Source]) -> Model:
    apart = {f"located_{source.kind}": frozenset({f"stg_{source.kind}", "stg_stock", "dim_place"}) for source in placed}

    def run(con: duckdb.DuckDBPyConnection, wanted: AbstractSet[str]) -> None:
        locate(con, [source for source in placed if f"located_{source.kind}" in wanted])

    return Model(tuple(apart), frozenset().union(*apart.values()), run, apart=apart)


def _sql_model(name: str, sql: str) -> Model:
    words = frozenset(_WORD.findall(_COMMENT.sub("", sql)))

    def run(con: duckdb.DuckDBPyConnection, _: AbstractSet[str]) -> None:
        con.execute(f"create table {name} as {sql}")

    return Model((name,), words - {name}, run, asks_date="reference_date" in words)


def _sql_files() -> list[Traversable]:
    return sorted(
        (path for path in files("ingest").joinpath("model").iterdir() if path.name.endswith(".sql")),
        key=lambda path: path.name,
    )
