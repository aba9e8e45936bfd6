-- Registered crime. A name counts only where one neighbourhood of ours bears it.
with named as (
    select spelling(name) as name, min(area_id) as area_id from dim_area
    where level = 'neighbourhood' group by all having count(*) = 1
)
select
    case when regexp_full_match(code, 'BU[0-9]{4}[0-9A-Z]{4}') then 'neighbourhood:' || code
         when regexp_full_match(code, 'WK[0-9]{4}[0-9A-Z]{2}') then 'district:' || code
         when regexp_full_match(code, 'GM[0-9]{4}') then 'municipality:' || code
         else named.area_id end as area_id,
    left(period, 4) || case when contains(period, 'MM') then '-' || right(period, 2) else '' end as period,
    regexp_extract(crime_kind, '^[0-9.]+') as crime_number, crime_kind, registered
from stg_crime left join named on named.name = spelling(code)
