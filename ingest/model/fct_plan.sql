-- Plans per complex and year.
select place_key, year, plan, homes, condition_score
from located_plans
