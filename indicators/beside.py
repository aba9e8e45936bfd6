"""What stands beside the lights and never counts in them; each part decides here which tier may see it."""

import duckdb

from indicators.neighbourhood_types import write_neighbourhood_types

_PUBLIC = ("type_basis", "type_tried", "neighbourhood_type")
_PUBLIC_AREAS = ("area_type",)


def compute_beside(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the complete tables in `memory.main`; lights and values must be there."""
    write_neighbourhood_types(con)


def publish_beside(con: duckdb.DuckDBPyConnection, target: str) -> None:
    """Copy to a tier what it may see, for the areas that it has."""
    for table in _PUBLIC:
        con.execute(f"insert into {target}.{table} select * from memory.{table}")
    for table in _PUBLIC_AREAS:
        con.execute(
            f"insert into {target}.{table} select * from memory.{table} semi join {target}.area using (area_id)"
        )
