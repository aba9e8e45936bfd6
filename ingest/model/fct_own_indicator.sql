-- A partner's own indicator, at the area it names.
with known as (select area_id, level, code from dim_area)
select indicator, coalesce(by_id.area_id, by_code.area_id) as area_id, period, value, n, target, better
from stg_own_indicator
left join known as by_id on by_id.area_id = area_code
left join known as by_code on by_code.code = area_code and by_code.level in ('complex', 'neighbourhood', 'district', 'municipality')
