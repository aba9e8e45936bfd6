-- Answers of tenants; a mark of NULL is "weet niet".
select answer_id, place_key, answered_on, question, mark, questionnaire, invited
from located_survey
