-- Vacancies.
select vacancy_id, place_key, vacated_on, let_on, reason
from stg_vacancies left join located_vacancies using (record)
