"""Finds the one address that is meant, in steps from certain to less certain, and never guesses.

Order of formats.md §7: the identifier; postcode, number, letter and addition as written; the same
with letter and addition taken together; postcode and number with one candidate; street, number and
place. A step counts only where it leaves exactly one candidate; the step is kept as the method.
"""

import duckdb

_SUFFIX = "coalesce(wanted.house_suffix, '') = coalesce(known.house_suffix, '')"
STEPS = (
    ("id", "wanted.id = known.id"),
    (
        "address",
        (
            "wanted.postcode = known.postcode and wanted.house_number = known.house_number"
            " and upper(coalesce(wanted.house_letter, '')) = upper(coalesce(known.house_letter, ''))"
            " and upper(coalesce(wanted.house_addition, '')) = upper(coalesce(known.house_addition, ''))"
            f" and {_SUFFIX}"
        ),
    ),
    (
        "address_loose",
        f"wanted.postcode = known.postcode and wanted.house_number = known.house_number and {_SUFFIX}",
    ),
    (
        "postcode_number",
        # Two different letters are two homes, also when only one of them is known.
        (
            "wanted.postcode = known.postcode and wanted.house_number = known.house_number"
            " and (coalesce(wanted.house_suffix, '') = '' or coalesce(known.house_suffix, '') = '')"
        ),
    ),
    (
        "street",
        (
            "spelling(wanted.street) = spelling(known.street) and wanted.house_number = known.house_number"
            f" and spelling(wanted.place) = spelling(known.place) and {_SUFFIX}"
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
