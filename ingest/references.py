"""What one VERA resource says about another: the complex of a home, the place and day of an answer."""

import duckdb

from ingest.discovery import source_of
from ingest.retention import CUTOFF
from ingest.staging import as_table

COMPLETED = (("stock", "clusters"), ("survey", "survey_requests"))
"""Kinds that complete each other."""
_PLACE = ("dwelling_id", "street", "house_number", "house_letter", "house_addition", "house_suffix", "postcode")


def complete(con: duckdb.DuckDBPyConnection) -> None:
    """Fill empty cells of `stg_stock` from `stg_clusters` and of `stg_survey` from `stg_survey_requests`.

    A home that lies in several complexes gets none: which one is meant is not guessed.
    """
    con.execute(
        """update stg_stock set complex_id = found.complex_id, complex_other_id = found.complex_other_id,
            complex_name = coalesce(stg_stock.complex_name, found.complex_name)
        from (
            select record, min(complex_id) as complex_id, min(complex_other_id) as complex_other_id,
                min(complex_name) as complex_name
            from (
                select stg_stock.record, clusters.complex_id, clusters.complex_other_id, clusters.complex_name
                from stg_stock join stg_clusters as clusters using (dwelling_id)
                union select stg_stock.record, clusters.complex_id, clusters.complex_other_id, clusters.complex_name
                from stg_stock join stg_clusters as clusters
                    on clusters.dwelling_id = stg_stock.other_id)
            group by record having count(distinct complex_id) = 1) as found
        where stg_stock.record = found.record and stg_stock.complex_id is null"""
    )
    if not con.execute("select 1 from stg_survey_requests limit 1").fetchall():
        return
    as_table(con, "survey")
    places = ", ".join(f"{name} = coalesce(stg_survey.{name}, found.{name})" for name in (*_PLACE, "complex_id"))
    requests = "select * exclude request_id, case when expired then request_id else key_hash(request_id) end as request_id from stg_survey_requests"
    con.execute(
        f"""update stg_survey set {places}, answered_on = coalesce(stg_survey.answered_on, found.answered_on),
            question = if(stg_survey.question = 'oordeel', coalesce(found.question, stg_survey.question),
                stg_survey.question)
        from (
            with request as ({requests})
            from request
            union all by name
            select * replace (case when expired then other_id else key_hash(other_id) end as request_id)
            from stg_survey_requests where other_id is not null
                and case when expired then other_id else key_hash(other_id) end not in (select request_id from request)) as found
        where case when stg_survey.expired then stg_survey.request_id else key_hash(stg_survey.request_id) end = found.request_id"""
    )
    _expire_answers(con)


def _expire_answers(con: duckdb.DuckDBPyConnection) -> None:
    """An answer that has its day from its request is past its term with it; of one that is delivered again one stays."""
    months = source_of("survey").retention
    if months is None:
        return
    con.execute(
        f"""update stg_survey set answer_id = key_hash(answer_id), request_id = key_hash(request_id),
            answered_on = date_trunc('month', answered_on)::date, expired = true
        where not expired and answered_on < {CUTOFF.format(months=months.months)};
        delete from stg_survey where expired and record not in (
            select max(record) from stg_survey where expired group by answer_id)"""
    )
