-- One row per dwelling, with every area it lies in. A home whose address was not found lies where its complex
-- lies, as long as nine in ten homes of that complex were found, all in one area: totals then add up.
with located as (
    select dwelling_base.*, dim_place.place_key, building_id, street_id, part_of.district_code, part_of.municipality_code
    from dwelling_base
    join dim_place on dim_place.level = 'dwelling' and dim_place.code = dwelling_id
    left join dwelling_building using (dwelling_id)
    left join part_of on part_of.code = neighbourhood_code
),
whole as (
    select complex_id,
        case when count(distinct neighbourhood_code) = 1 then min(neighbourhood_code) end as neighbourhood_code,
        case when count(distinct district_code) = 1 then min(district_code) end as district_code,
        case when count(distinct municipality_code) = 1 then min(municipality_code) end as municipality_code
    from located
    group by complex_id
    having count(neighbourhood_code) >= 0.9 * count(*)
)
select
    dwelling_id, place_key, 'complex:' || located.complex_id as complex_id, building_id, street_id,
    'neighbourhood:' || coalesce(located.neighbourhood_code, whole.neighbourhood_code) as neighbourhood_id,
    'district:' || coalesce(located.district_code, whole.district_code) as district_id,
    'municipality:' || coalesce(located.municipality_code, whole.municipality_code) as municipality_id,
    dwelling_type,
    -- 9999 and 1005 stand for "unknown" in the BAG.
    case when built_year between 1200 and 2100 then built_year end as built_year,
    social, in_service_on, out_of_service_on, match_method, bag_pand_id,
    team, complex_name, street, house_number
from located
left join whole using (complex_id)
order by place_key
