-- One row per area and year. The official CSV is exact, the WFS has the classes.
-- Class borders are those of all 12,147 neighbourhoods of 2024: 1, 2, 4 and 6 times 0.0392 (formats.md §1.5).
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
    coalesce(kafw,
        case when afw <= -0.2352 then 1 when afw <= -0.1568 then 2 when afw <= -0.0784 then 3 when afw <= -0.0392 then 4
             when afw < 0.0392 then 5 when afw < 0.0784 then 6 when afw < 0.1568 then 7 when afw < 0.2352 then 8 else 9 end)::integer as class_afw,
    kafw is null as class_derived
from merged order by area_id, year
