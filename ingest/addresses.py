"""Finds the one address that is meant, in steps from certain to less certain, and never guesses.

Order of formats.md §7: the identifier; postcode, number, letter and addition as written; the same
with letter and addition taken together; postcode and number with one candidate; street, number and
place. A step counts only where it leaves exactly one candidate; the step is kept as the method.
"""

import duckdb

_SPELLED = """
    select {key}, postcode, house_number, coalesce(house_suffix, '') as suffix, floor_suffix(house_suffix) as floor,
        upper(coalesce(house_letter, '')) as letter, upper(coalesce(house_addition, '')) as addition,
        spelled_street.spelled as street, spelled_place.spelled as place
    from {rows} as address
    left join (select street, street_spelling(street) as spelled from (select distinct street from {rows})) as spelled_street
        on spelled_street.street = address.street
    left join (select place, place_spelling(place) as spelled from (select distinct place from {rows})) as spelled_place
        on spelled_place.place = address.place
    where house_number is not null
"""
"""What steps compare. Each street is spelled once: a dozen expressions per row take longer than all joins."""
_SUFFIX = "wanted.suffix = known.suffix"
_NUMBER = "wanted.postcode = known.postcode and wanted.house_number = known.house_number"
_AS_WRITTEN = f"{_NUMBER} and wanted.letter = known.letter and wanted.addition = known.addition and {_SUFFIX}"
# A postcode may lie in two places (1222AB is Bussum and Hilversum); the place then tells which.
_PLACE = "wanted.place = known.place"
STEPS = (
    ("address", _AS_WRITTEN),
    ("address", f"{_AS_WRITTEN} and {_PLACE}"),
    ("address_loose", f"{_NUMBER} and {_SUFFIX}"),
    ("address_loose", f"{_NUMBER} and {_SUFFIX} and {_PLACE}"),
    # 'bg' is 'hs' and 'II' is '2'; asked later, because there are also letters I and V.
    ("address_loose", f"{_NUMBER} and wanted.floor = known.floor"),
    # Two different letters are two homes, also when only one of them is known.
    ("postcode_number", f"{_NUMBER} and (wanted.suffix = '' or known.suffix = '')"),
    ("street", f"wanted.street = known.street and wanted.house_number = known.house_number and {_PLACE} and {_SUFFIX}"),
)
"""After the identifier."""


def match_addresses(con: duckdb.DuckDBPyConnection, wanted: str, known: str, found: str) -> None:
    """Make `found (record, target, method)` with one row per record of `wanted` that has one candidate.

    `wanted` has `record`, `id` and the address columns, `known` has `target`, `id` and the same.
    """
    con.execute(f"create or replace table {found} (record bigint, target varchar, method varchar)")
    _step(con, found, "id", (wanted, known), "wanted.id = known.id")
    left = f"select * from {wanted} where record not in (select record from {found})"
    con.execute(f"create or replace temp table address_left as {left}")
    if con.execute("select 1 from address_left where house_number is not null limit 1").fetchall():
        con.execute(
            f"create or replace temp table wanted_address as {_SPELLED.format(key='record', rows='address_left')}"
        )
        con.execute(f"create or replace temp table known_address as {_SPELLED.format(key='target', rows=known)}")
        for method, condition in STEPS:
            _step(con, found, method, ("wanted_address", "known_address"), condition)
        con.execute("drop table wanted_address; drop table known_address")
    con.execute("drop table address_left")


def _step(con: duckdb.DuckDBPyConnection, found: str, method: str, tables: tuple[str, str], condition: str) -> None:
    wanted, known = tables
    con.execute(
        f"""insert into {found}
        select wanted.record, min(known.target), '{method}'
        from {wanted} as wanted join {known} as known on {condition}
        where wanted.record not in (select record from {found})
        group by wanted.record
        having count(distinct known.target) = 1"""
    )
