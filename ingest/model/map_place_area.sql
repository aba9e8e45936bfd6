-- Where a record counts. A dwelling counts in all its areas, when it is a social home. The stock is what stands in
-- a municipality: a home that could not be located at all counts in its complex only, so that totals add up.
-- A complex counts in itself, and upward only where all its homes lie in one area. A home that could not be
-- located does not stand in the way, as long as nine in ten are.
with home as (
    select place_key, area_id from (
        unpivot (select place_key, building_id, complex_id, street_id, neighbourhood_id, district_id, municipality_id,
                     case when municipality_id is not null then 'stock' end as stock_id from dim_dwelling where social)
        on building_id, complex_id, street_id, neighbourhood_id, district_id, municipality_id, stock_id
        into name column_name value area_id)
),
span as (
    select complex_id,
        case when count(neighbourhood_id) >= 0.9 * count(*) and count(distinct neighbourhood_id) = 1 then min(neighbourhood_id) end as neighbourhood_id,
        case when count(district_id) >= 0.9 * count(*) and count(distinct district_id) = 1 then min(district_id) end as district_id,
        case when count(municipality_id) >= 0.9 * count(*) and count(distinct municipality_id) = 1 then min(municipality_id) end as municipality_id,
        complex_id as itself_id
    from dim_dwelling where social group by complex_id
),
whole as (
    select dim_place.place_key, area_id
    from (unpivot (select *, case when municipality_id is not null then 'stock' end as stock_id from span) on itself_id, neighbourhood_id, district_id, municipality_id, stock_id into name column_name value area_id) as spanned
    join dim_place on dim_place.level = 'complex' and 'complex:' || dim_place.code = spanned.complex_id
),
neighbourhood as (
    select dim_place.place_key, unnest(['neighbourhood:' || part_of.code, 'district:' || district_code, 'municipality:' || municipality_code, 'stock']) as area_id
    from dim_place join part_of on dim_place.level = 'neighbourhood' and part_of.code = dim_place.code
)
select place_key, area_key
from (select * from home union all select * from whole union all select * from neighbourhood)
join dim_area using (area_id)
order by place_key, area_key
