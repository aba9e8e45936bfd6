-- What a record can be known at: a dwelling, a complex or a neighbourhood.
with place as (
    select 'complex' as level, complex_id as code from stg_stock where complex_id is not null
    union select 'dwelling', dwelling_id from stg_stock
    union select 'neighbourhood', code from area_shape where level = 'neighbourhood'
)
select row_number() over (order by level, code)::integer as place_key, level, code from place order by place_key
