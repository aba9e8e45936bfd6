"""Where a record is known: at a dwelling, else at its complex, else at its neighbourhood, else nowhere."""

import duckdb

from ingest.addresses import match_addresses
from ingest.contract import Source

_ADDRESS = "house_number, house_letter, house_addition, house_suffix, postcode, street, place"


def match_dwellings(con: duckdb.DuckDBPyConnection) -> None:
    """Make `dwelling_address`: which BAG address each dwelling of the stock is."""
    con.execute(f"create or replace temp view wanted as select record, bag_vbo_id as id, {_ADDRESS} from stg_stock")
    con.execute(
        "create or replace temp view known as"
        f" select bag_vbo_id as target, bag_vbo_id as id, {_ADDRESS} from stg_addresses"
    )
    match_addresses(con, "wanted", "known", "dwelling_address")


def locate(con: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Make `located_<kind> (record, place_key, method)` with every record, also those known nowhere."""
    kind, found = source.kind, f"dwelling_of_{source.kind}"
    if "dwelling_id" in source.names:
        con.execute(
            f"create or replace temp view wanted as select record, dwelling_id as id, {_ADDRESS} from stg_{kind}"
        )
        con.execute(
            "create or replace temp view known as"
            f" select dwelling_id as target, dwelling_id as id, {_ADDRESS} from stg_stock"
        )
        match_addresses(con, "wanted", "known", found)
    else:
        con.execute(f"create or replace table {found} (record bigint, target varchar, method varchar)")
    neighbourhood = "neighbourhood_code" if "neighbourhood_code" in source.names else "null"
    con.execute(
        f"""create table located_{kind} as
        select record,
            coalesce(dwelling.place_key, complex.place_key, neighbourhood.place_key) as place_key,
            case when dwelling.place_key is not null then if(found.method = 'id', 'dwelling_id', found.method)
                 when complex.place_key is not null then 'complex'
                 when neighbourhood.place_key is not null then 'neighbourhood' else 'none' end as method
        from stg_{kind} as stg left join {found} as found using (record)
        left join dim_place as dwelling on dwelling.level = 'dwelling' and dwelling.code = found.target
        left join dim_place as complex on complex.level = 'complex' and complex.code = stg.complex_id
        left join dim_place as neighbourhood
          on neighbourhood.level = 'neighbourhood' and neighbourhood.code = {neighbourhood}"""
    )
    con.execute(f"drop table {found}")
