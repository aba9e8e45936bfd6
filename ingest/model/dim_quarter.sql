-- Every quarter from the first event to the last one that is closed on the reference date, ten years at most.
with bounds as (
    select
        date_trunc('quarter', getvariable('reference_date') + interval 1 day)::date as open_quarter,
        (select min(day) from (
            select min(reported_on) as day from fct_complaint
            union all select min(opened_on) from fct_case
            union all select min(ended_on) from fct_tenancy
            union all select min(answered_on) from fct_survey_answer
            union all select min(assessed_on) from fct_staff_mark)) as first_day
),
starts as (
    select unnest(generate_series(
        greatest(date_trunc('quarter', coalesce(first_day, open_quarter - interval 3 month)), open_quarter - interval 10 year),
        open_quarter - interval 3 month, interval 3 month))::date as starts_on
    from bounds
)
select year(starts_on) || '-' || quarter(starts_on) as quarter, starts_on, (starts_on + interval 3 month - interval 1 day)::date as ends_on
from starts order by starts_on
