"""What came in, as a data steward reads it: files, how records found their place, records per quarter, what is absent."""

import json

import duckdb

from indicators.arrow import put_rows

_EVENTS = {
    "adverts": ("fct_advert", "published_on"),
    "arrears": ("fct_arrears", "counted_on"),
    "cases": ("fct_case", "opened_on"),
    "complaints": ("fct_complaint", "reported_on"),
    "housing_fraud": ("fct_housing_fraud", "reported_on"),
    "staff_assessment": ("fct_staff_mark", "assessed_on"),
    "survey": ("fct_survey_answer", "answered_on"),
    "tenancies": ("fct_tenancy", "started_on"),
    "vacancies": ("fct_vacancy", "vacated_on"),
}
"""Kind → its fact and the date that says when a record happened."""


def write_deliveries(con: duckdb.DuckDBPyConnection) -> None:
    """Fill source_file, source_match, source_quarter and source_absent (`serving.sql`) from the warehouse."""
    con.execute("""
        insert into source_absent
        select kind, title from dim_source anti join ingest_file using (kind) order by title
    """)
    con.execute("""
        insert into source_file
        select kind, file, concat_ws(', ', dialect ->> 'form', dialect ->> 'encoding'), rows_read, accepted, rejected,
            duplicates, period_from, period_until, coalesce(dropped_columns, []), delivered_on, verdict, counting
        from ingest_file order by kind, file, delivered_on
    """)
    matched = con.execute("select kind, matched::varchar from ingest_file where matched is not null").fetchall()
    found = [(kind, method, rows) for kind, counts in matched for method, rows in json.loads(counts).items()]
    put_rows(con, "match_count", ("kind", "method", "rows"), found or [("", "", 0)])
    con.execute("""
        insert into source_match
        select kind, method, sum(rows) from match_count where rows > 0 group by all order by all
    """)
    for kind, (fact, day) in _EVENTS.items():
        con.execute(
            f"""
            insert into source_quarter
            select ?, q.quarter, count({day})
            from quarter as q left join {fact} on {day} between starts_on and ends_on
            where exists (select 1 from ingest_file where kind = ?)
            group by q.quarter, q.starts_on order by q.starts_on
            """,
            [kind, kind],
        )
