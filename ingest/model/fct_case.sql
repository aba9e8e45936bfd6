-- Nuisance cases; a cancelled case is no case.
select case_id, place_key, opened_on, closed_on, last_activity_on,
    case when closed_on is not null then 'closed' else status end as status, kind, team
from located_cases
where status <> 'cancelled'
