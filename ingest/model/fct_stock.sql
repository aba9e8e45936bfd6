-- When each social home was in service.
select place_key, coalesce(in_service_on, make_date(built_year, 1, 1), date '1900-01-01') as from_on,
    out_of_service_on as until_on, built_year, dwelling_type
from dim_dwelling where social order by place_key
