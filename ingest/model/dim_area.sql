-- Every area: those with homes of ours, and all of CBS in the municipalities where they stand.
with home as (
    select *, case when municipality_id is not null then 'stock' end as stock_id,
        social
        and coalesce(in_service_on <= getvariable('reference_date'), true)
        and coalesce(out_of_service_on > getvariable('reference_date'), true) as counts
    from dim_dwelling
),
membership as (
    unpivot home on building_id, complex_id, street_id, neighbourhood_id, district_id, municipality_id, stock_id
    into name column_name value area_id
),
-- Homes in service describe an area; where there are none, all its homes do.
described as (
    select
        area_id,
        count(*) filter (counts)::integer as homes,
        coalesce(mode(dwelling_type order by dwelling_type) filter (counts), mode(dwelling_type order by dwelling_type)) as dwelling_type,
        floor(coalesce(median(built_year) filter (counts), median(built_year)))::integer as built_year,
        mode(team order by team) as team,
        mode(complex_name order by complex_name) as complex_name,
        mode(street order by street) as street,
        min(house_number) as lowest_number, max(house_number) as highest_number
    from membership
    group by area_id
),
above as (
    select
        membership.area_id,
        mode(dim_dwelling.neighbourhood_id order by dim_dwelling.neighbourhood_id) as neighbourhood_id,
        mode(dim_dwelling.district_id order by dim_dwelling.district_id) as district_id,
        mode(dim_dwelling.municipality_id order by dim_dwelling.municipality_id) as municipality_id
    from membership join dim_dwelling using (dwelling_id)
    group by membership.area_id
),
cbs as (
    select
        shape.level, shape.code, shape.name, shape.level || ':' || shape.code as area_id,
        'neighbourhood:' || part_of.code as neighbourhood_id,
        case shape.level when 'neighbourhood' then 'district:' || part_of.district_code when 'district' then 'district:' || shape.code end as district_id,
        'municipality:' || coalesce(part_of.municipality_code, 'GM' || shape.code[3:6]) as municipality_id
    from area_shape as shape
    left join part_of on part_of.code = shape.code
),
official_name as (
    select code, mode(name order by name) as name from stg_leefbaarometer group by code
),
listed as (
    select level, code, area_id,
        case when level = 'district' and starts_with(cbs.name, 'Wijk WK') then coalesce(official_name.name, cbs.name) else cbs.name end as name,
        neighbourhood_id, district_id, municipality_id
    from cbs left join official_name using (code)
    where municipality_id in (select municipality_id from dim_dwelling)
    union all
    select
        split_part(area_id, ':', 1), coalesce(nullif(split_part(area_id, ':', 2), ''), 'stock'), area_id,
        case split_part(area_id, ':', 1)
            when 'building' then street || ' ' || lowest_number
                || case when highest_number > lowest_number then '–' || highest_number else '' end
            when 'complex' then coalesce(complex_name, 'Complex ' || split_part(area_id, ':', 2))
            when 'street' then street
            else 'Ons bezit' end,
        above.neighbourhood_id, above.district_id, above.municipality_id
    from described join above using (area_id)
    where split_part(area_id, ':', 1) in ('building', 'complex', 'street', 'stock')
)
select
    row_number() over (order by listed.level, listed.code)::integer as area_key,
    listed.area_id, listed.level, listed.code, listed.name, coalesce(homes, 0) as homes,
    case when listed.level <> 'stock' then listed.neighbourhood_id end as neighbourhood_id,
    case when listed.level <> 'stock' then listed.district_id end as district_id,
    case when listed.level <> 'stock' then listed.municipality_id end as municipality_id,
    dwelling_type, built_year,
    case when built_year < 1945 then 'voor 1945' when built_year < 1970 then '1945–1969'
         when built_year < 1990 then '1970–1989' when built_year < 2010 then '1990–2009'
         when built_year is not null then 'vanaf 2010' end as building_period,
    case when coalesce(homes, 0) < 10 then 'onder 10' when homes < 25 then '10–24' when homes < 50 then '25–49'
         when homes < 100 then '50–99' else '100 en meer' end as size_class,
    team
from listed left join described using (area_id)
order by area_key
