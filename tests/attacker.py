"""A small drawn corporation with its serving tables, and an attacker who reads what a tier publishes.

The attacker knows which homes lie where (atoms: homes with the same areas) and what every published
number adds up; not the events. Unknown: events per atom × quarter × kind, whole and never negative.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from scipy import optimize
from scipy.sparse import csr_array

from indicators.disclosure.atoms import Lying
from indicators.disclosure.rules import Withheld
from indicators.statistics.arrays import Booleans, Floats

LEVELS = ("building", "complex", "street", "neighbourhood", "district", "stock")
SERVING = Path(__file__).parents[1] / "indicators" / "serving.sql"
KINDS = 2
WINDOWS = {"cases_1": 1, "cases_2": 2, "cases_kind_0": 1, "cases_kind_1": 1}
KIND_OF = {"cases_kind_0": 0, "cases_kind_1": 1}


def lying(ids: Sequence[str], atoms: Iterable[tuple[tuple[str, ...], int]]) -> Lying:
    """Atoms by the names of the areas that hold them, and their homes; `ids` in order."""
    listed = list(atoms)
    members = np.array([[float(area in names) for names, _ in listed] for area in ids])
    return Lying(csr_array(members), np.array([homes for _, homes in listed], dtype=np.int64))


def named(ids: Sequence[str], atoms: Lying) -> list[tuple[tuple[str, ...], int]]:
    """The same the other way round."""
    inside = atoms.members.toarray() > 0
    return [
        (tuple(area for area, here in zip(ids, column, strict=True) if here), int(homes))
        for column, homes in zip(inside.T, atoms.homes, strict=True)
    ]


@dataclass(frozen=True)
class Stock:
    """Homes per atom, atoms per area, events and answers per atom × quarter (× kind)."""

    homes: Floats
    areas: dict[str, Booleans]
    similar: dict[str, str]
    events: Floats
    answers: Floats

    @property
    def quarters(self) -> int:
        """Number of quarters."""
        return int(self.events.shape[1])

    def atoms(self) -> Lying:
        """The areas of every atom and its homes, as `shield` takes them."""
        members = np.array([self.areas[area] for area in sorted(self.areas)], dtype=np.float64)
        return Lying(csr_array(members), self.homes.astype(np.int64))

    def numbers(self, indicator: str, quarter: int) -> Floats:
        """What every atom adds to an indicator's guarded count in a quarter."""
        if indicator == "survey":
            return np.asarray(self.answers[:, quarter])
        span = self.events[:, max(0, quarter - WINDOWS[indicator] + 1) : quarter + 1].sum(axis=1)
        return np.asarray(span[:, KIND_OF[indicator]] if indicator in KIND_OF else span.sum(axis=1))

    def homes_of(self, area: str) -> int:
        """Homes of an area."""
        return int(self.homes[self.areas[area]].sum())


def drawn_stock(seed: int, complexes: int, quarters: int, rate: float) -> Stock:
    """Complexes over streets and neighbourhoods; about a third of them cross a border."""
    rng = np.random.default_rng(seed)
    names: list[dict[str, str]] = []
    homes: list[int] = []
    neighbourhoods = max(2, complexes // 2)
    for number in range(complexes):
        for part in range(1 + int(rng.random() < 0.35)):
            place = (number // 2 + part * int(rng.integers(0, 2))) % neighbourhoods
            street = int(rng.integers(0, max(2, complexes // 2)))
            names.append(
                {
                    "building": f"building:{number}-{street}-{part}",
                    "complex": f"complex:{number}",
                    "street": f"street:{street}",
                    "neighbourhood": f"neighbourhood:{place}",
                    "district": f"district:{place % 2}",
                    "stock": "stock",
                }
            )
            homes.append(int(rng.choice([3, 8, 12, 25, 60])))
    areas = {
        area: np.array([atom[level] == area for atom in names])
        for level in LEVELS
        for area in sorted({atom[level] for atom in names})
    }
    similar = {area: f"{rng.integers(0, 2)}" for area in areas}
    size = np.array(homes, dtype=np.float64)
    heat = rng.gamma(0.7, 1 / 0.7, size.size) * rate
    events = rng.poisson(size[:, None, None] * heat[:, None, None] / KINDS, (size.size, quarters, KINDS)).astype(float)
    answers = rng.binomial(size.astype(int)[:, None], 0.3, (size.size, quarters)).astype(float)
    return Stock(size, areas, similar, events, answers)


def write_tables(con: duckdb.DuckDBPyConnection, stock: Stock) -> None:
    """The complete serving tables of a drawn stock, with a score of which every indicator is an input."""
    con.execute(SERVING.read_text(encoding="utf-8"))
    for area in stock.areas:
        con.execute(
            "insert into area by name select ? as area_id, ? as level, ? as code, ? as name, ? as homes,"
            " ? as similar_class",
            [area, area.split(":")[0], area, area, stock.homes_of(area), stock.similar[area]],
        )
    for (area, one), (part, two) in itertools.permutations(stock.areas.items(), 2):
        if LEVELS.index(area.split(":")[0]) > LEVELS.index(part.split(":")[0]) and (one & two).any():
            con.execute("insert into area_overlap values (?, ?, ?)", [area, part, int(stock.homes[one & two].sum())])
    for quarter in range(stock.quarters):
        con.execute(
            "insert into quarter select $1, d, (d + interval 3 month - interval 1 day)::date"
            " from (select (date '2020-01-01' + to_months(3 * $2))::date as d)",
            [f"{quarter}", quarter],
        )
    for name, months in (*((name, 3 * span) for name, span in WINDOWS.items()), ("survey", 3)):
        con.execute(
            "insert into indicator select $1, $1, '', '', 'ratio', 'lower', '', 'building', 0, '', '', $2, 6, 1, 'none'",
            [name, months],
        )
    rows = []
    for area, quarter, indicator in itertools.product(stock.areas, range(stock.quarters), (*WINDOWS, "survey")):
        count = float(stock.numbers(indicator, quarter)[stock.areas[area]].sum())
        n = count if indicator == "survey" else float(stock.homes_of(area))
        rows.append((area, f"{quarter}", indicator, count * 7 if indicator == "survey" else count, n))
    drawn = pa.table(
        dict(zip(("area_id", "quarter", "indicator", "numerator", "n"), zip(*rows, strict=True), strict=True))
    )
    con.register("drawn", drawn)
    con.execute("""
        insert into stored_value by name
        select *, n as denominator, 1.0 as value, 1.0 as shrunk, 0.0 as lower, 2.0 as upper, 'ok' as state,
            1.0 as stock_value, 'similar' as comparison, 1.0 as similar_value
        from drawn
    """)
    con.unregister("drawn")
    con.execute("""
        insert into method_indicator (method, theme, theme_label, indicator, weight, worst, best, mark, reason) values
            ('m', 'nuisance', 'Overlast', 'cases_1', 1, 8, 0, 'E', ''), ('m', 'tenant', 'Huurders', 'survey', 1, 5, 8, 'E', ''),
            ('m', 'nuisance', 'Overlast', 'cases_2', 0, 8, 0, 'E', ''), ('s', 'tenant', 'Huurders', 'survey', 1, 5, 8, 'E', '')
    """)
    con.execute("""
        insert into score by name
        select area_id, quarter, method, 'red' as light, 'certain' as certainty, 4.0 as score, 3.5 as lower, 4.5 as upper,
            20.0 as points, 0.0 as p_green, 0.1 as p_amber, 0.9 as p_red, 1.0 as coverage, 'nuisance' as worst_theme,
            []::varchar[] as missing, []::varchar[] as expired, '3 zaken' as reason, quarter as red_since
        from (select distinct area_id, quarter from indicator_value), (select distinct method from method_indicator);
        insert into stored_theme_score select area_id, quarter, method, 'tenant', 4.0, 3.0, 1.0 from score;
        insert into stored_contribution select area_id, quarter, method, 'survey', 0.5 from score;
    """)


RANGES = {"green": (0.0, 6.0), "amber": (7.0, 14.0), "red": (15.0, 200.0)}
"""The light of method 'c': from how many cases in a quarter up to how many."""


def light_of(count: float) -> str:
    """The light of method 'c' for a number of cases."""
    return next(light for light, (_, high) in RANGES.items() if count <= high)


def write_lights(con: duckdb.DuckDBPyConnection) -> None:
    """Method 'c' beside the others: its light is a range of the count of cases."""
    branches = " ".join(f"when v.numerator <= {high} then '{light}'" for light, (_, high) in RANGES.items())
    con.execute(f"""
        insert into method_indicator (method, theme, theme_label, indicator, weight, worst, best, mark, reason) values
            ('c', 'nuisance', 'Overlast', 'cases_1', 1, 8, 0, 'E', '');
        insert into score by name
        select s.* replace ('c' as method, case {branches} end as light)
        from score as s join indicator_value as v on v.area_id = s.area_id and v.quarter = s.quarter
        where s.method = 'm' and v.indicator = 'cases_1'
    """)


def decided(stock: Stock, withheld: Withheld) -> pa.Table:
    """The lights of method 'c' that are the same for every count a reader holds possible."""
    areas = withheld.hidden["cases_1"]
    known = {area: withheld.ceilings.get(("cases_1", area), np.inf) for area in areas}
    sure = sorted(area for area, most in known.items() if light_of(0) == light_of(min(most, 200)))
    rows = [(area, f"{quarter}") for area in sure for quarter in range(stock.quarters)]
    nothing = pa.array([[] for _ in rows], pa.list_(pa.string()))
    columns = {"area_id": [area for area, _ in rows], "quarter": [quarter for _, quarter in rows]}
    same = {"method": "c", "light": light_of(0), "certainty": "certain", "red_since": None, "previous_light": None}
    texts = columns | {name: [text] * len(rows) for name, text in same.items()}
    named = {name: pa.array(values, pa.string()) for name, values in texts.items()}
    return pa.table(named | {"coverage": pa.array([1.0] * len(rows)), "missing": nothing, "expired": nothing})


@dataclass(frozen=True)
class Knowledge:
    """Sums that the attacker knows: atoms × (area, indicator, quarter) and their values."""

    stock: Stock
    known: list[tuple[Booleans, str, int]]
    ceilings: list[tuple[Booleans, str, int]]
    """Sums that are at most some number: atoms, indicator, number; in every quarter."""
    lights: list[tuple[Booleans, int, float, float]] = field(default_factory=list)
    """Lights of method 'c', turned back into a range of cases: atoms, quarter, lowest, highest."""

    @classmethod
    def read(cls, con: duckdb.DuckDBPyConnection, stock: Stock, schemas: Iterable[str]) -> "Knowledge":
        """Everything that has a number in these schemas, and the class of similar places beside it."""
        known: dict[tuple[str, str, int], Booleans] = {}
        for schema in schemas:
            rows = con.execute(
                f"select area_id, indicator, quarter, similar_value is not null from {schema}.indicator_value"
                " where coalesce(numerator, denominator, n, value, shrunk, lower, upper) is not null"
            ).fetchall()
            for area, indicator, quarter, mean in rows:
                known[area, indicator, int(quarter)] = stock.areas[area]
                if not mean:
                    continue
                group = f"{area.split(':')[0]}/{stock.similar[area]}"
                members = [name for name in stock.areas if f"{name.split(':')[0]}/{stock.similar[name]}" == group]
                known[group, indicator, int(quarter)] = np.any([stock.areas[name] for name in members], axis=0)
        ceilings = [
            (stock.areas[area], indicator, most)
            for schema in schemas
            for area, indicator, most in con.execute(
                f"select area_id, indicator, at_most from {schema}.count_ceiling"
            ).fetchall()
        ]
        lights = [
            (stock.areas[area], int(quarter), *RANGES[light])
            for schema in schemas
            for area, quarter, light in con.execute(
                f"select area_id, quarter, light from {schema}.score where method = 'c'"
            ).fetchall()
            if light in RANGES
        ]
        sums = [(atoms, indicator, quarter) for (_, indicator, quarter), atoms in known.items()]
        return cls(stock, sums, ceilings, lights)

    def row(self, atoms: Booleans, indicator: str, quarter: int) -> Floats:
        """One sum as a row over the unknowns (atom × quarter × kind, or atom × quarter for answers)."""
        shape = (self.stock.homes.size, self.stock.quarters, 1 if indicator == "survey" else KINDS)
        row = np.zeros(shape)
        first = quarter if indicator == "survey" else max(0, quarter - WINDOWS[indicator] + 1)
        kinds = slice(KIND_OF[indicator], KIND_OF[indicator] + 1) if indicator in KIND_OF else slice(None)
        row[atoms, first : quarter + 1, kinds] = 1
        return row.ravel()

    def system(self, *, survey: bool) -> tuple[Floats, Floats]:
        """All known sums over events (or answers) and their values."""
        kept = [known for known in self.known if (known[1] == "survey") == survey]
        unknowns = (self.stock.answers if survey else self.stock.events).ravel()
        matrix = np.array([self.row(*known) for known in kept]).reshape(len(kept), unknowns.size)
        return matrix, matrix @ unknowns

    def determined(self, targets: Floats, *, survey: bool) -> Booleans:
        """Which target sums (rows) follow exactly from the known ones."""
        matrix, _ = self.system(survey=survey)
        if not matrix.size:
            return np.zeros(len(targets), dtype=np.bool_)
        _, values, basis = np.linalg.svd(matrix, full_matrices=False)
        basis = basis[values > 1e-9]
        left = targets - targets @ basis.T @ basis
        return np.asarray(np.abs(left).max(axis=1) < 1e-7)

    def bounds(self, target: Floats, *, survey: bool) -> tuple[float, float]:
        """Smallest and largest value of a sum over all whole, non-negative worlds that fit what is known."""
        matrix, values = self.system(survey=survey)
        under = [
            (self.row(atoms, name, quarter), most)
            for atoms, name, most in self.ceilings
            for quarter in range(self.stock.quarters)
        ]
        between = [(row, 0.0, float(most)) for row, most in under]
        between += [(self.row(atoms, "cases_1", quarter), low, high) for atoms, quarter, low, high in self.lights]
        if survey or not between:
            return whole_bounds(target, matrix, values)
        rows = np.vstack([matrix, *(row[None] for row, _, _ in between)])
        least, most = (np.concatenate([values, [ends[side] for _, *ends in between]]) for side in (0, 1))
        return whole_bounds(target, rows, most, least)


def whole_bounds(target: Floats, matrix: Floats, values: Floats, least: Floats | None = None) -> tuple[float, float]:
    """Smallest and largest value of a sum of whole, non-negative unknowns of which `matrix` gives `values`.

    With `least` the rows of `matrix` give something between that and `values`.
    """
    found = []
    low = values if least is None else least
    for sign in (1, -1):
        solution = optimize.milp(
            sign * target,
            constraints=optimize.LinearConstraint(matrix, low, values) if matrix.size else (),
            integrality=np.ones(target.size, dtype=np.int64),
            bounds=optimize.Bounds(0, 200),
        )
        assert solution.fun is not None, solution.message
        found.append(sign * solution.fun)
    return found[0], found[1]
