-- Marks of staff, 5 is best; the management intensity is kept as it was given.
select place_key, assessed_on, aspect,
    case mark when 'A+' then 5.0 when 'A' then 4.0 when 'B' then 3.0 when 'C' then 2.0 when 'D' then 1.0
        else mark::double end as mark,
    mark as mark_label, rater as rater_hash
from located_staff_assessment
