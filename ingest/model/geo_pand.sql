-- Panden in use: also not measured yet, being rebuilt, or with a demolition licence, because people live there.
select
    bag_pand_id, case when built_year between 1200 and 2100 then built_year end as built_year,
    'neighbourhood:' || neighbourhood_code as neighbourhood_id,
    bag_pand_id in (select bag_pand_id from dim_dwelling where bag_pand_id is not null) as owned, geometry
from stg_buildings left join pand_place using (bag_pand_id)
where spelling(status) in (spelling('Pand in gebruik'), spelling('Pand in gebruik (niet ingemeten)'),
    spelling('Verbouwing pand'), spelling('Sloopvergunning verleend'))
order by bag_pand_id
