"""An address is found in steps from certain to less certain, and never guessed."""

import duckdb
import pytest
from pyproj import Transformer

from ingest.addresses import match_addresses
from ingest.macros import prepare
from tests.tables import table

KNOWN = """
    target | id | street      | house_number int | house_letter | house_addition | house_suffix | postcode | place
    -------+----+-------------+------------------+--------------+----------------+--------------+----------+------
    a      | 10 | Dorpsstraat | 1                |              |                |              | 1234AB   | Dorp
    b      | 11 | Dorpsstraat | 3                | A            |                | A            | 1234AB   | Dorp
    c      | 12 | Dorpsstraat | 3                | B            |                | B            | 1234AB   | Dorp
    d      | 13 | Dorpsstraat | 5                |              | 2              | 2            | 1234AB   | Dorp
    e      | 14 | Kerkpad     | 7                |              |                |              | 1234AC   | Dorp
    f      | 15 | Kerkpad     | 7                |              |                |              | 1234AC   | Dorp
    g      | 16 | 's-Laan     | 9                |              |                |              | 1234AD   | Dorp
    h      | 17 | Kade        | 11               |              | H              | HS           | 1234AE   | Dorp
    i      | 18 | Kade        | 11               |              | 2              | 2            | 1234AE   | Dorp
    j      | 19 | Kade        | 13               | I            |                | I            | 1234AE   | Dorp
    k      | 20 | Kade        | 13               |              | 1              | 1            | 1234AE   | Dorp
    l      | 21 | Grens       | 1                |              |                |              | 1222AB   | Bussum
    m      | 22 | Grens       | 1                |              |                |              | 1222AB   | Hilversum
    n      | 23 | Burgemeester Jansenstraat | 4   |              |                |              | 2511AA   | 's-Gravenhage
    o      | 24 | Pad         | 6                |              |                |              | 1234AF   | Dorp
    o      | 24 | Pad         | 6                |              | A              | A            | 1234AF   | Dorp                 --# a side address of the same home
"""
WANTED = """
    record int | id | street      | house_number int | house_letter | house_addition | house_suffix | postcode | place
    -----------+----+-------------+------------------+--------------+----------------+--------------+----------+------
    1          | 12 |             |                  |              |                |              |          |         --# the id decides
    2          | 99 |             | 3                | A            |                | A            | 1234AB   |         --# as written
    3          |    |             | 3                |              | b              | B            | 1234AB   |         --# letter put in the addition
    4          |    |             | 5                |              |                |              | 1234AB   |         --# only one home has number 5
    5          |    |             | 3                |              |                |              | 1234AB   |         --# A or B? not guessed
    6          |    |             | 5                | C            |                | C            | 1234AB   |         --# 5-2 is another home than 5C
    7          |    |             | 7                |              |                |              | 1234AC   |         --# two homes at one address
    8          |    | S LAAN      | 9                |              |                |              | 9999ZZ   | DORP    --# by street
    9          |    | Nergens     | 1                |              |                |              | 8888ZZ   | Dorp
    10         |    |             | 11               |              | bg             | BG           | 1234AE   | --# ground floor
    11         |    |             | 11               |              | II             | II           | 1234AE   | --# second floor
    12         |    |             | 13               |              | I              | I            | 1234AE   | --# the letter I goes first
    13         |    |             | 1                |              |                |              | 1222AB   | HILVERSUM --# one postcode in two places
    14         |    |             | 1                |              |                |              | 1222AB   | --# Bussum or Hilversum? not guessed
    15         |    | Burg. Jansenstr. | 4           |              |                |              |          | DEN HAAG --# shortened
    16         |    |             | 6                |              |                |              | 1234AF   | --# two addresses, one home
"""


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    prepare(connection, b"key")
    return connection


def test_each_step_finds_the_one_candidate_it_is_sure_of(con: duckdb.DuckDBPyConnection) -> None:
    table(con, "known", KNOWN)
    table(con, "wanted", WANTED)
    match_addresses(con, "wanted", "known", "found")
    assert con.execute("select * from found order by record").fetchall() == [
        (1, "c", "id"),
        (2, "b", "address"),
        (3, "c", "address_loose"),
        (4, "d", "postcode_number"),
        (8, "g", "street"),
        (10, "h", "address_loose"),
        (11, "i", "address_loose"),
        (12, "j", "address_loose"),
        (13, "m", "address"),
        (15, "n", "street"),
        (16, "o", "address"),
    ]


@pytest.mark.parametrize(
    ("number", "letter", "addition", "expected"),
    [
        ("118b", "", "", (118, "B")),
        ("118 B", "", "", (118, "B")),
        ("118-2", "", "", (118, "2")),
        ("118", "B", "", (118, "B")),
        ("118", "", "b ", (118, "B")),
        ("7-H", "", "", (7, "HS")),
        ("7", "", "hs", (7, "HS")),
        ("7", "", "huis", (7, "HS")),
        ("7.0", "", "I", (7, "I")),
        ("1-feb", "", "", (1, "2")),
        ("feb-45", "", "", (2, "45")),
        ("2026-03-12", "", "", (12, "3")),
    ],
)
def test_a_house_number_in_any_split(
    con: duckdb.DuckDBPyConnection, number: str, letter: str, addition: str, expected: tuple[int, str]
) -> None:
    got = con.execute(
        "select as_house_number(?), house_suffix(?, nullif(?, ''), nullif(?, ''))", [number, number, letter, addition]
    ).fetchall()
    assert got == [expected]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Dorpsstraat 12-2, 1234 AB Plaats", ("Dorpsstraat", "12-2", "1234 AB", "Plaats")),
        ("Laan van '45 3-A, 1234ab 's-Gravenhage", ("Laan van '45", "3-A", "1234ab", "'s-Gravenhage")),
        ("1e Oosterparkstraat 12 hs  1091 AB Amsterdam", ("1e Oosterparkstraat", "12 hs", "1091 AB", "Amsterdam")),
        ("Plein 1944 12, 1234AB Dorp", ("Plein 1944", "12", "1234AB", "Dorp")),
        ("Kerkweg 1944, 1234AB Dorp", ("Kerkweg", "1944", "1234AB", "Dorp")),
        ("2e Kruisweg 7-H", ("2e Kruisweg", "7-H", None, None)),
        ("Dorpsstraat 12, Dorp", ("Dorpsstraat", "12", None, "Dorp")),
        ("Dorpsstraat", (None, None, None, None)),
    ],
)
def test_a_whole_address_in_one_cell(con: duckdb.DuckDBPyConnection, cell: str, parts: tuple[str | None, ...]) -> None:
    sql = ", ".join(f"address_part(t, {part})" for part in range(1, 5))
    assert con.execute(f"select {sql} from (select ?::varchar as t)", [cell]).fetchall() == [parts]


def test_degrees_become_metres_and_metres_stay(con: duckdb.DuckDBPyConnection) -> None:
    reference = Transformer.from_crs(4326, 28992, always_xy=True)
    for lon, lat in ((4.9, 52.37), (5.977597296424903, 52.235448675176976), (3.6, 51.5), (6.6, 53.2), (5.7, 50.85)):
        sql = "select x_metres(x, y)::double, y_metres(x, y)::double from (select ?::varchar as x, ?::varchar as y)"
        got = con.execute(sql, [str(lon), str(lat)]).fetchall()[0]
        assert got == pytest.approx(reference.transform(lon, lat), abs=1)
    assert con.execute("select x_metres('195330', '472095.9')").fetchall() == [("195330",)]
