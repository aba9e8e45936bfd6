"""What changed between two builds or two methods, and why: each changed light with its cause."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb

from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.sql import literal
from data.vocabulary import LIGHTS, Level
from indicators.estimates import estimate
from indicators.grid import narrow, only, read_grid
from indicators.indicator import Indicator, off, with_discovered
from indicators.inside import too_small
from indicators.kinds import read_indicator
from indicators.method import Method
from indicators.method_files import read_method, read_methods
from indicators.records import Records
from indicators.score import score

Cause = Literal["method", "late", "data"]


@dataclass(frozen=True)
class Changed:
    """One area whose light differs; `indicator` is the label of what moved the score most towards the new light."""

    level: Level
    name: str
    quarter: str
    before: str
    after: str
    cause: Cause
    indicator: str | None


@dataclass(frozen=True)
class Comparison:
    """All changed lights, and whether the method or its inputs are other ones."""

    changed: tuple[Changed, ...]
    same_method: bool
    same_inputs: bool


_CHANGED = """
    with light as (
        select area_id, a.light as before, b.light as after
        from first.score as a join second.score as b using (area_id)
        where a.quarter = $earlier and b.quarter = $later and a.method = $method and b.method = $method
            and a.light <> b.light
    ), moved as (
        select area_id, indicator, coalesce(b.contribution, 0) - coalesce(a.contribution, 0) as moved
        from (from first.contribution where quarter = $earlier and method = $method) as a
        full join (from second.contribution where quarter = $later and method = $method) as b using (area_id, indicator)
    ), rank as (
        select area_id, list_position(['green', 'amber', 'red'], after) - list_position(['green', 'amber', 'red'], before) as way
        from light
    ), most as (
        select area_id, arg_max(indicator, moved * coalesce(way, 1)) as indicator
        from moved join rank using (area_id) where abs(moved) > 1e-9 group by area_id
    )
    select area.level, area.name, light.before, light.after, indicator.label
    from light join second.area using (area_id) left join most using (area_id)
    left join second.indicator on indicator.indicator = most.indicator
    order by list_position($levels, area.level), area.name, area.area_id
"""


def compare_builds(first: Path, second: Path, method: str) -> Comparison:
    """Every light that changed between the private files of two builds, the earlier one first.

    In the last quarter of the first build a light can only have changed by the method or by records that came
    in late (or were corrected). From there to the last quarter of the second one it is new data.
    """
    with duckdb.connect() as con:
        for name, file in (("first", first), ("second", second)):
            con.execute(f"attach {literal(file)} as {name} (read_only)")
        one, two = (con.execute(f"select latest_quarter, input_hash from {name}.build").fetchall()[0] for name in ("first", "second"))  # fmt: skip
        documents = con.execute(
            "select a.document = b.document from first.method as a join second.method as b using (method) where method = ?",
            [method],
        ).fetchall()
        if not documents:
            raise CallerMistakeError(
                f"De methode '{method}' staat niet in beide metingen: kies een andere met --method."
            )
        same_method = bool(documents[0][0])

        def changed(sides: tuple[str, str], quarters: tuple[str, str], cause: Cause) -> Iterator[Changed]:
            query = _CHANGED.replace("first.", f"{sides[0]}.").replace("second.", f"{sides[1]}.")
            at = {"earlier": quarters[0], "later": quarters[1], "method": method, "levels": list(Level)}
            for level, name, before, after, label in con.execute(query, at).fetchall():
                yield Changed(Level(level), name, quarters[1], before, after, cause, label)

        found = list(changed(("first", "second"), (one[0], one[0]), "late" if same_method else "method"))
        if one[0] != two[0]:
            found += changed(("second", "second"), (one[0], two[0]), "data")
        return Comparison(tuple(found), same_method, one[1] == two[1])


def compare_methods(configuration: Configuration, first: str, second: str) -> tuple[Changed, ...]:
    """Every area whose light in the latest quarter differs between two methods (a name, or the path of a file).

    Raises CallerMistakeError for a method that is not there or not right, or where nothing was ingested yet.
    """
    warehouse = configuration.installation.warehouse
    if not warehouse.exists():
        raise CallerMistakeError(
            "Er zijn nog geen gegevens om mee te rekenen. Maak eerst een meting met: buurtlicht build."
        )
    with duckdb.connect(str(warehouse), read_only=True) as con:
        defined = with_discovered(con)
        switched_off = off(defined, configuration.arrangements)
        indicators = {indicator.name: indicator for indicator in defined if indicator.name not in switched_off}
        methods = [_method(configuration, name, defined) for name in (first, second)]
        everything = read_grid(con, configuration.reference_date)
        grid = only(everything, ~too_small(everything, configuration))
        narrow(con, grid)
        records = Records(con, grid)
        needed = sorted({name for method in methods for name in method.indicators})
        estimates = {
            name: estimate(grid, indicators[name], read_indicator(records, name, indicators)) for name in needed
        }
        one, two = (score(grid, method, indicators, estimates) for method in methods)
        names = con.execute("select name from dim_area join grid_area using (area_key) order by area_index").fetchall()
    main = two.main[:, -1]
    return tuple(
        Changed(
            level=list(Level)[grid.levels[area]],
            name=names[area][0] or str(grid.area_ids[area]),
            quarter=grid.quarters[-1],
            before=LIGHTS[one.lights[area, -1]],
            after=LIGHTS[two.lights[area, -1]],
            cause="method",
            indicator=indicators[two.names[main[area]]].label if main[area] >= 0 else None,
        )
        for area in range(len(grid.area_ids))
        if one.lights[area, -1] != two.lights[area, -1]
    )


def _method(configuration: Configuration, name: str, defined: tuple[Indicator, ...]) -> Method:
    path = Path(name)
    if path.suffix == ".toml":
        method = read_method(path, {indicator.name: indicator.better for indicator in defined})
        return method.without(off(defined, configuration.arrangements))
    methods = read_methods(configuration, defined)
    if name not in methods:
        raise CallerMistakeError(
            f"De methode '{name}' bestaat niet: kies uit {', '.join(methods)}, of geef het pad van een bestand."
        )
    return methods[name]
