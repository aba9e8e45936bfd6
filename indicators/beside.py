"""What stands beside the lights and never counts in them; each part decides here which tier may see it."""

import duckdb

from data.vocabulary import Tier
from indicators.budget import write_budget
from indicators.neighbourhood_types import write_neighbourhood_types

_PUBLIC = ("type_basis", "type_tried", "neighbourhood_type")
_PUBLIC_AREAS = ("area_type",)
_PRIVATE = ("budget",)


def compute_beside(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the complete tables in `memory.main`; lights and values must be there."""
    write_neighbourhood_types(con)
    write_budget(con)


def publish_beside(con: duckdb.DuckDBPyConnection, tier: Tier, target: str) -> None:
    """Copy to a tier what it may see, for the areas that it has."""
    for table in _PUBLIC:
        con.execute(f"insert into {target}.{table} select * from memory.{table}")
    for table in _PUBLIC_AREAS:
        con.execute(
            f"insert into {target}.{table} select * from memory.{table} semi join {target}.area using (area_id)"
        )
    if tier is Tier.PRIVATE:
        for table in _PRIVATE:
            con.execute(f"insert into {target}.{table} select * from memory.{table}")
