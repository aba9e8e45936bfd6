"""The demonstration corporation: real volumes, a town that could stand, and every planted truth in the files."""

import datetime as dt
import hashlib
import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import click.testing
import duckdb
import geopandas as gpd
import numpy as np
import pytest
import shapely

from data.commands import demo
from data.configuration import read_configuration
from data.errors import CallerMistakeError
from data.workflow import open_store
from data.workflow.agreements import agreements

_SAMPLES = Path(__file__).parents[1] / "../shared/data"
_CSV = "delim=';', header=true, all_varchar=true"


def run(out: Path, *arguments: str) -> Path:
    result = click.testing.CliRunner().invoke(demo, ["--out", str(out), *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def con(town: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for path in town.glob("*.csv"):
        if not path.stem.startswith(("leefbaarometer", "kerncijfers", "misdrijven", "adressen")):
            con.execute(f"create view {path.stem} as from read_csv('{path}', {_CSV})")
    con.execute(f"create view adressen as from read_csv('{town / 'adressen.csv'}', all_varchar=true)")
    con.execute("""
        create view register as
        select Eenheidnummer, Complexnummer, Straat, Huisnummer, Huisletter, Woningtype from woningen;
        create view zaak as
        select z.* exclude (Complexnummer), strptime(Geopend, '%d-%m-%Y')::date as opened,
            coalesce(d.Complexnummer, a.Complexnummer, z.Complexnummer) as complex,
            coalesce(d.Woningtype, a.Woningtype) as type
        from overlastzaken z
        left join register d on d.Eenheidnummer = z.Eenheidnummer
        left join register a on z.Eenheidnummer is null and a.Straat = z.Straat
            and lower(concat(a.Huisnummer, a.Huisletter)) = lower(concat(z.Huisnummer, z.Huisletter))
        where z.Status <> 'geannuleerd';
    """)
    return con


@pytest.fixture(scope="module")
def truths(town: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((town / "truths.json").read_text(encoding="utf-8"))
    assert content["synthetic"] is True
    return dict(content["truths"])


@pytest.fixture(scope="module")
def panden(town: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(town / "panden.gpkg")


def one(con: duckdb.DuckDBPyConnection, query: str, *values: object) -> Any:
    row = con.execute(query, values).fetchone()
    assert row is not None
    return row[0]


def cases(con: duckdb.DuckDBPyConnection, complex_id: str, since: str, until: str = "2026-10") -> int:
    """Cases of a complex in the months from `since` up to, not including, `until`."""
    query = "select count(*) from zaak where complex = ? and strftime(opened, '%Y-%m') >= ? and strftime(opened, '%Y-%m') < ?"
    return int(one(con, query, complex_id, since, until))


def test_default_size(con: duckdb.DuckDBPyConnection, town: Path) -> None:
    assert one(con, "select count(*) from woningen") == 6_000
    assert 130 <= one(con, "select count(distinct Complexnummer) from woningen") <= 190
    sizes = "(select count(*) as n from woningen group by Complexnummer)"
    assert 24 <= one(con, f"select median(n) from {sizes}") <= 36
    assert one(con, f"select min(n) from {sizes}") == 2
    assert one(con, f"select max(n) from {sizes}") <= 200
    areas = [len(gpd.read_file(town / "gebieden.gpkg", layer=layer)) for layer in ("buurten", "wijken", "gemeenten")]
    assert areas == [12, 3, 1]


def test_volumes_are_those_of_real_corporations(con: duckdb.DuckDBPyConnection) -> None:
    per_100 = 100 / 6_000
    assert one(con, "select count(*) / 6 from zaak") * per_100 == pytest.approx(2.0, abs=0.15)
    assert one(con, "select count(*) / 6 from overlastmeldingen") * per_100 == pytest.approx(5.5, abs=0.8)
    linked = "select count(*) / count(distinct Zaaknummer) from overlastmeldingen where Zaaknummer is not null"
    assert 2 <= one(con, linked) <= 3
    assert one(con, "select count(*) / 6 from leegstand where Reden = 'mutatie'") * per_100 == pytest.approx(6, abs=0.7)
    active = "select count(*) from zaak where Status = 'open' and strptime(\"Laatste actie\", '%d-%m-%Y') > date '2026-03-31'"
    assert 0.3 <= one(con, active) * per_100 <= 1.0
    arrears = 'select sum("Huurders met achterstand"::int) / sum(Huurders::int) from huurachterstand'
    assert one(con, arrears) == pytest.approx(0.06, abs=0.01)


def test_the_last_year_has_the_usual_volume_of_complaints_without_the_flood_and_the_new_app(
    con: duckdb.DuckDBPyConnection, truths: dict[str, Any]
) -> None:
    """calibration.md: 5.5 per 100 homes; a year of 4,000 homes lies within one of it."""
    elsewhere = "Team <> ? and Complexnummer is distinct from ?"
    planted = (truths["registration_change"]["team"], truths["one_reporter"]["complex_id"])
    told = one(
        con,
        f"""select count(*) from (
            select m.Team, coalesce(r.Complexnummer, m.Complexnummer) as Complexnummer
            from overlastmeldingen m left join register r using (Eenheidnummer)
            where strptime(Meldingsdatum, '%d-%m-%Y') >= date '2025-10-01') where {elsewhere}""",
        *planted,
    )
    homes = one(con, f"select count(*) from woningen where {elsewhere}", *planted)
    assert told / homes * 100 == pytest.approx(5.5, abs=1)


def test_half_of_the_complaints_come_from_a_tenth_of_the_reporters(con: duckdb.DuckDBPyConnection) -> None:
    share = one(
        con,
        """with reporter as (select Melder, count(*) as n from overlastmeldingen where Melder is not null group by all)
        select sum(n) filter (place <= 0.1) / sum(n)
        from (select n, row_number() over (order by n desc) / count(*) over () as place from reporter)""",
    )
    assert 0.4 <= share <= 0.6


def test_most_complexes_have_no_case_in_a_year_and_towers_have_more_than_houses(
    con: duckdb.DuckDBPyConnection,
) -> None:
    without = one(
        con,
        """select avg((n = 0)::int) from (
            select count(opened) as n from (select distinct Complexnummer as complex from woningen)
            left join (select * from zaak where opened >= date '2025-10-01') using (complex) group by complex)""",
    )
    assert 0.5 <= without <= 0.8
    rates = dict(
        con.execute(
            "select type, count(*) / 6 / any_value(homes) * 100 from zaak join "
            "(select Woningtype as type, count(*) as homes from woningen group by all) using (type) group by type"
        ).fetchall()
    )
    assert rates["eengezinswoning"] < rates["seniorenwoning"] < rates["portiekwoning"] < rates["galerijwoning"]


def test_survey_marks(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "select Vraag, avg(Cijfer::int), avg((Cijfer is null)::int) from huurdersenquete group by all"
    ).fetchall()
    marks = {question: (mean, unknown) for question, mean, unknown in found}
    for question, mean in {
        "veiligheid": 7.4,
        "overlast": 6.9,
        "schoon": 6.9,
        "inzet corporatie": 6.0,
        "buurt": 7.2,
    }.items():
        assert marks[question][0] == pytest.approx(mean, abs=0.2)
    assert marks["inzet corporatie"][1] == pytest.approx(0.39, abs=0.03)


def test_tenancies_of_a_dwelling_follow_each_other(con: duckdb.DuckDBPyConnection) -> None:
    contracts = """(select Eenheidnummer as home, strptime(Ingangsdatum, '%d-%m-%Y') as begins,
        strptime(Einddatum, '%d-%m-%Y') as ends from huurovereenkomsten)"""
    overlap = f"""select count(*) from (select ends, lead(begins) over (partition by home order by begins) as following
        from {contracts}) where following is not null and (ends is null or ends >= following)"""
    assert one(con, overlap) == 0
    assert (
        one(con, f"select max(n) from (select count(*) filter (ends is null) as n from {contracts} group by home)") == 1
    )
    assert one(con, f"select count(distinct home) from {contracts}") == 6_000
    assert one(con, f"select count(*) from {contracts} where ends is null") / 6_000 > 0.97


def test_terraced_houses_are_panden_that_touch_and_nothing_overlaps(
    con: duckdb.DuckDBPyConnection, panden: gpd.GeoDataFrame
) -> None:
    per_pand = con.execute(
        """select pandidentificatie, count(*) from adressen join (select distinct "BAG verblijfsobject" as identificatie
        from woningen where Woningtype = 'eengezinswoning') using (identificatie) group by all"""
    ).fetchall()
    assert {count for _, count in per_pand} == {1}
    shapes = np.asarray(panden.geometry.array, dtype=object)
    assert shapely.is_valid(shapes).all()
    a, b = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    a, b = a[a < b], b[a < b]
    assert shapely.area(shapely.intersection(shapes[a], shapes[b])).max() < 0.1
    houses = panden["identificatie"].isin([pand for pand, _ in per_pand]).to_numpy()
    walls = shapely.length(shapely.intersection(shapes[a], shapes[b])) > 5
    touching = np.unique(np.r_[a[walls], b[walls]])
    assert np.isin(np.flatnonzero(houses), touching).mean() > 0.95
    assert 1.2 <= (len(panden) - one(con, 'select count(distinct "BAG pand") from woningen')) / houses.sum() <= 3.5


def test_neighbourhoods_tile_the_municipality_and_hold_their_panden(town: Path, panden: gpd.GeoDataFrame) -> None:
    areas = gpd.read_file(town / "gebieden.gpkg", layer="buurten").geometry
    whole = gpd.read_file(town / "gebieden.gpkg", layer="gemeenten").geometry.iloc[0]
    assert isinstance(whole, shapely.Polygon)
    assert not whole.interiors
    assert areas.area.sum() == pytest.approx(whole.area, rel=1e-9)
    assert shapely.within(shapely.centroid(np.asarray(panden.geometry.array, dtype=object)), whole).all()


def test_leefbaarometer_adds_up(town: Path) -> None:
    lines = (town / "leefbaarometer_buurten.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == '"bu_code","bu_naam","jaar","lbm","afw","fys","onv","soc","vrz","won"'
    assert len(lines) == 1 + 12 * 9
    for line in lines[1:]:
        _, _, year, lbm, afw, *parts = line.split(",")
        assert float(lbm) == pytest.approx(float(afw) + 4.1022648511437, abs=1e-9)
        if year in ("2014", "2018", "2020", "2022", "2024"):
            assert sum(map(float, parts)) == pytest.approx(float(afw), abs=1e-9)
        else:
            assert set(parts) == {"NA"}


def test_surges(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    surge, small = truths["surge"], truths["small_surge"]
    assert cases(con, surge["complex_id"], surge["month"]) == 18
    assert cases(con, surge["complex_id"], "2025-10", surge["month"]) <= 6
    assert cases(con, small["complex_id"], small["month"]) == 1


def test_interventions(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    for name, expected in (("intervention_works", (25, 4)), ("intervention_does_nothing", (25, 25))):
        place = truths[name]
        before = cases(con, place["complex_id"], "2023-10", place["month"])
        assert (before, cases(con, place["complex_id"], place["month"])) == expected


def test_street_declines_over_three_years(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    street = truths["declining_street"]
    months = ("2023-10", "2024-10", "2025-10", "2026-10")
    years = [
        sum(cases(con, complex_id, since, until) for complex_id in street["complex_ids"])
        for since, until in pairwise(months)
    ]
    assert years[0] < years[1] < years[2]
    assert years[2] >= 2.5 * years[0]
    on_street = one(con, "select count(*) from woningen where Straat = ?", street["name"])
    assert on_street == street["homes"]


def test_one_reporter_floods_a_complex(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    place = truths["one_reporter"]
    top = one(
        con,
        """select max(n) from (select count(*) as n from overlastmeldingen join register using (Eenheidnummer)
        where register.Complexnummer = ? and strptime(Meldingsdatum, '%d-%m-%Y') >= date '2026-01-01' group by Melder)""",
        place["complex_id"],
    )
    assert top >= place["complaints_of_top_reporter"]
    assert cases(con, place["complex_id"], place["since"]) == 2


def test_a_team_registers_twice_as_many_complaints(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    change = truths["registration_change"]
    factors = [
        one(
            con,
            f"""select (select count(*) from overlastmeldingen where Team {sign} ? and Meldingsnummer_maand >= ?)
                / (select count(*) from overlastzaken where Team {sign} ? and strftime(strptime(Geopend, '%d-%m-%Y'), '%Y-%m') >= ?)"""
            .replace("Meldingsnummer_maand", "strftime(strptime(Meldingsdatum, '%d-%m-%Y'), '%Y-%m')"),
            change["team"], change["month"], change["team"], change["month"],
        )
        for sign in ("=", "<>")
    ]  # fmt: skip
    assert 1.4 <= factors[0] / factors[1] <= 2.6


def test_tiny_complexes_have_none_or_one(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    tiny = truths["tiny_complexes"]
    assert {place["cases_last_12_months"] for place in tiny} == {0, 1}
    for place in tiny:
        assert 2 <= place["homes"] <= 6
        assert cases(con, place["complex_id"], "2025-10") == place["cases_last_12_months"]


def test_survey_is_thin_in_one_neighbourhood_and_old_in_another(
    con: duckdb.DuckDBPyConnection, truths: dict[str, Any], town: Path
) -> None:
    areas = gpd.read_file(town / "gebieden.gpkg", layer="buurten").set_index("buurtcode").geometry
    homes = con.execute(
        "select Complexnummer, avg(x_m::double), avg(y_m::double) from woningen join adressen "
        'on identificatie = "BAG verblijfsobject" group by all'
    ).fetchall()

    def answers(code: str, since: str) -> int:
        inside = [complex_ for complex_, x, y in homes if areas[code].contains(shapely.Point(x, y))]
        query = """select count(distinct split_part(Antwoordnummer, '-', 1)) from huurdersenquete
            where list_contains(?, Complexnummer) and strftime(strptime(Datum, '%d-%m-%Y'), '%Y-%m') >= ?"""
        return int(one(con, query, inside, since))

    assert answers(truths["few_answers"]["code"], "2020-10") <= truths["few_answers"]["respondents"]
    stale = truths["stale_survey"]
    assert answers(stale["code"], "2020-10") > 10
    assert answers(stale["code"], stale["last_answer_before"]) == 0


def test_a_complex_spans_streets_and_neighbourhoods(truths: dict[str, Any]) -> None:
    assert len(truths["spanning_complex"]["streets"]) >= 2
    assert len(truths["spanning_complex"]["neighbourhoods"]) == 2


def test_some_places_are_not_known(con: duckdb.DuckDBPyConnection, truths: dict[str, Any]) -> None:
    total = one(con, "select count(*) from overlastmeldingen")
    by_complex = one(con, "select count(*) from overlastmeldingen where Eenheidnummer is null and Straat is null")
    assert 0.01 <= by_complex / total <= 0.05
    lost = one(
        con,
        "select count(*) from woningen where (Straat, Huisnummer) not in (select openbare_ruimte, huisnummer from adressen)",
    )
    assert lost == truths["unmatched_addresses"]["dwellings"]
    assert 0.002 <= lost / 6_000 <= 0.01


def test_same_seed_same_bytes_and_other_seed_other_bytes(tmp_path: Path) -> None:
    def digests(out: Path) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.is_file()}

    small = ("--homes", "600", "--years", "4")
    first, again = digests(run(tmp_path / "a", *small)), digests(run(tmp_path / "b", *small))
    assert first == again
    other = digests(run(tmp_path / "c", *small, "--seed", "2"))
    assert other["woningen.csv"] != first["woningen.csv"]


def test_invented_agreements_stand_in_the_store_once(tmp_path: Path) -> None:
    small = ("--homes", "600", "--years", "4")
    for _ in range(2):
        store = open_store(read_configuration(run(tmp_path / "town", *small)))
        found = agreements(store)
        store.close()
        assert len(found) == 5
        assert {each.changed_by for each in found} == {"verzonnen"}


def test_monitor_file_is_valid_and_names_every_file(town: Path) -> None:
    configuration = read_configuration(town)
    assert configuration.synthetic
    assert configuration.reference_date == dt.date(2026, 9, 30)
    assert all(list(town.glob(source.path)) for source in configuration.source)


def test_load_multiplies_and_is_labelled(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    out = run(tmp_path, "--homes", "900", "--load", "20")
    assert read_configuration(out).load == 20
    count = one(con, f"select count(*) from read_csv('{out / 'overlastzaken.csv'}', {_CSV})")
    assert count > 900 * 0.02 * 6 * 15


def test_mistakes_are_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CallerMistakeError, match="laatste dag van een kwartaal"):
        run(tmp_path, "--reference-date", "2026-09-29")
    with pytest.raises(CallerMistakeError, match="samen"):
        run(tmp_path, "--panden", "x.geojson")
    with pytest.raises(CallerMistakeError, match="niet te lezen"):
        run(tmp_path, "--panden", str(tmp_path / "x.geojson"), "--buurten", str(tmp_path / "y.geojson"))


@pytest.mark.ground
def test_on_real_ground_doesburg(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    panden = _SAMPLES / "bag_pand_doesburg_gm0221_20200915.geojson"
    if not panden.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{panden.name} ontbreekt")
        pytest.skip(f"{panden.name} is absent: real ground is not tested")
    buurten = _SAMPLES / "leefbaarometer30_buurt_2024_doesburg_apeldoorn.geojson"
    out = run(tmp_path, "--panden", str(panden), "--buurten", str(buurten))
    configuration = read_configuration(out)
    assert "verzonnen" in configuration.invented
    paths = {source.kind: (out / source.path).resolve() for source in configuration.source}
    assert (paths["buildings"], paths["areas"]) == (panden.resolve(), buurten.resolve())
    real = set(gpd.read_file(panden, ignore_geometry=True)["identificatie"])
    owned = con.execute(
        f"select distinct pandidentificatie from read_csv('{out / 'adressen.csv'}', all_varchar=true)"
    ).fetchall()
    assert {row[0] for row in owned} <= real
    assert 1_200 <= len(owned) <= 2_600
