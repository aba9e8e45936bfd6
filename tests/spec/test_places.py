"""Where a record counts: at the lowest level that is certain, and upward where that is certain."""

from pathlib import Path

from ingest.addresses import STEPS
from layouts._parts.delivery import WAYS
from tests.corporation import STOCK, deliver, rows, run

SURVEY = """
    Antwoordnummer | Datum      | Complexnummer | Eenheidnummer | Vraag | Cijfer
    1              | 01-02-2026 | A             |               | buurt | 7,5
    2              | 01-02-2026 | B             |               | buurt | 6
    3              | 01-02-2026 | B             | 3             | buurt |
    4              | 01-02-2026 | Z             |               | buurt | 8
"""
COUNTS = """
    select answer_id, level, code from fct_survey_answer
    join map_place_area using (place_key) join dim_area using (area_key) order by answer_id, level, code
"""


def test_a_complex_counts_upward_only_where_it_lies_in_one_area(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, survey=SURVEY)
    run(monitor)
    assert rows(monitor, COUNTS) == [
        ("1", "complex", "A"),
        ("1", "district", "WK990101"),
        ("1", "municipality", "GM9901"),
        ("1", "neighbourhood", "BU99010101"),
        ("1", "stock", "stock"),
        ("2", "complex", "B"),
        ("2", "district", "WK990101"),
        ("2", "municipality", "GM9901"),
        ("2", "stock", "stock"),
        ("3", "building", "B-dorp/dorpsstraat-1"),
        ("3", "complex", "B"),
        ("3", "district", "WK990101"),
        ("3", "municipality", "GM9901"),
        ("3", "neighbourhood", "BU99010101"),
        ("3", "stock", "stock"),
        ("3", "street", "dorp/dorpsstraat"),
    ]
    assert rows(monitor, "select * from ingest_unmatched where kind = 'survey' order by 2") == [
        ("survey", "complex", 2),
        ("survey", "none", 1),
    ]


def test_adjoining_panden_of_one_complex_on_one_street_are_one_building(tmp_path: Path) -> None:
    monitor = deliver(tmp_path)
    run(monitor)
    # 1 and 3 stand 30 cm apart; 5 belongs to another complex, and Kerkpad is another street.
    assert rows(monitor, "select dwelling_id, building_id from dim_dwelling order by 1") == [
        ("1", "building:A-dorp/dorpsstraat-1"),
        ("2", "building:A-dorp/dorpsstraat-1"),
        ("3", "building:B-dorp/dorpsstraat-1"),
        ("4", "building:B-dorp/kerkpad-1"),
    ]
    assert rows(monitor, "select code, name, homes from dim_area where level in ('building', 'stock') order by 1") == [
        ("A-dorp/dorpsstraat-1", "Dorpsstraat 1–3", 2),
        ("B-dorp/dorpsstraat-1", "Dorpsstraat 5", 1),
        ("B-dorp/kerkpad-1", "Kerkpad 2", 1),
        ("stock", "Ons bezit", 4),
    ]


def test_a_home_that_is_sold_or_not_social_is_no_home(tmp_path: Path) -> None:
    header, *homes = STOCK.strip().splitlines()
    extra = ["Uit exploitatie | Sociale huur", "01-01-2026 | ja", " | nee", " | ja", " | "]
    stock = "\n".join(f"{line} | {more}" for line, more in zip([header, *homes], extra, strict=True))
    monitor = deliver(tmp_path, stock=stock)
    run(monitor)
    assert rows(monitor, "select code, homes from dim_area where level in ('complex', 'stock') order by 1") == [
        ("A", 0),
        ("B", 2),
        ("stock", 2),
    ]
    assert rows(monitor, "select count(*) from fct_stock") == [(3,)]


def test_a_home_that_was_not_found_lies_where_its_complex_lies(tmp_path: Path) -> None:
    """Nine in ten homes of complex A were found in one neighbourhood; of complex C not one, so nobody guesses."""
    header = "Eenheidnummer | Complexnummer | Straat | Huisnummer | Postcode | Plaats | Woningtype | BAG pand"
    known = [
        f"{number} | A | Dorpsstraat | {number} | 1234 AB | Dorp | portiekwoning | 9901100000000001"
        for number in range(1, 10)
    ]
    lost = [
        "10 | A | Nergensweg | 9010 | 9999 ZZ | Dorp | portiekwoning | ",
        "11 | C | Nergensweg | 9011 | 9999 ZZ | Dorp | portiekwoning | ",
    ]
    monitor = deliver(tmp_path, stock="\n".join([header, *known, *lost]))
    run(monitor)
    lost_homes = (
        "select dwelling_id, neighbourhood_id from dim_dwelling where dwelling_id >= '10' and length(dwelling_id) = 2"
    )
    assert rows(monitor, f"{lost_homes} order by 1") == [("10", "neighbourhood:BU99010101"), ("11", None)]
    counts = "select area_id, homes from dim_area where level in ('complex', 'municipality', 'stock') order by 1"
    assert rows(monitor, counts) == [
        ("complex:A", 10),
        ("complex:C", 1),
        ("municipality:GM9901", 10),
        ("stock", 10),
    ]


def test_every_way_to_find_a_place_has_words() -> None:
    by_code_or_name = {"bag_vbo", "dwelling_id", "complex", "neighbourhood", "area_code", "name", "none"}
    assert set(WAYS) == {step for step, _ in STEPS} | by_code_or_name
