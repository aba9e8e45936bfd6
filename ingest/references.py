"""What one VERA resource says about another: the complex of a home, the place and day of an answer."""

import duckdb

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
    places = ", ".join(f"{name} = coalesce(stg_survey.{name}, found.{name})" for name in (*_PLACE, "complex_id"))
    con.execute(
        f"""update stg_survey set {places}, answered_on = coalesce(stg_survey.answered_on, found.answered_on),
            question = if(stg_survey.question = 'oordeel', coalesce(found.question, stg_survey.question),
                stg_survey.question)
        from (
            select * from stg_survey_requests
            union all select * replace (other_id as request_id) from stg_survey_requests
            where other_id is not null and other_id not in (select request_id from stg_survey_requests)) as found
        where stg_survey.request_id = found.request_id"""
    )
