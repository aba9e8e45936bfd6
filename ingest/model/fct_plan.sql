-- Plans per complex and year.
select place_key, year, plan, homes, condition_score
from stg_plans left join located_plans using (record)
