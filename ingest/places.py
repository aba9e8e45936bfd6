"""Where a record is known: at a dwelling, else at its complex, else at its neighbourhood, else nowhere."""

import duckdb

from ingest.addresses import match_addresses
from ingest.contract import Source

_ADDRESS = "house_number, house_letter, house_addition, house_suffix, postcode, street, place"
_NAMED = ("dwelling_id", *_ADDRESS.split(", "), "complex_id", "neighbourhood_code")
"""All that tells of a record where it is."""


def match_dwellings(con: duckdb.DuckDBPyConnection) -> None:
    """Make `dwelling_address`: which BAG address each dwelling of the stock is."""
    con.execute(f"create or replace temp view wanted as select record, bag_vbo_id as id, {_ADDRESS} from stg_stock")
    con.execute(
        "create or replace temp view known as"
        f" select bag_vbo_id as target, bag_vbo_id as id, {_ADDRESS} from stg_addresses"
    )
    match_addresses(con, "wanted", "known", "dwelling_address")


def locate(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Make `located_<kind> (record, place_key, method)` with every record, also those known nowhere.

    Each place that records name is looked for once, however many records name it.
    """
    kind, found = source.kind, f"dwelling_of_{source.kind}"
    columns = [name for name in _NAMED if name in (*source.names, *source.derived)]
    con.execute(
        f"""create or replace temp table named_place as
        select row_number() over () as record, * from (select distinct {", ".join(columns)} from stg_{kind})"""
    )
    if "dwelling_id" in source.names:
        # A record that names several units (a home and its garage) is about the one that is in the stock.
        con.execute(
            "create or replace temp view wanted as select record,"
            f" unnest(coalesce(string_split(dwelling_id, '|'), [null])) as id, {_ADDRESS} from named_place"
        )
        con.execute(
            "create or replace temp view known as"
            f" select dwelling_id as target, dwelling_id as id, {_ADDRESS} from stg_stock"
            f" union all select dwelling_id, other_id, {_ADDRESS} from stg_stock"
            " where other_id not in (select dwelling_id from stg_stock)"
        )
        match_addresses(con, "wanted", "known", found)
    else:
        con.execute(f"create or replace table {found} (record bigint, target varchar, method varchar)")
    neighbourhood = "neighbourhood_code" if "neighbourhood_code" in source.names else "null"
    same = " and ".join(f"stg.{name} is not distinct from place.{name}" for name in columns)
    con.execute(
        f"""create table located_{kind} as
        with complex_name as (
            select complex_id as name, complex_id from stg_stock
            union select complex_other_id, min(complex_id) from stg_stock
            where complex_other_id not in (select complex_id from stg_stock where complex_id is not null)
            group by all having count(distinct complex_id) = 1),
        shared as ({_SHARED_COMPLEX if "dwelling_id" in source.names else "select null::bigint as record, null as complex_id"}),
        place as (
            select named.*,
                coalesce(dwelling.place_key, complex.place_key, neighbourhood.place_key) as place_key,
                case when dwelling.place_key is not null then if(found.method = 'id', 'dwelling_id', found.method)
                     when complex.place_key is not null then 'complex'
                     when neighbourhood.place_key is not null then 'neighbourhood' else 'none' end as method
            from named_place as named left join {found} as found using (record)
            left join dim_place as dwelling on dwelling.level = 'dwelling' and dwelling.code = found.target
            left join complex_name on complex_name.name = named.complex_id
            left join shared on shared.record = named.record
            left join dim_place as complex
              on complex.level = 'complex' and complex.code = coalesce(complex_name.complex_id, shared.complex_id)
            left join dim_place as neighbourhood
              on neighbourhood.level = 'neighbourhood' and neighbourhood.code = {neighbourhood})
        select stg.record, place_key, method from stg_{kind} as stg join place on {same}"""
    )
    con.execute(f"drop table {found}; drop table named_place")


_SHARED_COMPLEX = """select named.record, min(complex_id) as complex_id
        from (select record, unnest(string_split(dwelling_id, '|')) as id from named_place where contains(dwelling_id, '|')) as named
        left join (select dwelling_id as id, complex_id from stg_stock
            union select other_id, complex_id from stg_stock
            where other_id not in (select dwelling_id from stg_stock)) as unit using (id)
        group by named.record having count(*) = count(complex_id) and count(distinct complex_id) = 1"""
"""The one complex in which all units lie that a record names."""
