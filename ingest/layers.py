"""What the warehouse holds to draw: a frame per level and the panden, for the geometry store."""

from pathlib import Path

import duckdb
import geopandas as gpd

from data.vocabulary import LEVELS, Level

CRS_METRES = "EPSG:28992"


def area_layers(warehouse: Path) -> dict[str, gpd.GeoDataFrame]:
    """The areas per level (area_id, name) and `pand` (bag_pand_id, owned), with geometry in metres."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        layers = {
            str(level): _frame(
                con,
                f"""select area_id, name, geometry from geo_area join dim_area using (level, area_id)
                where level = '{level}' order by area_id""",
            )
            for level in LEVELS
            if level is not Level.STOCK
        }
        layers["pand"] = _frame(con, "select bag_pand_id, owned, geometry from geo_pand order by bag_pand_id")
    return layers


def _frame(con: duckdb.DuckDBPyConnection, sql: str) -> gpd.GeoDataFrame:
    table = con.sql(sql).to_arrow_table()
    shapes = gpd.GeoSeries.from_wkb(table["geometry"].to_pylist(), crs=CRS_METRES)
    return gpd.GeoDataFrame(table.drop_columns("geometry").to_pandas(), geometry=shapes)
