-- Housing fraud, reported and confirmed.
select fraud_id, place_key, reported_on, kind, confirmed
from located_housing_fraud
