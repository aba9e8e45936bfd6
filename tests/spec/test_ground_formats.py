"""Every real sample is read as it is, with figures that can be counted by hand in the file."""

import json
import os
from pathlib import Path

import duckdb
import pytest

from data.configuration import IngestRules, SourceEntry
from ingest.discovery import source_of
from ingest.macros import prepare
from ingest.reading.file import FileReading, read_file
from ingest.reading.vera_codes import load_reference

DATA = Path(__file__).parents[2] / "../shared/data"
REFERENCE = "vera_Referentiedata.csv"
UNIT = "vera_eenheid_woonstad_mauritsstraat44.json"
pytestmark = pytest.mark.ground


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    if not DATA.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/data is absent")
        pytest.skip("../shared/data is absent: no real samples to read")
    connection = duckdb.connect()
    prepare(connection, b"key")
    return connection


def _read(con: duckdb.DuckDBPyConnection, kind: str, path: Path, table: str) -> FileReading:
    with duckdb.connect() as own:
        prepare(own, b"key")
        reading = read_file(
            own, path, path.name, source_of(kind), SourceEntry(kind=kind, path=path.name), IngestRules()
        )
        con.register("accepted", own.sql("from accepted_parts").to_arrow_table())
    con.execute(f"create table {table} as from accepted")
    con.unregister("accepted")
    return reading


def test_addresses_of_apeldoorn_join_its_buildings_and_lie_in_them(con: duckdb.DuckDBPyConnection) -> None:
    homes = _read(con, "addresses", DATA / "bag_verblijfsobject_apeldoorn_noord.csv", "home")
    panden = _read(con, "buildings", DATA / "bag_pand_apeldoorn_noord.geojson", "pand")
    assert (homes.counts.accepted, homes.counts.rejected) == (490, 0)
    assert (panden.counts.accepted, panden.counts.rejected) == (382, 0)
    single = "select count(*) from (select bag_vbo_id from home, unnest(home.bag_pand_id) as part(id) join pand on pand.bag_pand_id = id group by bag_vbo_id)"
    assert con.execute(single).fetchall() == [(490,)]
    assert (
        con.execute("select count(*), count(distinct street) from home where house_letter is not null").fetchall()[0][0]
        == 129
    )
    assert con.execute(
        "select min(x_m) > 190000, max(x_m) < 200000, min(y_m) > 465000, max(y_m) < 480000 from home"
    ).fetchall() == [(True, True, True, True)]


def test_groningen_in_the_names_of_2017(con: duckdb.DuckDBPyConnection) -> None:
    reading = _read(con, "areas", DATA / "cbs_buurt_2017_groningen_gm0014.geojson", "area")
    assert (reading.counts.accepted, reading.counts.rejected) == (108, 0)
    raw = json.loads((DATA / "cbs_buurt_2017_groningen_gm0014.geojson").read_text(encoding="utf-8"))["features"]
    water = sum(feature["properties"]["WATER"] == "JA" for feature in raw)
    assert con.execute("select count(*) from area where water = 'yes'").fetchall() == [(water,)]
    assert con.execute("select distinct municipality_code, municipality_name from area").fetchall() == [
        ("GM0014", "Groningen")
    ]


def test_hand_exports_of_statline_and_the_police(con: duckdb.DuckDBPyConnection) -> None:
    context = _read(con, "context", DATA / "cbs_ses_woa_85163NED_amsterdam_2019_statline_csv.csv", "context")
    assert (context.counts.accepted, context.counts.rejected) == (579, 0)
    assert con.execute("select households from context where code = 'GM0363'").fetchall() == [(457400,)]
    levels = con.execute("select left(code, 2), count(*) from context group by 1 order by 1").fetchall()
    assert sum(count for _, count in levels) == 579
    assert [level for level, _ in levels] == ["BU", "GM", "WK"]
    crime = _read(con, "crime", DATA / "politie_47018NED_amsterdam_buurten_fietsdiefstal_2024.csv", "crime")
    assert (crime.counts.accepted, crime.counts.rejected) == (517, 0)
    assert con.execute("select registered from crime where code = 'Westelijke eilanden'").fetchall() == [(30,)]


def test_a_real_unit_and_one_without_a_place(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    reading = _read(con, "stock", DATA / UNIT, "unit")
    query = "select dwelling_id, complex_id, street, house_number, postcode, place, bag_vbo_id, dwelling_type, built_year from unit"
    assert con.execute(query).fetchall() == [
        ("geen_woz", None, "Mauritsstraat", 44, "3012CJ", "ROTTERDAM", "0599010000320510", "tower", 2016)
    ]
    assert "ruimten" in reading.dropped_columns
    unit = json.loads((DATA / UNIT).read_text(encoding="utf-8"))
    unit["adres"] = {
        "straatnaam": "",
        "huisnummer": "",
        "huisnummerToevoeging": "",
        "postcode": "",
        "woonplaats": {"naam": ""},
    }
    unit["adresseerbaarObjectBasisregistratie"] = {"id": "", "bagIdentificatie": ""}
    nowhere = tmp_path / "eenheid.json"
    nowhere.write_text(json.dumps(unit), encoding="utf-8")
    reading = _read(con, "stock", nowhere, "nowhere")
    assert reading.reasons == {
        "De eenheid heeft geen adres, geen BAG-nummer en geen complex en is dus nergens te plaatsen.": 1
    }
    nowhere.write_text(json.dumps({**unit, "clusters": [{"code": "A"}]}), encoding="utf-8")
    assert _read(con, "stock", nowhere, "somewhere").counts.accepted == 1


def test_the_reference_data_of_the_standard_as_it_ships(con: duckdb.DuckDBPyConnection) -> None:
    reading = _read(con, "vera_reference", DATA / REFERENCE, "reference")
    assert (reading.counts.read, reading.counts.accepted) == (2463, 2463)
    load_reference(con, [DATA / REFERENCE])
    told = "select name, ends from vera_reference where list_name = ? and code = ? order by ends nulls last"
    assert con.execute(told, ["ZAAKTYPEDETAILSOORT", "VUIL"]).fetchall() == [("Vervuiling", "10-11-2022")]
    assert con.execute(told, ["EENHEIDDETAILSOORT", "BIJ"]).fetchall() == [
        ("Bijeenkomstruimte", "9-6-2023"),
        ("Bijeenkomstruimte", None),
    ]


@pytest.mark.parametrize("kind", ["cases", "complaints", "housing_fraud", "tenancies", "stock", "survey"])
def test_every_code_in_use_that_we_map_stands_in_the_standard(con: duckdb.DuckDBPyConnection, kind: str) -> None:
    load_reference(con, [DATA / REFERENCE])
    known = {code for (code,) in con.execute("select code from vera_reference").fetchall()}
    vera = source_of(kind).vera
    assert vera is not None
    mapped = {code for codes in vera.codes.values() for theirs in codes.values() for code in theirs if code.isupper()}
    assert mapped <= known
