-- Committees, requests to the fund and activities.
select place_key, year, activity, number
from stg_participation left join located_participation using (record)
