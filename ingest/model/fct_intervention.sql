-- What was done for a complex or a neighbourhood.
select intervention_id, place_key, kind, measure, started_on, ended_on, hours, euros, partner, goal, target
from located_interventions
