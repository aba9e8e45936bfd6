-- What was spent where. The place is a complex, or an area of CBS; NULL where the complex is unknown.
select
    case when area_code is not null then
        case left(area_code, 2) when 'BU' then 'neighbourhood:' when 'WK' then 'district:' else 'municipality:' end || area_code
    else 'complex:' || dim_place.code end as area_id,
    year, spending, euros, fte
from located_budget
left join dim_place on dim_place.place_key = located_budget.place_key and dim_place.level = 'complex'
order by all
