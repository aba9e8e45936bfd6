-- Tenancies.
select tenancy_id, place_key, started_on, notice_on, ended_on, end_reason
from stg_tenancies left join located_tenancies using (record)
