"""The outlook of complexes: off unless `[arrangements] outlook` names who decided; private tier only.

It is about places and never about placing people (domain.md, rule 11). docs/model-card-outlook.md.
"""

import duckdb
import numpy as np

from data.vocabulary import Level
from indicators.arrow import put_rows
from indicators.course import Course
from indicators.grid import Grid
from indicators.statistics.outlook import outlook

OUTLOOK = "outlook"
"""The key in [arrangements]."""
_COLOURS = 3


def write_outlook(con: duckdb.DuckDBPyConnection, grid: Grid, course: Course) -> None:
    """Fill `outlook_test`, `outlook_calibration` and `outlook` from the scores of the default method."""
    complexes = grid.at(Level.COMPLEX)
    ids = grid.area_ids[complexes]
    if not len(ids):
        return
    lights = course.lights[complexes].astype(np.int64)
    colour = lights < _COLOURS
    points = np.where(colour, course.points[complexes], np.nan)
    lights, homes = np.where(colour, lights, -1), grid.homes[complexes].astype(np.float64)
    found = outlook(lights, points, homes)
    con.execute(
        "insert into outlook_test values (?, ?, ?, ?, ?)",
        [found.used, found.forecasts, found.red, found.origins, found.brier if found.used else None],
    )
    for skill in found.skills:
        con.execute(
            "insert into outlook_skill values (?, ?, ?, ?, ?)",
            [skill.rule, skill.brier, skill.skill, skill.lower, skill.upper],
        )
    for each in found.bins:
        con.execute(
            "insert into outlook_calibration values (?, ?, ?, ?, ?, ?, ?)",
            [each.low, each.high, each.forecasts, each.said, each.came, each.lower, each.upper],
        )
    told = [(area_id, float(chance)) for area_id, chance in zip(ids.tolist(), found.chances, strict=True) if np.isfinite(chance)]  # fmt: skip
    if told:
        put_rows(con, "expected", ("area_id", "chance"), told)
        con.execute("insert into outlook select * from expected order by area_id")
