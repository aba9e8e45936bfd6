"""The outlook of complexes: off unless `[arrangements] outlook` names who decided; private tier only.

It is about places and never about placing people (domain.md, rule 11). docs/model-card-outlook.md.
"""

import duckdb
import numpy as np

from data.vocabulary import LIGHTS
from indicators.arrow import put_rows
from indicators.statistics.outlook import outlook

OUTLOOK = "outlook"
"""The key in [arrangements]."""
_COLOURS = 3
_SCORED = """
    select area_id, area.homes::double as homes, quarter_index, light, points
    from score join area using (area_id) join quarter_index using (quarter)
    where level = 'complex' and method = ? order by area_id, quarter_index
"""


def write_outlook(con: duckdb.DuckDBPyConnection, method: str) -> None:
    """Fill `outlook_test`, `outlook_calibration` and `outlook` from the scores of the default method."""
    rows = con.execute(_SCORED, [method]).fetchnumpy()
    names = np.array(rows["area_id"].tolist(), dtype=np.str_)
    ids, place = np.unique(names, return_inverse=True)
    if not len(ids):
        return
    quarter = np.asarray(rows["quarter_index"], dtype=np.int64)
    shape = (len(ids), int(quarter.max()) + 1)
    lights, points = np.full(shape, -1), np.full(shape, np.nan)
    codes = np.array([LIGHTS.index(light) for light in rows["light"].tolist()])
    lights[place, quarter] = np.where(codes < _COLOURS, codes, -1)
    points[place, quarter] = np.ma.filled(np.ma.asarray(rows["points"], dtype=np.float64), np.nan)
    homes = np.zeros(len(ids))
    homes[place] = np.asarray(rows["homes"], dtype=np.float64)
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
