-- Tenants in arrears per complex on a fixed day.
select place_key, counted_on, tenants_in_arrears, tenants
from located_arrears
