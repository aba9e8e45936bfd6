"""Nuisance that lies together is told from chance; few reporters are a share, never a name; nothing without neighbours."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Level
from indicators.hot_spots import write_concentration, write_distances, write_hot_spots
from indicators.read_model import HotSpot
from indicators.statistics.arrays import Floats
from indicators.statistics.concentration import concentration
from indicators.statistics.local_moran import PERMUTATIONS, Among, local_moran
from layouts._parts.nearby import hot_spot_words
from tests.sample_build import write_sample_build
from tests.tables import table

_ROOT = Path(__file__).parents[2]
_UNTIL = dt.date(2026, 9, 30)


def _town(side: int = 10) -> tuple[Floats, Floats]:
    """Places of 40 homes on a grid of 250 metres, so that eight lie within reach."""
    points = np.array([(250.0 * x, 250.0 * y) for x in range(side) for y in range(side)])
    return points, np.full(len(points), 40.0)


def test_a_corner_with_many_cases_is_hot_and_the_rest_is_not() -> None:
    points, homes = _town()
    corner = (points[:, 0] < 700) & (points[:, 1] < 700)
    cases = np.where(corner, 12.0, np.arange(100) % 3 * 1.0)
    found = local_moran(cases, homes, points)
    hot = {place for place, among in enumerate(found.among) if among is Among.HOT}
    assert hot
    assert hot <= set(np.flatnonzero(corner))
    assert found.neighbours[11] == 8


def test_one_place_with_many_cases_among_quiet_ones_is_no_hot_spot() -> None:
    points, homes = _town()
    cases = np.where(np.arange(100) == 55, 40.0, np.arange(100) % 3 * 1.0)
    assert local_moran(cases, homes, points).among[55] is Among.OTHER


def test_a_place_without_neighbours_is_not_compared() -> None:
    points, homes = _town()
    far = np.vstack([points, [[90_000.0, 0.0]]])
    found = local_moran(np.r_[np.arange(100) % 3 * 1.0, 50.0], np.r_[homes, 40.0], far)
    assert found.among[-1] is Among.ALONE
    assert np.isnan(found.chance[-1])


def test_where_chance_alone_spreads_the_cases_hardly_a_stock_has_a_hot_spot() -> None:
    points, homes = _town()
    dice = np.random.default_rng(7)
    with_any = sum(
        Among.HOT in local_moran(dice.poisson(2.0, len(homes)).astype(float), homes, points).among for _ in range(20)
    )
    assert with_any <= 3


def test_the_same_figures_give_the_same_hot_spots() -> None:
    points, homes = _town()
    cases = np.random.default_rng(3).poisson(3, 100).astype(float)
    first, second = (local_moran(cases, homes, points) for _ in range(2))
    assert first.among == second.among
    assert (first.chance == second.chance).all()


def test_a_chance_is_a_whole_number_of_permutations() -> None:
    points, homes = _town()
    found = local_moran(np.random.default_rng(3).poisson(3, 100).astype(float), homes, points)
    permutations = found.chance * (PERMUTATIONS + 1)
    assert permutations == pytest.approx(permutations.round(), abs=1e-9)
    assert permutations.min() >= 2, "both tails, and what was seen itself"


def test_a_tenth_of_the_reporters() -> None:
    found = concentration(np.array([20, 10, *[1] * 28]))
    assert found is not None
    assert (found.reports, found.reporters, found.top_reporters) == (58, 30, 3)
    assert found.share == pytest.approx(31 / 58)
    assert concentration(np.array([40, *[1] * 18])) is None, "nineteen reporters: a tenth would be one"
    assert concentration(np.ones(49, dtype=np.int64)) is None, "49 reports are too few"


@given(st.lists(st.integers(1, 30), min_size=20, max_size=80))
def test_the_loudest_tenth_never_does_less_than_its_part(reports: list[int]) -> None:
    found = concentration(np.array(reports))
    if found is not None:
        assert found.top_reporters / found.reporters <= found.share + 1e-9
        assert found.share <= 1
        assert found.top_reporters >= 2


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    """Twelve complexes of 20 homes in a row, 100 metres apart, one far away, and their cases and reports."""
    found = duckdb.connect()
    found.execute((_ROOT / "indicators/serving.sql").read_text(encoding="utf-8"))
    found.execute("""
        create table dim_area as
        select n as area_key, 'complex:' || n as area_id, 'complex' as level, 20 as homes from range(13) as t(n)
        union all select 99, 'neighbourhood:BU1', 'neighbourhood', 260;
        insert into area by name select area_id, level, area_id as code, area_id as name, homes from dim_area;
        create table map_place_area as
        select n as place_key, n as area_key from range(13) as t(n) union all select n, 99 from range(13) as t(n);
        create table fct_case as
        select n as place_key, date '2026-05-01' as opened_on from range(13) as t(n), range(if(n < 4, 9, 1));
        insert into fct_case select 12, date '2020-01-01' from range(30);
        create table fct_complaint as
        select 1 as place_key, date '2026-05-01' as reported_on, 'r' || n as reporter_hash from range(25) as t(n)
        union all select 2, date '2026-06-01', 'r1' from range(30);
    """)
    shapes = [(f"complex:{n}", shapely.box(100 * n, 0, 100 * n + 10, 10)) for n in range(12)]
    shapes.append(("complex:12", shapely.box(50_000, 0, 50_010, 10)))
    found.execute("create table geo_area (level varchar, area_id varchar, geometry blob)")
    for area_id, shape in shapes:
        found.execute("insert into geo_area values ('complex', ?, ?)", [area_id, shapely.to_wkb(shape)])
    table(
        found,
        "dim_facility",
        """
        facility_id | name   | kind   | x_m double | y_m double
        ------------+--------+--------+------------+-----------
        1           | Noord  | school | 5          | 305
        2           | Zuid   | school | 1105       | 5
        3           |        | zorg   |            |
    """,
    )
    return found


def test_a_build_counts_two_years_of_cases_and_says_who_has_no_neighbours(con: duckdb.DuckDBPyConnection) -> None:
    write_hot_spots(con, _UNTIL)
    found = {
        area: rest for area, *rest in con.execute("select area_id, among, cases, neighbours from hot_spot").fetchall()
    }
    assert len(found) == 13
    assert found["complex:12"] == ["alone", 1, 0]
    assert found["complex:0"][0] in {"hot", "high"}
    assert found["complex:0"][1:] == [9, 4]
    assert found["complex:11"][0] == "other"


def test_half_of_the_reports_come_from_a_tenth_of_the_reporters(con: duckdb.DuckDBPyConnection) -> None:
    write_concentration(con, _UNTIL)
    assert con.execute("from report_concentration").fetchall() == [
        ("neighbourhood:BU1", 55, 25, 2, pytest.approx(32 / 55), 24)
    ]
    con.execute("delete from report_concentration; update fct_complaint set reporter_hash = null where place_key = 2")
    write_concentration(con, _UNTIL)
    assert con.execute("from report_concentration").fetchall() == []


def test_the_nearest_of_each_kind_in_a_straight_line(con: duckdb.DuckDBPyConnection) -> None:
    write_distances(con)
    rows = con.execute("from facility_distance where area_id in ('complex:0', 'complex:11')").fetchall()
    assert rows == [("complex:0", "school", "Noord", 300.0), ("complex:11", "school", "Zuid", 0.0)]


def test_the_words_for_a_place_without_neighbours_are_not_applicable() -> None:
    spot = HotSpot("complex:1", "Lindenhof", 40, "alone", 9, 0, None, 24, 400.0, None, None)
    assert hot_spot_words(spot, Level.COMPLEX).startswith("N.v.t.: binnen 400 meter ligt geen ander complex")


def test_the_web_process_never_loads_the_libraries_of_the_build(tmp_path: Path) -> None:
    write_sample_build(tmp_path)
    code = (
        "import sys; from pathlib import Path; from data.vocabulary import Tier; from layouts._server import dash_app;"
        "folder = Path(sys.argv[1]); dash_app(folder / 'builds', folder / 'geometry', Tier.PRIVATE, b'x');"
        "print(sorted({'esda', 'libpysal', 'sklearn', 'statsmodels'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(tmp_path)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr
