-- From the complete tables in {source} to what a tier may see in {target}: figures (see tier.py).

create or replace temp table shield_stock as
    select h.indicator from shield_hidden as h join {target}.area as a using (area_id) where a.level = 'stock';
-- When the last answer of one place came says which quarter brought nothing, and what left the window with it. So of
-- records it is the day until which there are any, unless the figure is of before its window.
create or replace temp table shield_measured as
    select v.indicator, v.quarter, max(v.measured_until) as newest,
        any_value(last_day(q.ends_on - to_months(i.months))) as begins
    from {source}.indicator_value as v join {source}.indicator as i using (indicator) join {source}.quarter as q using (quarter)
    semi join (from shield_guarded where records) using (indicator) group by all;
insert into {target}.stored_value by name
    select v.* replace (
        {shrunk} as shrunk,
        case when v.measured_until > m.begins then m.newest else v.measured_until end as measured_until,
        case when s.indicator is null then v.stock_value end as stock_value,
        case when s.indicator is null then v.comparison end as comparison,
        case when c.indicator is null then v.similar_value end as similar_value,
        case when c.indicator is null then v.similar_comparison end as similar_comparison,
        case when c.indicator is null then v.similar_n end as similar_n)
    from {source}.indicator_value as v
    join {target}.area as a using (area_id)
    left join shield_class as c on c.class = 'class:' || a.level || '/' || a.similar_class and c.indicator = v.indicator
    anti join shield_hidden as h on h.area_id = v.area_id and h.indicator = v.indicator
    left join shield_stock as s on s.indicator = v.indicator
    left join shield_measured as m on m.indicator = v.indicator and m.quarter = v.quarter;
insert into {target}.stored_value by name
    select v.area_id, v.quarter, v.indicator,
        case when v.state = 'off' or g.answers and v.state in ('insufficient', 'expired') then v.state
            when c.at_most is null then 'shielded'
            when v.state = 'ok' and v.inherited_from is null then 'ceiling' else v.state end as state
    from {source}.indicator_value as v semi join shield_hidden using (area_id, indicator)
    join shield_guarded as g using (indicator)
    left join shield_ceiling as c using (area_id, indicator);
insert into {target}.count_ceiling by name
    select c.area_id, c.indicator, c.at_most
    from shield_ceiling as c semi join shield_hidden using (area_id, indicator);
