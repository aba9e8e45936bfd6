-- One row per area and year. The official CSV is exact, the WFS has the classes.
-- Where only the CSV was delivered the class is derived from the deviation.
with merged as (
    select
        code, year,
        max(lbm) as lbm,
        coalesce(max(afw) filter (edition = 'csv'), max(afw)) as afw,
        coalesce(max(fys) filter (edition = 'csv'), max(fys)) as fys,
        coalesce(max(onv) filter (edition = 'csv'), max(onv)) as onv,
        coalesce(max(soc) filter (edition = 'csv'), max(soc)) as soc,
        coalesce(max(vrz) filter (edition = 'csv'), max(vrz)) as vrz,
        coalesce(max(won) filter (edition = 'csv'), max(won)) as won,
        max(kafw) as kafw
    from stg_leefbaarometer group by code, year
)
select
    case left(code, 2) when 'BU' then 'neighbourhood:' when 'WK' then 'district:' else 'municipality:' end || code as area_id,
    year, make_date(year, 12, 31) as measured_on, lbm, afw, fys, onv, soc, vrz, won,
    coalesce(kafw, class_of_deviation(afw))::integer as class_afw,
    kafw is null as class_derived
from merged order by area_id, year
