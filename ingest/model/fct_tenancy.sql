-- Tenancies. The last three are empty unless an arrangement allows them to be read.
select tenancy_id, place_key, started_on, notice_on, ended_on, end_reason, age_band, mediation, care_contract
from located_tenancies
