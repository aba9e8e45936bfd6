"""A published build: complete, no NaN, equal for equal inputs, and nothing shown that a tier shields."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from data.errors import CallerMistakeError, InputRefusedError
from data.vocabulary import DUTCH_ARRANGEMENTS, Tier
from indicators.disclosure.described import arrangement_keys
from indicators.indicator import all_indicators
from indicators.publish import publish
from indicators.published import PublishReport
from indicators.tiers import CHOICES
from tests.spec.warehouse import configuration, geometry, warehouse

STOCK = """
    building | complex | street | neighbourhood | district | municipality | homes int | type | from_on date | until_on date
    ---------+---------+--------+---------------+----------+--------------+-----------+------+--------------+--------------
    A        | 1       | Dorp   | BU1           | WK1      | GM1          | 20        |      |              |
    B        | 2       | Dorp   | BU1           | WK1      | GM1          | 30        |      |              |
    C        | 3       | Kerk   | BU2           | WK1      | GM1          | 6         |      |              |
    D        | 4       | Plein  | BU2           | WK1      | GM1          | 1         |      |              |
    E        | 5       | Plein  | BU2           | WK1      | GM1          | 25        |      |              |
"""
CASES = """
    case_id | place | opened_on date
    --------+-------+---------------
    1       | A:1   | 2026-02-01
    2       | A:2   | 2026-03-01
    3       | A:3   | 2026-03-02
    4       | B:1   | 2026-03-02
    5       | C:1   | 2026-03-02
    6       | B:1   | 2024-01-02
"""
STAFF = """
    place     | assessed_on date | aspect | mark double
    ----------+------------------+--------+------------
    complex:1 | 2026-03-01       | schoon | 1
    complex:2 | 2026-03-01       | schoon | 5
    complex:5 | 2022-03-01       | schoon | 3
"""
LEEFBAAROMETER = """
    area_id           | year int | measured_on date | afw double
    ------------------+----------+------------------+-----------
    neighbourhood:BU1 | 2024     | 2024-12-31       | -0.16
    neighbourhood:BU2 | 2024     | 2024-12-31       | 0.05
"""


def publish_drawn(
    folder: Path,
    cases: str = CASES,
    staff: str = STAFF,
    leefbaarometer: str = LEEFBAAROMETER,
    arrangements: dict[str, str] | None = None,
) -> tuple[PublishReport, Path]:
    folder.mkdir()
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, STOCK, fct_case=cases, fct_staff_mark=staff, fct_leefbaarometer=leefbaarometer)
        drawn = geometry(con)
    moment = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
    chosen = configuration(folder).model_copy(update={"arrangements": arrangements or {}})
    report = publish(path, chosen, folder, build_id="b1", built_at=moment, geometry=drawn, progress=lambda _: None)
    return report, folder / "private.duckdb"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[PublishReport, Path]:
    return publish_drawn(tmp_path_factory.mktemp("build") / "a")


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


def _reasons(path: Path) -> dict[str, str]:
    """Area → reason, in the latest quarter."""
    return {
        str(a): str(b)
        for a, b in _rows(path, "select area_id, reason from score where method = 'bik' and quarter = '2026-3'")
    }


def test_every_tier_gets_a_file(built: tuple[PublishReport, Path]) -> None:
    report, path = built
    assert set(report.tiers) == set(Tier)
    files = {file.name for file in path.parent.glob("*.duckdb")}
    assert files == {"private.duckdb", "closed.duckdb", "open.duckdb", "warehouse.duckdb"}


def test_keys_are_unique_and_tables_complete(built: tuple[PublishReport, Path]) -> None:
    report, path = built
    keys = {
        "area": "area_id",
        "indicator_value": "area_id, quarter, indicator",
        "score": "area_id, quarter, method",
        "theme_score": "area_id, quarter, method, theme",
        "contribution": "area_id, quarter, method, indicator",
    }
    for table, key in keys.items():
        assert _rows(path, f"select {key} from {table} group by all having count(*) > 1") == [], table
    areas = sum(report.areas.values())
    assert _rows(path, "select count(*) from indicator_value") == [(areas * 8 * len(report.indicators),)]
    assert _rows(path, "select count(*) from score") == [(areas * 8 * len(report.methods),)]


def test_no_figure_is_nan(built: tuple[PublishReport, Path]) -> None:
    for table, column in _rows(
        built[1], "select table_name, column_name from duckdb_columns() where data_type = 'DOUBLE'"
    ):
        assert _rows(built[1], f"select count(*) from {table} where isnan({column}) or isinf({column})") == [(0,)]


def test_small_areas_have_a_sentence_but_no_figures(built: tuple[PublishReport, Path]) -> None:
    """Six homes and one home: a light that says so, and nothing that could be about one household."""
    _, path = built
    reasons = _reasons(path)
    assert reasons["complex:3"] == (
        "Onvoldoende gegevens: 6 woningen is te weinig voor een stoplicht.\nDe woningen tellen wel mee in de buurt."
    )
    assert reasons["complex:4"].startswith("Onvoldoende gegevens: 1 woning is te weinig")
    # The Leefbaarometer is published by another, for everybody.
    small = "area_id in (select area_id from area where homes < 10)"
    assert _rows(
        path,
        f"select distinct numerator, value, n from indicator_value where {small} and not starts_with(indicator, 'leefbaarometer')",
    ) == [(None, None, None)]
    assert _rows(path, f"select distinct score, p_red, light from score where {small}") == [
        (None, None, "insufficient")
    ]
    assert _rows(path, f"select count(*) from contribution where {small}") == [(0,)]


def test_reasons_read_as_sentences(built: tuple[PublishReport, Path]) -> None:
    _, path = built
    reasons = _reasons(path)
    assert reasons["complex:1"] == (
        "Oranje, redelijk zeker: medewerkers geven een 1,0 op een schaal van 5.\nHet gemiddelde van ons bezit is 3,4."
    )
    assert {reasons["complex:5"], reasons["street:Plein"]} == {
        "Onvoldoende gegevens: er is nog te weinig gemeten voor een kleur.\nDe laatste complexbeoordeling is uit 2022 en telt niet meer mee."
    }
    for text in map(str, reasons.values()):
        assert text.count("\n") == 1
        assert len(text) <= 160
        assert not any(wrong in text for wrong in ("NaN", "None", "{", " 1 woningen", "1 overlastzaken", "  ", ".."))


def test_counts_read_right_for_none_one_and_many(tmp_path: Path) -> None:
    """Where all else is alike, cases make the difference."""
    staff = STAFF.replace("| 1\n", "| 3\n").replace("| 5\n", "| 3\n").replace("2022", "2026")
    cases = CASES + "\n".join(f"{n} | A:1 | 2026-05-01" for n in range(10, 19))
    _, path = publish_drawn(tmp_path / "c", cases, staff=staff, leefbaarometer=LEEFBAAROMETER.replace("-0.16", "0.05"))
    reasons = _reasons(path)
    assert "12 overlastzaken bij 20 woningen in 12 maanden." in str(reasons["complex:1"])
    assert "1 overlastzaak bij 30 woningen in 12 maanden." in str(reasons["complex:2"])
    assert "geen overlastzaken bij 25 woningen in 12 maanden." in str(reasons["complex:5"])


def test_score_is_the_stock_plus_contributions(built: tuple[PublishReport, Path]) -> None:
    """With the same indicators present, the contributions lead from the stock's score to that of the area."""
    rows = _rows(
        built[1],
        """
        with here as (
            select s.area_id, s.score, sum(contribution) as moved
            from score s join contribution c using (area_id, quarter, method)
            where method = 'bik' and quarter = '2026-3' and coverage > 0.7 group by all)
        select score - moved - (select score from score where method = 'bik' and area_id = 'stock' and quarter = '2026-3') from here
        """,
    )
    assert len(rows) > 3
    assert all(abs(float(str(gap))) < 1e-9 for (gap,) in rows)


def test_equal_inputs_in_another_order_give_equal_files_in_every_tier(
    built: tuple[PublishReport, Path], tmp_path: Path
) -> None:
    """Rows in another order change nothing: every table of every tier holds the same rows in one order, to the last bit."""
    header, rule, *rows = CASES.strip().splitlines()
    _, other = publish_drawn(tmp_path / "b", "\n".join([header, rule, *reversed(rows)]))
    for tier in Tier:
        one, two = (path.with_name(f"{tier}.duckdb") for path in (built[1], other))
        tables = [str(name) for (name,) in _rows(one, "select table_name from duckdb_tables() order by all")]
        assert {"area", "stored_value", "count_ceiling", "score", "explained", "standing"} <= set(tables)
        for table in tables:
            assert _rows(one, f"select * from {table}") == _rows(two, f"select * from {table}"), (tier, table)
    assert (built[1].parent / CHOICES).read_bytes() == (other.parent / CHOICES).read_bytes()


def test_sources_tell_what_came_in(built: tuple[PublishReport, Path]) -> None:
    rows = _rows(built[1], "select kind, files, rows_read, accepted, rejected, matched_share from source order by kind")
    assert rows == [("cases", 1, 10, 9, 1, 0.8), ("tenancies", 1, 10, 10, 0, None)]


def test_a_data_steward_sees_files_matches_and_records_per_quarter(built: tuple[PublishReport, Path]) -> None:
    """Six cases were drawn: five in 2026, one too long ago for these eight quarters; tenancies came without any."""
    path = built[1]
    assert _rows(path, "select kind, file, form, dropped_columns, verdict from source_file order by 1, 5") == [
        ("cases", "zaken.csv", "csv, utf-8", ["Opmerking"], "accepted"),
        ("cases", "zaken.csv", "csv, utf-8", [], "replaced"),
        ("tenancies", "huur.csv", "xlsx", [], "accepted"),
    ]
    assert _rows(path, "select * from source_match order by all") == [("cases", "bag_vbo", 8), ("cases", "none", 2)]
    counted = _rows(path, "select kind, quarter, rows from source_quarter where rows > 0 order by all")
    assert counted == [("cases", "2026-1", 5)]
    assert _rows(path, "select kind, count(*) from source_quarter group by 1 order by 1") == [
        ("cases", 8),
        ("tenancies", 8),
    ]
    assert _rows(path, "select * from source_absent") == [("survey", "Huurdersenquête")]


def test_an_empty_warehouse_and_an_unknown_method_get_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, STOCK, fct_case=CASES)
        drawn = geometry(con)
        con.execute("delete from dim_quarter")
    known = configuration(tmp_path)
    options = {"build_id": "b", "built_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC), "geometry": drawn}
    with pytest.raises(InputRefusedError, match="gebied of kwartaal"):
        publish(path, known, tmp_path, progress=lambda _: None, **options)  # type: ignore[arg-type]
    with pytest.raises(CallerMistakeError, match="'ksik' bestaat niet"):
        publish(
            path,
            known.model_copy(update={"method": "ksik"}),
            tmp_path,
            progress=lambda _: None,
            **options,  # type: ignore[arg-type]
        )


@pytest.mark.parametrize(
    ("buildings", "facts"),
    [
        (1, {}),
        (1, {"fct_case": CASES, "fct_staff_mark": STAFF}),
        (5, {"fct_staff_mark": STAFF.replace("| 1\n", "| 3\n").replace("| 5\n", "| 3\n")}),
        (5, {"fct_leefbaarometer": LEEFBAAROMETER.replace("2024-12-31", "2010-12-31")}),
    ],
    ids=["one complex, nothing measured", "one complex", "all values equal", "all too old"],
)
def test_a_poor_delivery_gives_a_defined_state(tmp_path: Path, buildings: int, facts: dict[str, str]) -> None:
    """One complex, nothing at all, no differences: a build comes out, and every light has its sentence."""
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse(con, "\n".join(STOCK.strip().splitlines()[: 2 + buildings]), quarters=8, **facts)
        con.execute("update dim_area set homes = 0 where area_id = 'building:E'")
        drawn = geometry(con)
    report = publish(
        path,
        configuration(tmp_path),
        tmp_path,
        build_id="b1",
        built_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
        geometry=drawn,
        progress=lambda _: None,
    )
    reasons = _reasons(tmp_path / "private.duckdb")
    assert len(reasons) == sum(report.areas.values())
    assert all(reason.endswith((".", "\n")) and "NaN" not in reason for reason in reasons.values())


def test_what_is_off_reaches_no_file(built: tuple[PublishReport, Path]) -> None:
    """Without an arrangement in monitor.toml: not as a figure, not as a name, not in a method."""
    for table in ("indicator", "indicator_value", "method_indicator", "contribution"):
        query = f"select count(*) from {table} where indicator in ('under_23', 'mediation', 'care_contract')"
        assert _rows(built[1], query) == [(0,)], table


def test_what_an_arrangement_switches_on_is_named_in_every_tier(tmp_path: Path) -> None:
    """Kinds that reveal health: on with the name of what allows them, and still about neighbourhoods outside."""
    allowed = {"health_kinds": "Convenant zorg en overlast 2026"}
    _, path = publish_drawn(tmp_path / "a", arrangements=allowed)
    kinds = {"mental_health_cases_per_100_homes", "addiction_cases_per_100_homes"}
    for tier in Tier:
        file = path.with_name(f"{tier}.duckdb")
        assert _rows(file, "select * from arrangement") == list(allowed.items())
        assert {(kind,) for kind in kinds} <= set(_rows(file, "select indicator from indicator"))
    shown = f"select distinct level from indicator_value join area using (area_id) where indicator in {tuple(kinds)} and value is not null"
    assert ("complex",) in _rows(path, shown)
    assert not {("complex",), ("street",)} & set(_rows(path.with_name("closed.duckdb"), shown))


def test_every_subject_that_an_arrangement_can_name_has_a_dutch_word() -> None:
    assert arrangement_keys(all_indicators()) == DUTCH_ARRANGEMENTS.keys()
