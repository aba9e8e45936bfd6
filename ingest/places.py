"""Where a record is known: at a dwelling, else at its complex, else at its neighbourhood, else nowhere.

Each place that records name is looked for once, however many records of however many kinds name it.
"""

from collections.abc import Iterable

import duckdb

from ingest.addresses import match_addresses
from ingest.contract import Source

_ADDRESS = "house_number, house_letter, house_addition, house_suffix, postcode, street, place"
_NAMED = ("dwelling_id", *_ADDRESS.split(", "), "complex_id", "neighbourhood_code")
"""All that tells of a record where it is."""
_TYPES = {"house_number": "integer"}


def match_dwellings(con: duckdb.DuckDBPyConnection) -> None:
    """Make `dwelling_address`: which BAG address each dwelling of the stock is."""
    con.execute(f"create or replace temp view wanted as select record, bag_vbo_id as id, {_ADDRESS} from stg_stock")
    con.execute(
        "create or replace temp view known as"
        f" select bag_vbo_id as target, bag_vbo_id as id, {_ADDRESS} from stg_addresses"
    )
    match_addresses(con, "wanted", "known", "dwelling_address")


def locate(con: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """Make `located_<kind>` of each source: its staging rows, also those known nowhere, with `place_key` and `method`.

    Adds to `ingest_standing` how many rows of each delivery were found how.
    """
    placed = list(sources)
    if not placed:
        return
    told = " union all ".join(_told(source) for source in placed)
    con.execute(f"create or replace temp table told_place as {told}")
    con.execute(
        f"""create or replace temp table named_place as
        select row_number() over () as record, * from (select distinct {", ".join(_NAMED)} from told_place)"""
    )
    # A record that names several units (a home and its garage) is about the one that is in the stock.
    con.execute(
        "create or replace temp view wanted as select record,"
        f" unnest(coalesce(string_split(dwelling_id, '|'), [null])) as id, {_ADDRESS} from named_place"
        " where dwelling_id is not null or house_number is not null"
    )
    con.execute(
        "create or replace temp view known as"
        f" select dwelling_id as target, dwelling_id as id, {_ADDRESS} from stg_stock"
        f" union all select dwelling_id, other_id, {_ADDRESS} from stg_stock"
        " where other_id not in (select dwelling_id from stg_stock)"
    )
    match_addresses(con, "wanted", "known", "dwelling_of_place")
    con.execute(f"create or replace temp table place_found as {_FOUND}")
    con.execute("drop table dwelling_of_place; drop table named_place")
    same = " and ".join(f"told.{name} is not distinct from place.{name}" for name in _NAMED)
    con.execute(
        f"""insert into ingest_standing
        select kind, delivery, method, sum(rows)::integer from told_place as told join place_found as place on {same}
        group by all order by all"""
    )
    for source in placed:
        told_here = {*source.names, *source.derived}
        same = " and ".join(
            f"stg.{name} is not distinct from place.{name}" if name in told_here else f"place.{name} is null"
            for name in _NAMED
        )
        con.execute(
            f"""create or replace temp view located_{source.kind} as
            select stg.*, place.place_key, place.method from stg_{source.kind} as stg left join place_found as place on {same}"""
        )


def _told(source: Source) -> str:
    """SQL of the places that rows of a source name, with how many rows of which delivery do."""
    there = {*source.names, *source.derived}
    columns = ", ".join(name if name in there else f"null::{_TYPES.get(name, 'varchar')} as {name}" for name in _NAMED)
    return f"select '{source.kind}' as kind, delivery, {columns}, count(*) as rows from stg_{source.kind} group by all"


_FOUND = """
    with complex_name as (
        select complex_id as name, complex_id from stg_stock
        union select complex_other_id, min(complex_id) from stg_stock
        where complex_other_id not in (select complex_id from stg_stock where complex_id is not null)
        group by all having count(distinct complex_id) = 1),
    -- The one complex in which all units lie that a record names.
    shared as (
        select named.record, min(complex_id) as complex_id
        from (select record, unnest(string_split(dwelling_id, '|')) as id from named_place where contains(dwelling_id, '|')) as named
        left join (select dwelling_id as id, complex_id from stg_stock
            union select other_id, complex_id from stg_stock
            where other_id not in (select dwelling_id from stg_stock)) as unit using (id)
        group by named.record having count(*) = count(complex_id) and count(distinct complex_id) = 1)
    select named.* exclude (record),
        coalesce(dwelling.place_key, complex.place_key, neighbourhood.place_key) as place_key,
        case when dwelling.place_key is not null then if(found.method = 'id', 'dwelling_id', found.method)
             when complex.place_key is not null then 'complex'
             when neighbourhood.place_key is not null then 'neighbourhood' else 'none' end as method
    from named_place as named left join dwelling_of_place as found using (record)
    left join dim_place as dwelling on dwelling.level = 'dwelling' and dwelling.code = found.target
    left join complex_name on complex_name.name = named.complex_id
    left join shared using (record)
    left join dim_place as complex
      on complex.level = 'complex' and complex.code = coalesce(complex_name.complex_id, shared.complex_id)
    left join dim_place as neighbourhood
      on neighbourhood.level = 'neighbourhood' and neighbourhood.code = named.neighbourhood_code
"""
"""Each named place with where it is and how that was found."""
