"""An address is found in steps from certain to less certain, and never guessed."""

import duckdb
import pytest

from ingest.addresses import match_addresses
from ingest.deliveries import prepare
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
    ],
)
def test_a_house_number_in_any_split(
    con: duckdb.DuckDBPyConnection, number: str, letter: str, addition: str, expected: tuple[int, str]
) -> None:
    got = con.execute(
        "select as_house_number(?), house_suffix(?, nullif(?, ''), nullif(?, ''))", [number, number, letter, addition]
    ).fetchall()
    assert got == [expected]
