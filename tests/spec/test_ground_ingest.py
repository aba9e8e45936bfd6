"""Doesburg: figures that can be counted by hand in the real files."""

import os
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import pyogrio
import pytest

from ingest.macros import prepare
from tests.corporation import rows, run

DATA = Path(__file__).parents[2] / "../shared/data"
PANDEN = "bag_pand_doesburg_gm0221_20200915.geojson"
AREAS = "leefbaarometer30_buurt_2024_doesburg_apeldoorn.geojson"
NATIONAL = "leefbaarometer30_buurt_2024_nederland.csv"
SERIES = "leefbaarometer30_scores_buurten_2002-2024_doesburg.csv"
STOCK = """Eenheidnummer;Complexnummer;Straat;Huisnummer;Postcode;Plaats;Woningtype;BAG pand
1;100;Verzonnen straat;1;6981AA;Doesburg;eengezinswoning;0221100000311191
"""


@pytest.mark.ground
def test_doesburg_counts_as_its_files_do(tmp_path: Path) -> None:
    if not DATA.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/data is absent")
        pytest.skip("../shared/data is absent: no real ground to build on")
    for name in (PANDEN, AREAS, NATIONAL, SERIES):
        shutil.copy(DATA / name, tmp_path / name)
    (tmp_path / "woningen.csv").write_text(STOCK, encoding="utf-8")
    listed = (
        ("stock", "woningen.csv"),
        ("buildings", PANDEN),
        ("areas", AREAS),
        ("leefbaarometer", NATIONAL),
        ("leefbaarometer", SERIES),
    )
    entries = "".join(f'[[source]]\nkind = "{kind}"\npath = "{path}"\n' for kind, path in listed)
    monitor = tmp_path / "monitor.toml"
    monitor.write_text(f'name = "Doesburg"\nreference_date = 2026-09-30\n{entries}', encoding="utf-8")
    report = run(monitor)

    statuses = Counter(pyogrio.read_dataframe(DATA / PANDEN, read_geometry=False)["status"])
    assert statuses["Pand in gebruik"] == 7204
    assert rows(monitor, "select count(*), count(distinct bag_pand_id) from geo_pand") == [(7227, 7227)]
    assert [file.rejected for file in report.files] == [0, 0, 0, 0, 0]
    inside = rows(monitor, "select neighbourhood_id, count(*) from geo_pand group by 1 order by 1")
    assert sum(int(str(count)) for _, count in inside) == 7227
    assert rows(monitor, "select area_id from dim_area where level in ('district', 'municipality') order by 1") == [
        ("district:WK022101",),
        ("municipality:GM0221",),
    ]

    series = rows(
        monitor,
        "select year, afw, class_afw, class_derived from fct_leefbaarometer where area_id = 'neighbourhood:BU02210100' order by 1 desc limit 2",
    )
    assert series == [(2024, 0.11226592231347, 7, False), (2022, series[1][1], series[1][2], True)]
    assert rows(monitor, "select afw from stg_leefbaarometer where code = 'BU02210100' and edition = 'wfs'") == [
        (0.112266,)
    ]

    # The derived classes are the published ones in all 12,147 neighbourhoods.
    with duckdb.connect() as con:
        prepare(con, b"key")
        classes = f"select count(*) from '{DATA / NATIONAL}' where kafw = class_of_deviation(afw)"
        assert con.execute(classes).fetchall() == [(12147,)]
