"""Finds the one address that is meant, in steps from certain to less certain, and never guesses.

Order of formats.md §7: the identifier; postcode, number, letter and addition as written; the same
with letter and addition taken together; postcode and number with one candidate; street, number and
place. A step counts only where it leaves exactly one candidate; the step is kept as the method.
"""

import duckdb

_SUFFIX = "coalesce(wanted.house_suffix, '') = coalesce(known.house_suffix, '')"
_NUMBER = "wanted.postcode = known.postcode and wanted.house_number = known.house_number"
_AS_WRITTEN = (
    f"{_NUMBER} and upper(coalesce(wanted.house_letter, '')) = upper(coalesce(known.house_letter, ''))"
    f" and upper(coalesce(wanted.house_addition, '')) = upper(coalesce(known.house_addition, '')) and {_SUFFIX}"
)
# A postcode may lie in two places (1222AB is Bussum and Hilversum); the place then tells which.
_PLACE = "place_spelling(wanted.place) = place_spelling(known.place)"
STEPS = (
    ("id", "wanted.id = known.id"),
    ("address", _AS_WRITTEN),
    ("address", f"{_AS_WRITTEN} and {_PLACE}"),
    ("address_loose", f"{_NUMBER} and {_SUFFIX}"),
    ("address_loose", f"{_NUMBER} and {_SUFFIX} and {_PLACE}"),
    # 'bg' is 'hs' and 'II' is '2'; asked later, because there are also letters I and V.
    ("address_loose", f"{_NUMBER} and floor_suffix(wanted.house_suffix) = floor_suffix(known.house_suffix)"),
    (
        "postcode_number",
        # Two different letters are two homes, also when only one of them is known.
        f"{_NUMBER} and (coalesce(wanted.house_suffix, '') = '' or coalesce(known.house_suffix, '') = '')",
    ),
    (
        "street",
        (
            "street_spelling(wanted.street) = street_spelling(known.street) and"
            f" wanted.house_number = known.house_number and {_PLACE} and {_SUFFIX}"
        ),
    ),
)


def match_addresses(con: duckdb.DuckDBPyConnection, wanted: str, known: str, found: str) -> None:
    """Make `found (record, target, method)` with one row per record of `wanted` that has one candidate.

    `wanted` has `record`, `id` and the address columns, `known` has `target`, `id` and the same.
    """
    con.execute(f"create or replace table {found} (record bigint, target varchar, method varchar)")
    for method, condition in STEPS:
        left = f"select 1 from {wanted} where record not in (select record from {found}) limit 1"
        if not con.execute(left).fetchall():
            return
        con.execute(
            f"""insert into {found}
            select wanted.record, min(known.target), '{method}'
            from {wanted} as wanted join {known} as known on {condition}
            where wanted.record not in (select record from {found})
            group by wanted.record
            having count(distinct known.target) = 1"""
        )
