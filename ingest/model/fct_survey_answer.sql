-- Answers of tenants; a mark of NULL is "weet niet".
select answer_id, place_key, answered_on, question, mark, questionnaire, invited
from stg_survey left join located_survey using (record)
