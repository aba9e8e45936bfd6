-- One row per dwelling, with every area it lies in.
select
    dwelling_id, place_key, 'complex:' || complex_id as complex_id, building_id, street_id,
    'neighbourhood:' || neighbourhood_code as neighbourhood_id,
    'district:' || district_code as district_id,
    'municipality:' || municipality_code as municipality_id,
    dwelling_type,
    -- 9999 and 1005 stand for "unknown" in the BAG.
    case when built_year between 1200 and 2100 then built_year end as built_year,
    social, in_service_on, out_of_service_on, match_method, bag_pand_id,
    team, complex_name, street, house_number
from dwelling_base
join dim_place on dim_place.level = 'dwelling' and dim_place.code = dwelling_id
left join dwelling_building using (dwelling_id)
left join part_of on part_of.code = neighbourhood_code
order by place_key
