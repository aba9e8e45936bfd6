"""Open data in every spelling in which it goes round."""

import json
from pathlib import Path

import duckdb
import geopandas as gpd
import pytest
from shapely import Point, box

from data.configuration import IngestRules, SourceEntry
from data.errors import InputRefusedError
from ingest.discovery import source_of
from ingest.macros import prepare
from ingest.reading.file import read_file
from tests.corporation import deliver, rows, run

PAND = "0200100000086721"
SQUARE = "POLYGON ((195300 472000, 195310 472000, 195310 472010, 195300 472010, 195300 472000))"


def _read(path: Path, kind: str, query: str, **settings: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as con:
        prepare(con, b"key")
        read_file(
            con, path, path.name, source_of(kind), SourceEntry(kind=kind, path=path.name, **settings), IngestRules()
        )
        return con.execute(query).fetchall()


def _geojson(properties: dict[str, object]) -> str:
    square = {"type": "Polygon", "coordinates": [[[5.9, 52.2], [6.0, 52.2], [6.0, 52.3], [5.9, 52.2]]]}
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": properties, "geometry": square}]}
    )


@pytest.mark.parametrize(
    "properties",
    [
        {"id": "BU02000101", "name": "Binnenstad", "gemeente": "Apeldoorn", "scale": "buurt", "year": 2024},
        {"bu_code": "BU02000101", "bu_naam": "Binnenstad", "gm_naam": "Apeldoorn", "jaar": "2024"},
    ],
)
def test_the_leefbaarometer_in_both_spellings(tmp_path: Path, properties: dict[str, object]) -> None:
    path = tmp_path / "lbm.geojson"
    path.write_text(_geojson({**properties, "kscore": 7, "kafw": 6, "afw": 0.046, "soc": -0.125}), encoding="utf-8")
    query = "select code, name, year, afw, soc, kafw from accepted_parts"
    assert _read(path, "leefbaarometer", query) == [("BU02000101", "Binnenstad", 2024, 0.046, -0.125, 6)]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("CODE,KL02,KL18,VKL0208", "Dit is Leefbaarometer 2.0"),
        ("GBD,RLBRMT18,RLBWON18", "Dit is Leefbaarometer 2.0"),
        ('"PC4","jaar","lbm","afw"', "postcodegebied"),
        ('"grid_id","jaar","lbm","afw"', "vak van 100 meter"),
    ],
)
def test_another_leefbaarometer_is_recognised_and_refused(tmp_path: Path, header: str, message: str) -> None:
    path = tmp_path / "lbm.csv"
    path.write_text(f"{header}\n1,2,3,4\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match=message):
        _read(path, "leefbaarometer", "select 1")


@pytest.mark.parametrize(
    "properties",
    [
        {"BU_CODE": "BU00140000", "BU_NAAM": "Noord", "WK_CODE": "WK001400", "GM_CODE": "GM0014", "WATER": "NEE"},
        {"buurtcode": "BU00140000", "buurtnaam": "Noord", "wijkcode": "WK001400", "gemeentecode": "GM0014", "water": "NEE"},
        {"statcode": "BU00140000", "jrstatcode": "2025BU00140000", "statnaam": "Noord", "gmCode": "GM0014"},
    ],
)  # fmt: skip
def test_areas_in_old_and_new_names(tmp_path: Path, properties: dict[str, object]) -> None:
    path = tmp_path / "buurten.geojson"
    path.write_text(_geojson(properties), encoding="utf-8")
    query = "select code, name, municipality_code, coalesce(water, 'no') from accepted_parts"
    assert _read(path, "areas", query) == [("BU00140000", "Noord", "GM0014", "no")]


ADDRESSES = {
    "WFS": (
        "identificatie,status,gebruiksdoel,openbare_ruimte,huisnummer,huisletter,toevoeging,postcode,woonplaats,pandidentificatie,xcoord,ycoord\n"
        f'200010000009675,Verblijfsobject in gebruik,"woonfunctie,winkelfunctie",Weg,129,a,,7323AA,Apeldoorn,"{PAND},0200100000086722",5.9775973,52.2354487\n'
    ),
    "NLExtract": (
        "openbareruimte;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente;provincie;nummeraanduiding;verblijfsobjectgebruiksdoel;verblijfsobjectstatus;object_id;object_type;nevenadres;x;y;lon;lat;pandid;pandstatus\n"
        f"Zijweg;1;;;7323AB;Apeldoorn;Apeldoorn;Gelderland;0200200000000002;woonfunctie;Verblijfsobject in gebruik;0200010000009675;VBO;t;195330.09;472095.9;5.97;52.23;{PAND};Pand in gebruik\n"
        f"Weg;129;a;;7323AA;Apeldoorn;Apeldoorn;Gelderland;0200200000000001;woonfunctie;Verblijfsobject in gebruik;0200010000009675;VBO;f;195330.09;472095.9;5.97;52.23;{PAND};Pand in gebruik\n"
    ),
}


@pytest.mark.parametrize("spelling", ADDRESSES)
def test_addresses_as_csv(tmp_path: Path, spelling: str) -> None:
    path = tmp_path / "adressen.csv"
    path.write_text(ADDRESSES[spelling], encoding="utf-8")
    query = "select bag_vbo_id, bag_pand_id[1], street, house_number, house_suffix, place, round(x_m), round(y_m) from accepted_parts"
    assert _read(path, "addresses", query) == [
        ("0200010000009675", PAND, "Weg", 129, "A", "Apeldoorn", 195330.0, 472096.0)
    ]


def test_bag_light_gives_each_source_its_own_layer(tmp_path: Path) -> None:
    path = tmp_path / "bag-light.gpkg"
    home = {
        "identificatie": ["0200010000009675"],
        "status": ["Verblijfsobject in gebruik"],
        "pand_identificatie": [PAND],
        "postcode": ["7323AA"],
        "huisnummer": [129],
    }
    pand = {"identificatie": [PAND], "status": ["Pand in gebruik"], "bouwjaar": [1970]}
    berth = {"identificatie": ["0200020000000001"], "status": ["Plaats aangewezen"]}
    for layer, content, shape in (
        ("pand", pand, box(195300, 472000, 195310, 472010)),
        ("verblijfsobject", home, Point(195305, 472005)),
        ("ligplaats", berth, box(0, 0, 1, 1)),
    ):
        gpd.GeoDataFrame(content, geometry=[shape], crs=28992).to_file(path, layer=layer, driver="GPKG")
    assert _read(path, "buildings", "select bag_pand_id, built_year from accepted_parts") == [(PAND, 1970)]
    assert _read(path, "addresses", "select bag_pand_id, x_m, y_m from accepted_parts") == [
        ([PAND], 195305.0, 472005.0)
    ]


def test_buildings_as_csv_need_their_shapes(tmp_path: Path) -> None:
    path = tmp_path / "panden.csv"
    path.write_text(
        f'identificatie;bouwjaar;status;geometrie\n200100000086721;1970;Pand in gebruik;"{SQUARE}"\n', encoding="utf-8"
    )
    assert _read(path, "buildings", "select bag_pand_id, octet_length(geometry) > 50 from accepted_parts") == [
        (PAND, True)
    ]
    path.write_text("identificatie;bouwjaar;status\n200100000086721;1970;Pand in gebruik\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match="panden.csv .* heeft geen vormen"):
        _read(path, "buildings", "select 1")


CRIME = (
    '\ufeff"Soort misdrijf";"Perioden";"Wijken en buurten";"Geregistreerde misdrijven (aantal)"\r\n'
    '"1.2.3 Diefstal van brom-, snor-, fietsen";"2024";"West      ";"       4"\r\n'
    '"1.2.3 Diefstal van brom-, snor-, fietsen";"2024";"Oost";"       ."\r\n'
    '"0.0.0 ";"2024MM03";"BU99010101";"      12"\r\n'
    '"0.0.0 ";"2024";"Elders";"      12"\r\n'
)


def test_crime_by_name_counts_where_one_neighbourhood_bears_it(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, crime=CRIME.encode())
    areas = tmp_path / "areas.geojson"
    report = next(file for file in run(monitor).files if file.kind == "crime")
    assert (report.accepted, report.rejected, report.matched) == (4, 0, {"area_code": 1, "name": 2, "none": 1})
    query = "select area_id, period, crime_number, registered from fct_crime where area_id is not null order by 1, 2"
    assert rows(monitor, query) == [
        ("neighbourhood:BU99010101", "2024", "1.2.3", 4),
        ("neighbourhood:BU99010101", "2024-03", "0.0.0", 12),
        ("neighbourhood:BU99010102", "2024", "1.2.3", None),
    ]
    areas.write_text(areas.read_text(encoding="utf-8").replace("Oost", "West"), encoding="utf-8")
    report = next(file for file in run(monitor).files if file.kind == "crime")
    assert (report.rows_read, report.accepted, report.rejected) == (4, 3, 1)
    assert rows(monitor, "select row, value_masked, reason from ingest_reject") == [
        (2, "Xxxx", "Meer dan één buurt heeft deze naam. Lever de buurtcode mee, zoals BU03630001.")
    ]
