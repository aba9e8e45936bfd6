"""A figure of a quarter, and its light, are made of that quarter and earlier ones: what comes later moves nothing before it."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from data.vocabulary import LEVELS, Level, Tier
from indicators import arrow
from indicators.arrow import Gathered
from indicators.estimates import estimate
from indicators.grid import Grid, similar_classes
from indicators.indicator import Indicator, all_indicators
from indicators.method_files import OUR_METHODS, read_method
from indicators.movement import movement
from indicators.older import LATE, OLDER, Older
from indicators.past import Digests, Past, of_method, of_sums
from indicators.score import score
from indicators.values import Sums

INDICATORS = {indicator.name: indicator for indicator in all_indicators()}
BIK = read_method(OUR_METHODS / "bik.toml", {name: indicator.better for name, indicator in INDICATORS.items()})
WEIGHED = [name for name, item in BIK.indicators.items() if item.weight > 0]
PLACES, QUARTERS = 13, 24
"""Two years of windows and five yearly points, and a class of similar places that is large enough to be one."""


def _grid() -> Grid:
    levels = np.array([LEVELS.index(Level.COMPLEX)] * (PLACES - 1) + [LEVELS.index(Level.STOCK)])
    nothing = {name: np.full(PLACES, "", dtype=object) for name in ("dwelling_type", "building_period", "size_class")}
    classes, names = similar_classes(levels, nothing)
    months = [(2020 + number // 4, number % 4 * 3 + 1) for number in range(QUARTERS)]
    return Grid(
        area_ids=np.array([f"complex:{number:02}" for number in range(PLACES - 1)] + ["stock"], dtype=object),
        levels=levels,
        homes=np.array([40] * (PLACES - 1) + [480]),
        classes=classes,
        class_names=names,
        quarters=tuple(f"{year}-{month // 3 + 1}" for year, month in months),
        starts=tuple(dt.date(year, month, 1) for year, month in months),
        ends=tuple(dt.date(year, month + 2, 28) for year, month in months),
        overlap=sparse.csr_array((PLACES, PLACES)),
        parents={},
        fixed_class=nothing,
    )


GRID = _grid()


def _sums(seed: int, indicator: Indicator) -> Sums:
    """Counts of twenty, some never measured, some inherited from the stock, measured anew or held."""
    rng = np.random.default_rng(seed)
    shape = PLACES, QUARTERS
    denominator = np.where(rng.random(shape) < 0.2, np.nan, rng.integers(5, 40, shape).astype(float))
    # Nothing at all before some quarter, as at the start of a source.
    denominator[:, : rng.integers(0, 9)] = np.nan
    numerator = np.floor(denominator * rng.random(shape))
    inherited = np.where(rng.random(shape) < 0.1, PLACES - 1, -1)
    inherited[-1] = -1
    months = np.arange(QUARTERS) * 3 + 24242
    measured = np.maximum.accumulate(np.where(rng.random(shape) < 0.6, months, -1), axis=1)
    width = np.where(np.isnan(denominator), np.nan, rng.random(shape))
    limits = (-width, width) if indicator.interval == "none" and rng.random() < 0.5 else None
    return Sums(
        numerator=numerator,
        denominator=denominator,
        squares=numerator * 1.5,
        n=denominator,
        measured=measured,
        inherited=inherited,
        expired=(rng.random(shape) < 0.05) & np.isnan(denominator),
        limits=limits,
    )


def _changed(sums: Sums, other: Sums, since: int) -> Sums:
    """The one before a quarter and the other from it on."""

    def joined(before: np.ndarray, after: np.ndarray) -> np.ndarray:
        return np.hstack([before[:, :since], after[:, since:]])

    arrays = {
        name: joined(getattr(sums, name), getattr(other, name))
        for name in ("numerator", "denominator", "squares", "n", "measured", "inherited", "expired")
    }
    limits = None
    if sums.limits is not None:
        low, high = other.limits or (np.full((PLACES, QUARTERS), np.nan),) * 2
        limits = joined(sums.limits[0], low), joined(sums.limits[1], high)
    return replace(sums, **arrays, limits=limits)


def _same(one: object, other: object, until: int) -> None:
    """Every array of two results before a quarter."""
    for name, values in vars(one).items():
        beside = getattr(other, name)
        if isinstance(values, np.ndarray) and values.shape[:2] == (PLACES, QUARTERS):
            np.testing.assert_array_equal(values[:, :until], beside[:, :until], err_msg=name)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), since=st.integers(1, QUARTERS - 1))
def test_later_sums_move_no_earlier_figure_and_no_earlier_light(seed: int, since: int) -> None:
    before, after = {}, {}
    for number, name in enumerate(WEIGHED):
        indicator = INDICATORS[name]
        sums = _sums(seed + number, indicator)
        other = _changed(sums, _sums(seed + 100 + number, indicator), since)
        before[name], after[name] = (estimate(GRID, indicator, each) for each in (sums, other))
        _same(before[name], after[name], since)
        _same(movement(indicator, before[name]), movement(indicator, after[name]), since)
        assert of_sums([], sums)[:since] == of_sums([], other)[:since]
    for method in (BIK, BIK.model_copy(update={"aggregate": "geometric"})):
        whole = score(GRID, method, INDICATORS, after)
        _same(score(GRID, method, INDICATORS, before), whole, since)
        later = score(GRID, method, INDICATORS, after, before=whole.lights[:, :since].astype(np.int8))
        assert later.first == since
        for field in fields(whole):
            one, two = getattr(whole, field.name), getattr(later, field.name)
            if isinstance(one, np.ndarray):
                cut = one[:, since:] if one.shape[:2] == (PLACES, QUARTERS) else one
                np.testing.assert_array_equal(cut, two, err_msg=field.name)


@pytest.mark.parametrize(
    "indicator", [each for each in all_indicators() if each.name not in WEIGHED], ids=lambda each: each.name
)
def test_so_it_is_for_every_indicator(indicator: Indicator) -> None:
    for since in (3, 11, QUARTERS - 1):
        sums = _sums(since, indicator)
        other = _changed(sums, _sums(since + 1, indicator), since)
        one, two = (estimate(GRID, indicator, each) for each in (sums, other))
        _same(one, two, since)
        whole, later = movement(indicator, one), movement(indicator, one, since)
        _same(whole, movement(indicator, two), since)
        np.testing.assert_array_equal(whole.trend[:, since:], later.trend[:, since:])


def test_a_digest_changes_with_any_figure_and_any_rule() -> None:
    sums = _sums(7, INDICATORS["survey_mark"])
    digests = of_sums(["rule"], sums)
    for name in ("numerator", "denominator", "squares", "n", "measured", "inherited", "expired"):
        values = getattr(sums, name).copy()
        values[4, 9] = ~values[4, 9] if name == "expired" else 1234
        found = of_sums(["rule"], replace(sums, **{name: values}))
        assert [number for number, (one, two) in enumerate(zip(digests, found, strict=True)) if one != two] == [9]
    assert not set(digests) & set(of_sums(["other rule"], sums))
    assert not set(of_method(["bik"], [digests])) & set(of_method(["rog"], [digests]))
    assert of_method(["bik"], [digests])[:9] == of_method(["bik"], [found])[:9]


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A private file of before, of which every row says so."""
    con = duckdb.connect()
    con.execute(f"attach '{tmp_path / f'{Tier.PRIVATE}.duckdb'}' as before")
    for schema in ("before.main", "memory.main"):
        con.execute(
            f"create table {schema}.stored_value (area_id varchar, quarter varchar, indicator varchar, n integer)"
        )
        for table in ("score", "explained"):
            con.execute(f"create table {schema}.{table} (area_id varchar, quarter varchar, method varchar, n integer)")
    quarters = [[quarter] for quarter in GRID.quarters]
    con.executemany("insert into before.stored_value values ('stock', ?, 'marks', 1)", quarters)
    for area in ("stock", "complex:01"):
        con.executemany(f"insert into before.score values ('{area}', ?, 'bik', 1)", quarters)
    con.execute("detach before")
    yield con
    con.close()


def test_only_quarters_before_the_first_difference_are_copied(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    digests = of_sums([], _sums(7, INDICATORS["survey_mark"]))
    first = Past(con, GRID, "configuration", None)
    assert first.first("indicator", "marks", digests) == first.first("method", "bik", digests) == 0
    assert first.course("bik") == {}
    first.copy("indicator", "memory.main")
    assert con.execute("select count(*) from stored_value").fetchall() == [(0,)]
    lights = np.arange(PLACES * QUARTERS, dtype=np.int8).reshape(PLACES, QUARTERS) % 4
    first.keep("bik", {"lights": lights})
    first.write(tmp_path)
    later = [*digests[:9], b"other", *digests[10:]]
    again = Past(con, GRID, "configuration", tmp_path)
    assert again.first("indicator", "marks", later) == 9
    assert again.first("indicator", "unknown", digests) == 0
    assert again.first("method", "bik", digests) == QUARTERS
    np.testing.assert_array_equal(again.course("bik")["lights"], lights)
    assert again.course("rog") == {}
    again.copy("indicator", "memory.main")
    again.copy("method", "memory.main", begin=7)
    copied = con.execute("select quarter from stored_value order by all").fetchall()
    assert [quarter for (quarter,) in copied] == list(GRID.quarters[:9])
    assert con.execute("select distinct area_id, count(*) from score group by all").fetchall() == [
        ("complex:01", QUARTERS - 7),
        ("stock", QUARTERS - 7),
    ]


@pytest.mark.parametrize("change", ["configuration", "grid", "file", "digests", "course", "empty course", "no course"])
def test_a_build_that_was_made_of_something_else_is_not_used(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, change: str
) -> None:
    digests = of_sums([], _sums(7, INDICATORS["survey_mark"]))
    first = Past(con, GRID, "configuration", None)
    first.first("indicator", "marks", digests)
    first.write(tmp_path)
    if change == "file":
        (tmp_path / f"{Tier.PRIVATE}.duckdb").unlink()
    if change == "digests":
        told = tmp_path / "made_of.json"
        told.write_text(told.read_text(encoding="utf-8")[:50], encoding="utf-8")
    if change == "course":
        (tmp_path / "course.npz").write_bytes((tmp_path / "course.npz").read_bytes()[:20])
    if change == "empty course":
        (tmp_path / "course.npz").write_bytes(b"")
    if change == "no course":
        (tmp_path / "course.npz").unlink()
    grid = replace(GRID, homes=GRID.homes + 1) if change == "grid" else GRID
    again = Past(con, grid, "other" if change == "configuration" else "configuration", tmp_path)
    assert again.first("indicator", "marks", digests) == 0


def _written(
    con: duckdb.DuckDBPyConnection, past: Past, folder: Path, digests: dict[str, Digests]
) -> list[tuple[Any, ...]]:
    """A private file of `marks` of these indicators, of which every row tells in which build it was made."""
    older = Older(con, past, folder / "older", _TABLES, QUARTERS)
    rows_of = Gathered(con, held=LATE)
    for name, each in digests.items():
        first = past.first("indicator", name, each)
        older.changes(first)
        for quarter in range(first, QUARTERS):
            columns = {
                "area_id": ["stock"],
                "quarter": [GRID.quarters[quarter]],
                "indicator": [name],
                "n": [len(each[quarter])],
            }
            database = LATE if quarter >= older.until else OLDER
            rows_of.add(f"{database}.main.stored_value", pa.table(columns), last=quarter == QUARTERS - 1)
    rows_of.write()
    (folder / "new").mkdir()
    target = folder / "new" / f"{Tier.PRIVATE}.duckdb"
    older.begin_private(target, lambda *_: None)
    con.execute(f"attach '{target}' as serving")
    older.copy_late("serving.main")
    rows_of.write_held("serving.main")
    found = con.execute("from serving.main.stored_value").fetchall()
    con.execute("detach serving")
    older.close()
    past.write(folder / "new")
    return found


_TABLES = "create table stored_value (area_id varchar, quarter varchar, indicator varchar, n integer);" + "".join(
    f"create table {table} (area_id varchar, quarter varchar, method varchar, n integer);"
    for table in ("score", "explained")
)


@pytest.mark.parametrize("many", [1_000_000, 2])
def test_older_quarters_begin_the_next_private_file_until_one_of_them_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(arrow, "_HELD", many)
    folder = tmp_path / "older"

    def build(digests: dict[str, Digests]) -> tuple[list[tuple[Any, ...]], tuple[str, int]]:
        with duckdb.connect() as con:
            past = Past(con, GRID, "configuration", tmp_path / "before" if (tmp_path / "before").exists() else None)
            rows = _written(con, past, tmp_path, digests)
        shutil.rmtree(tmp_path / "before", ignore_errors=True)
        (tmp_path / "new").rename(tmp_path / "before")
        (file,) = folder.iterdir()
        assert rows[-1][1] == GRID.quarters[-1], "the latest quarter lies together at the end"
        whole = [
            (name, quarter, len(each[at])) for name, each in digests.items() for at, quarter in enumerate(GRID.quarters)
        ]
        assert sorted((name, quarter, n) for _, quarter, name, n in rows) == sorted(whole)
        return rows, (file.name, file.stat().st_ino)

    marks, cases = [[name.encode() * (1 + quarter % 3) for quarter in range(QUARTERS)] for name in ("m", "c")]
    _, first = build({"marks": marks, "cases": cases})
    cases = [*cases[:-2], b"a late one", b"this month"]
    _, again = build({"marks": marks, "cases": cases})
    assert again == first, "only the latest year changed"
    (folder / "older.part").write_bytes(b"of a build that was cut short")
    cases = [*cases[:5], b"an old one", *cases[6:]]
    _, changed = build({"marks": marks, "cases": cases})
    assert changed[0] != first[0]
    _, gone = build({"marks": marks})
    assert gone[0] not in {first[0], changed[0]}
    assert build({"marks": marks})[1] == gone
    (folder / gone[0]).unlink()
    assert build({"marks": marks})[1][0] == gone[0], "it is made again from the build before"
