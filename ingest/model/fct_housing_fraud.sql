-- Housing fraud, reported and confirmed.
select fraud_id, place_key, reported_on, kind, confirmed
from stg_housing_fraud left join located_housing_fraud using (record)
