-- Adverts.
select advert_id, place_key, published_on, responses
from located_adverts
