-- Vacancies.
select vacancy_id, place_key, vacated_on, let_on, reason
from located_vacancies
