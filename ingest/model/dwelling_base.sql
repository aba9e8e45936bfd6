-- Each dwelling with its pand, its street and its neighbourhood, as far as they are certain.
with address as (
    select bag_vbo_id, street_id, street, place,
        -- A home that lies in several panden belongs to the first that is known.
        coalesce(
            (select min(pand_id) from unnest(bag_pand_id) as ids(pand_id) where pand_id in (select bag_pand_id from stg_buildings)),
            list_min(bag_pand_id)) as bag_pand_id
    from stg_addresses
),
-- Each street is spelled once: a dozen expressions per address take longer than all joins.
street_name as (
    select place_spelling(place) as place_key, street_spelling(street) as street_key, min(street_id) as street_id
    from (select distinct place, street, street_id from stg_addresses where street_id is not null)
    group by all
    having count(distinct street_id) = 1
),
named as (
    select place, street, street_id
    from (select distinct place, street from stg_stock where place is not null and street is not null) as stock
    join street_name on place_key = place_spelling(stock.place) and street_key = street_spelling(stock.street)
),
matched as (
    select
        stock.dwelling_id, stock.complex_id, stock.complex_name, stock.street, stock.place, stock.house_number,
        stock.dwelling_type, stock.built_year, coalesce(stock.social, true) as social,
        stock.in_service_on, stock.out_of_service_on, stock.entrance, stock.team,
        case when found.method = 'id' then 'bag_vbo' else coalesce(found.method, 'none') end as match_method,
        found.target as bag_vbo_id,
        coalesce(stock.bag_pand_id, address.bag_pand_id) as bag_pand_id,
        coalesce(address.street_id, named.street_id) as bag_street_id
    from stg_stock as stock
    left join dwelling_address as found using (record)
    left join address on address.bag_vbo_id = found.target
    left join named on named.place = stock.place and named.street = stock.street
)
select
    matched.* exclude (bag_street_id),
    'street:' || coalesce(bag_street_id, spelling(place) || '/' || spelling(street)) as street_id,
    coalesce(pand_place.neighbourhood_code, vbo_place.neighbourhood_code) as neighbourhood_code
from matched
left join pand_place using (bag_pand_id)
left join vbo_place on vbo_place.bag_vbo_id = matched.bag_vbo_id
