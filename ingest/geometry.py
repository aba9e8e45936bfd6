"""Shapes: areas with what lies above them, panden with their neighbourhood, buildings out of panden.

All shapes are WKB in EPSG:28992, so distances are metres.
"""

import duckdb
import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

ADJOINING_M = 0.5
"""Panden that are no further apart are one building: digitised walls of one terrace touch or nearly do."""
LEVELS = {"BU": "neighbourhood", "WK": "district", "GM": "municipality"}


def _table(con: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return con.sql(sql).to_arrow_table()


def make_areas(con: duckdb.DuckDBPyConnection) -> None:
    """Make `area_shape (level, code, name, year, geometry)` of the newest division, without water.

    Districts and municipalities that were not delivered are dissolved from their neighbourhoods; BU02210100
    lies in WK022101 and GM0221, because CBS builds its codes that way.
    """
    con.execute(
        """create or replace table area_shape as
        with levelled as (
            select *, case left(code, 2) when 'BU' then 'neighbourhood' when 'WK' then 'district'
                else 'municipality' end as level
            from stg_areas where water is distinct from 'yes')
        select level, code, name, year, geometry from levelled
        qualify year is not distinct from max(year) over (partition by level)"""
    )
    con.execute(
        """create or replace table part_of as
        select code, coalesce(district_code, 'WK' || code[3:8]) as district_code,
            coalesce(municipality_code, 'GM' || code[3:6]) as municipality_code
        from stg_areas where left(code, 2) = 'BU'
        qualify row_number() over (partition by code order by year desc nulls last) = 1"""
    )
    for level, column, name in (
        ("district", "district_code", "coalesce(any_value(named.district_name), 'Wijk ' || above.district_code)"),
        ("municipality", "municipality_code", "coalesce(any_value(named.municipality_name), above.municipality_code)"),
    ):
        con.execute(
            f"""insert into area_shape
            select '{level}', above.{column}, {name}, max(shape.year), null
            from area_shape as shape join part_of as above using (code)
            left join stg_areas as named on named.code = shape.code
            where shape.level = 'neighbourhood'
              and above.{column} not in (select code from area_shape)
            group by above.{column}"""
        )
        _dissolve(con, column)


def _dissolve(con: duckdb.DuckDBPyConnection, column: str) -> None:
    parts = _table(
        con,
        f"""select above.{column} as code, shape.geometry from area_shape as shape join part_of as above using (code)
        where shape.level = 'neighbourhood'
          and above.{column} in (select code from area_shape where geometry is null) order by above.{column}, shape.code""",
    )
    if parts.num_rows == 0:
        return
    codes, shapes = np.asarray(parts["code"].to_pylist(), object), _shapes(parts)
    names = np.unique(codes)
    whole = [shapely.union_all(shapes[codes == name]) for name in names]
    made = pa.table({"code": names.tolist(), "geometry": pa.array(shapely.to_wkb(whole), pa.binary())})
    con.register("made", made)
    con.execute("update area_shape set geometry = made.geometry from made where area_shape.code = made.code")
    con.unregister("made")


def place_points(con: duckdb.DuckDBPyConnection) -> None:
    """Make `pand_place` and `vbo_place`: in which neighbourhood a pand or an address lies.

    A pand lies where its representative point lies: a point that is certain to be inside it.
    """
    areas = _table(con, "select code, geometry from area_shape where level = 'neighbourhood' order by code")
    panden = _table(con, "select bag_pand_id, geometry from stg_buildings order by bag_pand_id")
    points = shapely.point_on_surface(_shapes(panden))
    _register(con, "pand_place", "bag_pand_id", panden, _inside(points, areas))
    homes = _table(
        con,
        "select bag_vbo_id, x_m, y_m from stg_addresses where x_m is not null and y_m is not null order by bag_vbo_id",
    )
    spots: NDArray[np.object_] = np.asarray(shapely.points(homes["x_m"].to_numpy(), homes["y_m"].to_numpy()))
    _register(con, "vbo_place", "bag_vbo_id", homes, _inside(spots, areas))


def _inside(points: NDArray[np.object_], areas: pa.Table) -> list[str | None]:
    codes = np.array([*areas["code"].to_pylist(), None], dtype=object)
    found = np.full(len(points), len(codes) - 1)
    if len(points) and areas.num_rows:
        point, area = shapely.STRtree(_shapes(areas)).query(points, predicate="intersects")
        # On a border the lowest code wins, always the same one.
        found[point[::-1]] = area[::-1]
    return list(codes[found])


def _register(con: duckdb.DuckDBPyConnection, name: str, key: str, table: pa.Table, codes: list[str | None]) -> None:
    placed = pa.table({key: table[key], "neighbourhood_code": pa.array(codes, pa.string())})
    con.register("placed", placed)
    con.execute(f"create or replace table {name} as select * from placed")
    con.unregister("placed")


def make_buildings(con: duckdb.DuckDBPyConnection) -> None:
    """Make `dwelling_building (dwelling_id, building_id, component)`.

    A building is the adjoining panden of one complex on one street. It is split by entrance where the stock
    names one for every home and each part has ten homes or more, since smaller parts would have no light.
    Its number follows the lowest BAG pand id, so that it is the same in every build.
    """
    nodes = _table(
        con,
        """select complex_id, street_id, bag_pand_id, any_value(geometry) as geometry
        from dwelling_base join stg_buildings using (bag_pand_id)
        where street_id is not null group by 1, 2, 3 order by 1, 2, 3""",
    )
    groups = _table(
        con,
        """select dense_rank() over (order by complex_id, street_id) as g
        from (select distinct complex_id, street_id, bag_pand_id from dwelling_base
            join stg_buildings using (bag_pand_id) where street_id is not null)
        order by complex_id, street_id, bag_pand_id""",
    )
    components = adjoining(_shapes(nodes), groups["g"].to_numpy())
    made = nodes.drop(["geometry"]).append_column("component", pa.array(components, pa.int32()))
    con.register("made", made)
    con.execute(
        """create or replace table dwelling_building as
        with homes as (
            select dwelling_id, complex_id, street_id, bag_pand_id, component, entrance
            from dwelling_base join made using (complex_id, street_id, bag_pand_id)),
        entrances as (
            select component, entrance, count(*) as homes from homes group by all),
        split as (
            select component from entrances group by component
            having count(*) > 1 and min(homes) >= 10 and count(*) = count(entrance)),
        parted as (
            select homes.* exclude (entrance),
                case when component in (select component from split) then entrance end as entrance
            from homes),
        numbered as (
            select component, entrance, complex_id, street_id,
                row_number() over (partition by complex_id, street_id order by min(bag_pand_id), entrance) as n
            from parted group by component, entrance, complex_id, street_id)
        select dwelling_id, 'building:' || numbered.complex_id || '-' || replace(numbered.street_id, 'street:', '') || '-' || n as building_id
        from parted join numbered
          on numbered.component = parted.component and numbered.entrance is not distinct from parted.entrance"""
    )
    con.unregister("made")


def adjoining(shapes: NDArray[np.object_], groups: NDArray[np.int64]) -> NDArray[np.int32]:
    """Number the sets of shapes of one group that hang together within `ADJOINING_M` metres."""
    size = len(shapes)
    if size == 0:
        return np.empty(0, dtype=np.int32)
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=ADJOINING_M)
    same = groups[left] == groups[right]
    links = coo_array((np.ones(int(same.sum()), dtype=np.int8), (left[same], right[same])), shape=(size, size))
    labels: NDArray[np.int32] = connected_components(links, directed=False)[1]
    return labels


def make_geo_area(con: duckdb.DuckDBPyConnection) -> None:
    """Make `geo_area`: delivered shapes, and collections of panden for building, complex and street."""
    con.execute(
        """create or replace table geo_area as
        select shape.level, area_id, shape.geometry from area_shape as shape
        join dim_area using (level, code)"""
    )
    for level in ("building", "complex", "street"):
        parts = _table(
            con,
            f"""select distinct {level}_id as area_id, bag_pand_id, geometry
            from dim_dwelling join stg_buildings using (bag_pand_id)
            join dim_area on dim_area.area_id = dim_dwelling.{level}_id
            order by 1, 2""",
        )
        if parts.num_rows == 0:
            continue
        owners: NDArray[np.str_] = parts["area_id"].to_numpy(zero_copy_only=False).astype(str)
        ids, index = np.unique(owners, return_inverse=True)
        single = shapely.get_parts(_shapes(parts), return_index=True)
        shapes, owner = _polygons(single, index)
        collected = shapely.multipolygons(shapes, indices=owner)
        made = pa.table({"area_id": ids.tolist(), "geometry": pa.array(shapely.to_wkb(collected), pa.binary())})
        con.register("made", made)
        con.execute(f"insert into geo_area select '{level}', area_id, geometry from made")
        con.unregister("made")


def _polygons(
    single: tuple[NDArray[np.object_], NDArray[np.int64]], index: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """The polygons among the parts and the area each belongs to."""
    shapes, owner = single
    keep = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
    return shapes[keep], index[owner[keep]]


def _shapes(table: pa.Table) -> NDArray[np.object_]:
    shapes: NDArray[np.object_] = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    return shapes
