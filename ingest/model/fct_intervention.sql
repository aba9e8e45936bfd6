-- What was done for a complex or a neighbourhood.
select intervention_id, place_key, kind, measure, started_on, ended_on, hours, euros, partner, goal, target
from stg_interventions left join located_interventions using (record)
