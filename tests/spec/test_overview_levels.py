"""The overview counts homes by complex, and by neighbourhood in a tier that has no complexes."""

from pathlib import Path

import duckdb

from data.vocabulary import Level, Tier
from indicators.read_model import ReadModel
from tests.sample_build import write_sample_build


def test_without_complexes_homes_are_counted_by_neighbourhood(tmp_path: Path) -> None:
    folder = write_sample_build(tmp_path, Tier.OPEN)
    (file,) = folder.glob("*/open.duckdb")
    with duckdb.connect(str(file)) as con:
        small = "area_id in (select area_id from area where level in ('building', 'complex', 'street'))"
        con.execute(
            f"delete from score where {small}; delete from area where level in ('building', 'complex', 'street')"
        )
        homes = con.execute("select sum(homes) from area where level = 'neighbourhood'").fetchall()[0][0]
    found = ReadModel(folder, Tier.OPEN).serving()
    assert found is not None
    whole = found.overview("2026-3", "2025-3", "bik").whole
    assert (whole.level, whole.homes) == (Level.NEIGHBOURHOOD, homes)
    assert sum(whole.places.values()) == 3
