-- Adverts.
select advert_id, place_key, published_on, responses
from stg_adverts left join located_adverts using (record)
