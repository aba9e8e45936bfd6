-- Nuisance reports.
select complaint_id, place_key, reported_on, registered_on, kind, case_id, reporter as reporter_hash, team
from located_complaints
