"""What stands in a cell becomes a value, or NULL where it cannot be read with certainty."""

import datetime as dt
import hashlib
import hmac

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.macros import prepare

DAY = dt.date(2025, 12, 31)


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    prepare(connection, b"key")
    return connection


@pytest.mark.parametrize(
    ("macro", "text", "value"),
    [
        ("as_date", "31-12-2025", DAY),
        ("as_date", "2025-12-31", DAY),
        ("as_date", "2025-12-31T14:05:00Z", DAY),
        ("as_date", "2025-12-30T23:05:00Z", DAY),
        ("as_date", "2026-03-28T23:30:00Z", dt.date(2026, 3, 29)),
        ("as_date", "2026-03-29T21:30:00.5Z", dt.date(2026, 3, 29)),
        ("as_date", "2026-03-29T22:30:00Z", dt.date(2026, 3, 30)),
        ("as_date", "2026-10-25T22:30:00Z", dt.date(2026, 10, 25)),
        ("as_date", "2025-13-31T14:05:00Z", None),
        ("known", "-99999999", None),
        ("known", "-99997.0", None),
        ("known", "-9999", "-9999"),
        ("as_date", "31/12/2025", DAY),
        ("as_date", "31.12.2025 00:00", DAY),
        ("as_date", "31 dec 2025", DAY),
        ("as_date", "31 december 2025", DAY),
        ("as_date", "20251231", DAY),
        ("as_date", "46022", DAY),
        ("as_date", "1-2-2025", dt.date(2025, 2, 1)),
        ("as_date", "3 mrt 2025", dt.date(2025, 3, 3)),
        ("as_date", "31-02-2025", None),
        ("as_date", "12/31/2025", None),
        ("as_date", "gisteren", None),
        ("as_number", "7,5", 7.5),
        ("as_number", "7.5", 7.5),
        ("as_number", "1.234,5", 1234.5),
        ("as_number", "1,234.5", 1234.5),
        ("as_number", "1.234.567", 1234567.0),
        ("as_number", "1.234", 1234.0),
        ("as_number", "1,234", 1.234),
        ("as_number", "-0.0438847845746825", -0.0438847845746825),
        ("as_number", "3.5e-05", 3.5e-05),
        ("as_number", "zeven", None),
        ("as_integer", "12.0", 12),
        ("as_integer", "12,5", None),
        ("as_boolean", "Ja", True),
        ("as_boolean", "n", False),
        ("as_boolean", "misschien", None),
        ("as_postcode", "1234 ab", "1234AB"),
        ("as_postcode", "0234AB", None),
        ("as_bag_id", "200010000009675", "0200010000009675"),
        ("as_bag_ids", "0200100000086721,0200100000086722", ["0200100000086721", "0200100000086722"]),
        ("as_area_code", "bu0363AD07", "BU0363AD07"),
        ("as_area_code", "BU036", None),
        ("as_id", "1001.0", "1001"),
        ("masked", "Jan, tel. 06-123", "Xxx, xxx. 99-999"),
    ],
)
def test_a_cell_is_read(con: duckdb.DuckDBPyConnection, macro: str, text: str, value: object) -> None:
    assert con.execute(f"select {macro}(t) from (select ?::varchar as t)", [text]).fetchall() == [(value,)]


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"]),
)
def test_every_day_in_every_form(con: duckdb.DuckDBPyConnection, day: dt.date, form: str) -> None:
    assert con.execute("select as_date(t) from (select ? as t)", [day.strftime(form)]).fetchall() == [(day,)]


def test_a_reporter_is_a_keyed_hash(con: duckdb.DuckDBPyConnection) -> None:
    expected = hmac.new(b"key", b"m123", hashlib.sha256).hexdigest()[:24]
    assert con.execute("select as_hash('M 123')").fetchall() == [(expected,)]
