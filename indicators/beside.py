"""What stands beside the lights and never counts in them; each part decides here which tier may see it."""

import duckdb

from data.configuration import Configuration
from data.vocabulary import Tier
from indicators.budget import write_budget
from indicators.course import Course
from indicators.grid import Grid
from indicators.hot_spots import write_concentration, write_distances, write_hot_spots
from indicators.neighbourhood_types import write_neighbourhood_types
from indicators.outlook import OUTLOOK, write_outlook

_PUBLIC = ("type_basis", "type_tried", "neighbourhood_type")
_PUBLIC_AREAS = ("area_type", "facility_distance")
_PRIVATE = (
    "budget",
    "hot_spot",
    "report_concentration",
    "outlook",
    "outlook_test",
    "outlook_skill",
    "outlook_calibration",
)


def compute_beside(con: duckdb.DuckDBPyConnection, grid: Grid, configuration: Configuration, course: Course) -> None:
    """Fill the complete tables in `memory.main`, to the last day of the grid; the outlook from the course of lights."""
    until = grid.ends[-1]
    write_neighbourhood_types(con)
    write_budget(con)
    write_hot_spots(con, until)
    write_concentration(con, until)
    write_distances(con)
    if configuration.arrangements.get(OUTLOOK):
        write_outlook(con, grid, course)


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
