-- Tenants in arrears per complex on a fixed day.
select place_key, counted_on, tenants_in_arrears, tenants
from stg_arrears left join located_arrears using (record)
