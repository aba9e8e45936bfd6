-- Committees, requests to the fund and activities.
select place_key, year, activity, number
from located_participation
