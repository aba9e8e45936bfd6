"""The three files of the demo: what a tier shields does not exist in it, and does not follow from it."""

import datetime as dt

import duckdb
import numpy as np
import pytest
from scipy import optimize

from data.configuration import DEFAULT_TIERS
from data.vocabulary import LEVELS, Level, Tier
from indicators.disclosure import Atoms
from indicators.indicator import all_indicators
from indicators.method_files import all_methods
from indicators.read_model import ReadModel
from layouts._judged import sensitivity_is_about
from tests.attacker import named
from tests.conftest import BuiltDemo

REFERENCE = dt.date(2026, 9, 30)
LEAVES = (Tier.CLOSED, Tier.OPEN)
COUNTED = {"cases_per_100_homes": "fct_case", "mutation_rate": "fct_tenancy"}


@pytest.fixture(scope="module")
def files(demo: BuiltDemo) -> duckdb.DuckDBPyConnection:
    """The three files of the demo and its warehouse, side by side."""
    con = duckdb.connect()
    folder = demo.folder / "var" / "builds" / demo.report["build"]
    for tier in Tier:
        con.execute(f"attach '{folder / f'{tier}.duckdb'}' as tier_{tier} (read_only)")
    con.execute(f"attach '{demo.folder / 'var' / 'warehouse.duckdb'}' as warehouse (read_only)")
    return con


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return con.execute(query).fetchall()


@pytest.mark.parametrize("tier", LEAVES)
def test_a_shielded_value_has_no_figure_anywhere(files: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    columns = [
        name
        for name, kind, *_ in _rows(files, f"describe tier_{tier}.indicator_value")
        if name not in {"area_id", "quarter", "indicator", "state"}
    ]
    shown = " or ".join(f"{name} is not null" for name in columns)
    values = f"tier_{tier}.indicator_value"
    assert _rows(files, f"select count(*) from {values} where state in ('shielded', 'ceiling') and ({shown})") == [(0,)]
    assert _rows(files, f"select count(*) > 0 from {values} where state = 'shielded'") == [(True,)]
    no_score = f"from tier_{tier}.score where score is null and light <> 'insufficient'"
    assert _rows(files, f"select distinct lower, points, p_red, worst_theme {no_score}") == [(None,) * 4]
    for table in ("theme_score", "contribution"):
        assert _rows(
            files,
            f"select count(*) from tier_{tier}.{table} semi join (select * {no_score}) using (area_id, quarter, method)",
        ) == [(0,)], table


@pytest.mark.parametrize("tier", LEAVES)
def test_the_score_of_a_theme_goes_with_every_input_it_holds(files: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    """Also of a theme without weight: BIK shows what people move, and does not count it."""
    shown = 0
    for name, method in all_methods({indicator.name: indicator.better for indicator in all_indicators()}).items():
        for indicator, item in method.indicators.items():
            if item.weight:
                rows = _rows(files, f"""
                    select count(*), count(*) filter (state in ('shielded', 'ceiling'))
                    from tier_{tier}.theme_score join tier_{tier}.indicator_value using (area_id, quarter)
                    where method = '{name}' and theme = '{item.theme}' and indicator = '{indicator}'""")  # fmt: skip
                assert rows[0][1] == 0, (name, item.theme, indicator)
                shown += int(str(rows[0][0]))
    assert shown


def test_teams_are_named_inside_the_corporation_only(files: duckdb.DuckDBPyConnection) -> None:
    assert _rows(files, "select count(team) > 0 from tier_private.area") == [(True,)]
    assert [_rows(files, f"select count(team) from tier_{tier}.area") for tier in LEAVES] == [[(0,)], [(0,)]]


@pytest.mark.parametrize("tier", LEAVES)
def test_the_day_on_which_the_oldest_tenancy_began_stays_inside(files: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    """A source tells from when it is; outside, from the first quarter that is counted, for the first day is that of one home."""
    first = "select min(starts_on) from tier_private.quarter"
    began = "select period_from from tier_{}.source where kind = 'tenancies'"
    assert _rows(files, f"select ({began.format('private')}) < ({first})") == [(True,)]
    assert _rows(files, began.format(tier)) == _rows(files, first)


@pytest.mark.parametrize("tier", LEAVES)
def test_the_day_of_the_latest_report_of_fraud_stays_inside(files: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    until = "select period_until from tier_{}.source where kind = 'housing_fraud'"
    (latest,), (told,) = (_rows(files, until.format(each))[0] for each in ("private", tier))
    of_that_day = _rows(files, f"select count(*) from warehouse.fct_housing_fraud where reported_on = '{latest}'")
    assert of_that_day == [(1,)], "it is the day of one report"
    assert (str(latest), str(told)) == ("2026-09-20", "2026-09-30")


@pytest.mark.parametrize("tier", LEAVES)
def test_no_place_tells_when_its_last_answer_came(files: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    """A quarter in which nobody answered shows those who left the window: what is gone is then all that changed."""
    values = f"""
        select v.*, starts_on, ends_on,
            lag(denominator) over before - denominator as gone, lag(numerator) over before - numerator as points
        from tier_{tier}.indicator_value as v join tier_{tier}.quarter using (quarter)
        join tier_{tier}.indicator using (indicator)
        where source = 'survey' and inherited_from is null and denominator is not null
        window before as (partition by area_id, indicator order by starts_on)"""
    few = DEFAULT_TIERS[tier].min_answers
    assert (
        _rows(files, f"select * from ({values}) where measured_until < starts_on and gone > 0.01 and gone < {few}")
        == []
    )
    days = f"select count(distinct measured_until) from ({values}) where measured_until > ends_on - interval 24 month"
    assert _rows(files, f"{days} group by indicator, quarter having count(distinct measured_until) > 1") == []


@pytest.mark.parametrize("tier", LEAVES)
def test_a_count_that_is_shown_is_none_or_enough(files: duckdb.DuckDBPyConnection, tier: Tier) -> None:
    rules, names = DEFAULT_TIERS[tier], ", ".join(f"'{name}'" for name in COUNTED)
    assert _rows(files, f"""
        select count(*) from tier_{tier}.indicator_value join tier_{tier}.area using (area_id)
        where indicator in ({names}) and state = 'ok'
          and (homes < {rules.min_homes} or numerator > 0 and numerator < {rules.min_count})
    """) == [(0,)]  # fmt: skip
    levels = {str(level) for (level,) in _rows(files, f"select distinct level from tier_{tier}.area")}
    assert levels <= set(LEVELS[LEVELS.index(rules.lowest_level) :])


def test_what_open_shows_closed_shows_and_private_indicators_are_in_neither(files: duckdb.DuckDBPyConnection) -> None:
    ok = "select area_id, indicator, quarter from tier_{}.indicator_value where state = 'ok'"
    assert _rows(files, f"{ok.format('open')} except {ok.format('closed')}") == []
    for tier in LEAVES:
        assert _rows(files, f"select count(*) from tier_{tier}.indicator_value where indicator = 'arrears'") == [(0,)]
        assert _rows(files, f"select count(*) from tier_{tier}.indicator where indicator = 'arrears'") == [(0,)]
        assert _rows(files, f"select count(*) from tier_{tier}.source where kind = 'arrears'") == [(0,)]
        sensitive = "(indicator like 'drugs%' or indicator like 'threat%' or indicator like '%fraud%')"
        low = f"select area_id from tier_{tier}.area where level in ('building', 'complex', 'street')"
        assert _rows(files, f"""
            select count(*) from tier_{tier}.indicator_value
            where {sensitive} and state = 'ok' and area_id in ({low})""") == [(0,)]  # fmt: skip
        off = "('under_23', 'mediation', 'care_contract')"
        assert _rows(files, f"select count(*) from tier_{tier}.indicator_value where indicator in {off}") == [(0,)]


@pytest.mark.parametrize("tier", LEAVES)
def test_a_colour_without_a_score_stands_whatever_is_shielded_and_says_no_figure(
    files: duckdb.DuckDBPyConnection, tier: Tier
) -> None:
    decided = f"from tier_{tier}.score where score is null and light in ('green', 'amber', 'red')"
    assert _rows(files, f"select count(*) > 0 {decided}") == [(True,)]
    assert _rows(files, f"select count(*) {decided} and regexp_matches(reason, '[0-9]')") == [(0,)]
    assert _rows(files, f"""
        select count(*) from (select * {decided}) as s join tier_private.score as p using (area_id, quarter, method)
        where s.light <> p.light""") == [(0,)]  # fmt: skip


@pytest.mark.parametrize("tier", LEAVES)
def test_what_the_reason_of_a_decided_light_compares_stands_in_the_table_beside_it(
    files: duckdb.DuckDBPyConnection, tier: Tier
) -> None:
    """'Huurdersoordeel: slechter dan gemiddeld in ons bezit.': of a figure that is shown, with a stock that is shown."""
    said = _rows(files, f"""
        select s.area_id, s.quarter, split_part(split_part(reason, chr(10), 2), ':', 1) as label, reason like '%: slechter dan%'
        from tier_{tier}.score as s where score is null and light in ('green', 'amber', 'red') and reason like '%dan gemiddeld in ons bezit.'
    """)  # fmt: skip
    assert said or tier is Tier.OPEN
    shown = set(_rows(files, f"""
        select area_id, quarter, label, comparison = 'worse' from tier_{tier}.indicator_value
        join tier_{tier}.indicator using (indicator) where comparison in ('worse', 'better') and stock_value is not null
    """))  # fmt: skip
    assert set(said) <= shown


@pytest.mark.parametrize("tier", LEAVES)
def test_a_method_that_counts_what_stays_inside_says_so_and_not_that_numbers_are_small(
    files: duckdb.DuckDBPyConnection, tier: Tier
) -> None:
    """KSIC and the Sociaal Beheer Label count arrears: one in five parts of the weight that no partner may see."""
    said = "Afgeschermd: deze methode telt ook huurachterstand, en die blijft binnen de corporatie."
    reasons = f"select distinct method from tier_{tier}.score where light = 'shielded' and reason {{}} '{said}%'"
    assert _rows(files, reasons.format("like") + " order by 1") == [("ksic",), ("sociaal_beheer_label",)]
    assert not {("ksic",), ("sociaal_beheer_label",)} & set(_rows(files, reasons.format("not like")))


def test_a_reason_without_similar_places_still_says_the_figure_of_the_place(files: duckdb.DuckDBPyConnection) -> None:
    """The mean of similar places is withheld nearly everywhere; the count stands in the table, so the reason may name it."""
    rows = _rows(files, """
        select c.reason, p.reason from tier_closed.score as c join tier_private.score as p using (area_id, quarter, method)
        join tier_closed.build on quarter = latest_quarter
        where c.score is not null and method = 'bik' and c.reason <> p.reason""")  # fmt: skip
    assert len(rows) > 20
    for closed, private in rows:
        first, _, second = str(closed).partition("\n")
        assert (first, second) == (str(private).split("\n", maxsplit=1)[0], "")
        assert "ergelijkbare" not in first


@pytest.mark.parametrize("indicator", COUNTED)
def test_an_attacker_cannot_find_a_small_count(
    files: duckdb.DuckDBPyConnection, demo: BuiltDemo, indicator: str
) -> None:
    """No shielded count is a sum of the counts that closed and open show.

    For a sample of them the smallest and the largest value that fit the shown counts differ, too.
    """
    with duckdb.connect(str(demo.folder / "var" / "warehouse.duckdb"), read_only=True) as con:
        ids = [str(area) for (area,) in con.execute("select area_id from dim_area order by area_id").fetchall()]
        atoms = named(ids, Atoms(con, REFERENCE).of(COUNTED[indicator]))
    shown: dict[str, dict[str, float]] = {}
    for tier in LEAVES:
        for quarter, area, count in _rows(files, f"""
            select quarter, area_id, numerator from tier_{tier}.indicator_value
            where indicator = '{indicator}' and state = 'ok' and inherited_from is null"""):  # fmt: skip
            shown.setdefault(str(quarter), {})[str(area)] = float(str(count))
    small = _rows(files, f"""
        select quarter, area_id, numerator from tier_private.indicator_value join tier_private.area using (area_id)
        where indicator = '{indicator}' and numerator between 1 and 4 and level <> 'building' and inherited_from is null
        order by hash(area_id || quarter)""")  # fmt: skip
    assert len(small) > 100
    areas = sorted({area for names, _ in atoms for area in names})
    member = {area: np.array([area in names for names, _ in atoms], dtype=np.float64) for area in areas}
    judged = 0
    for quarter in sorted(shown)[-4:]:
        known = shown[quarter]
        matrix = np.array([member[area] for area in known])
        targets = [(str(a), float(str(n))) for q, a, n in small if q == quarter and str(a) in member]
        assert not {area for area, _ in targets} & set(known)
        rows = np.array([member[area] for area, _ in targets])
        _, strength, basis = np.linalg.svd(matrix, full_matrices=False)
        basis = basis[strength > 1e-9]
        left = np.abs(rows - rows @ basis.T @ basis).max(axis=1)
        assert (left > 1e-7).all()
        for row in rows[:3]:
            ends = [
                optimize.linprog(sign * row, A_eq=matrix, b_eq=list(known.values()), bounds=(0, None), method="highs")
                for sign in (1, -1)
            ]
            low, high = (float("inf") if end.fun is None else float(end.fun) for end in ends)  # no end: unbounded
            assert abs(high) - low > 0.5
            judged += 1
    assert judged


def test_each_tier_has_every_table_complete(files: duckdb.DuckDBPyConnection) -> None:
    for tier in Tier:
        quarters, indicators = (_rows(files, f"select count(*) from tier_{tier}.{name}")[0][0] for name in ("quarter", "indicator"))  # fmt: skip
        areas = _rows(files, f"select count(*) from tier_{tier}.area")[0][0]
        values = _rows(files, f"select count(*) from tier_{tier}.indicator_value")[0][0]
        assert values == int(str(areas)) * int(str(quarters)) * int(str(indicators)), tier
        assert _rows(files, f"select tier from tier_{tier}.build") == [(str(tier),)]
        assert _rows(files, f"select count(*) > 0 from tier_{tier}.sensitivity") == [(True,)] or tier is Tier.OPEN


def test_how_heavy_an_indicator_is_is_told_over_the_complexes_of_the_tier(
    files: duckdb.DuckDBPyConnection, demo: BuiltDemo
) -> None:
    """Methode says over how many complexes; a tier that shows fewer has other figures, and says fewer."""
    told, heavy = {}, {}
    for tier in (Tier.PRIVATE, Tier.CLOSED):
        found = ReadModel(demo.folder / "var" / "builds", tier).serving()
        assert found is not None
        details = found.method_details("bik")
        scored = (
            f"tier_{tier}.score join tier_{tier}.area using (area_id) where level = 'complex' and score is not null"
        )
        latest = f"method = 'bik' and quarter = '{found.build.latest_quarter}'"
        assert _rows(files, f"select count(*) from {scored} and {latest}") == [(details.compared,)]
        assert sensitivity_is_about(details).startswith(f"Gerekend over {details.compared} complexen")
        told[tier], heavy[tier] = details.compared, {each.label: each.effective_weight for each in details.sensitivity}
    assert 0 < told[Tier.CLOSED] < told[Tier.PRIVATE]
    assert heavy[Tier.CLOSED].keys() == heavy[Tier.PRIVATE].keys()
    assert heavy[Tier.CLOSED] != heavy[Tier.PRIVATE]


def test_a_funnel_holds_only_what_the_tier_shows(files: duckdb.DuckDBPyConnection, demo: BuiltDemo) -> None:
    compared = 0
    for tier in Tier:
        found = ReadModel(demo.folder / "var" / "builds", tier).serving()
        assert found is not None
        for level in (Level.COMPLEX, Level.NEIGHBOURHOOD):
            for about in found.funnel_choices(level, found.build.latest_quarter, "bik"):
                places = {place.area_id for place in found.funnel(level, found.build.latest_quarter, about).places}
                shown = _rows(files, f"""
                    select area_id from tier_{tier}.indicator_value join tier_{tier}.area using (area_id)
                    where level = '{level}' and quarter = '{found.build.latest_quarter}' and state = 'ok'
                        and indicator = '{about.indicator}' and inherited_from is null""")  # fmt: skip
                assert places == {str(row[0]) for row in shown}
                compared += 1
    assert compared > 10


@pytest.mark.parametrize("tier", LEAVES)
def test_what_stands_beside_the_lights_leaves_only_where_it_is_public(
    files: duckdb.DuckDBPyConnection, tier: Tier
) -> None:
    for table in ("budget", "hot_spot", "report_concentration"):
        assert _rows(files, f"select count(*) > 0 from tier_private.{table}") == [(True,)], table
        assert _rows(files, f"select count(*) from tier_{tier}.{table}") == [(0,)], table
    for table in ("outlook", "outlook_test", "outlook_skill", "outlook_calibration"):
        assert _rows(files, f"select count(*) from tier_{tier}.{table}") == [(0,)], table
    for table in ("area_type", "facility_distance"):
        known = f"from tier_{tier}.{table} anti join tier_{tier}.area using (area_id)"
        assert _rows(files, f"select count(*) {known}") == [(0,)], table
    assert _rows(files, f"select count(*) from tier_{tier}.area_type") == [(12,)]
