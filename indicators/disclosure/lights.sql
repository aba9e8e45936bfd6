-- Lights and what explains them, after figures.sql. A decided light that is not the light itself is shielded.

create or replace temp table shield_light as
    select distinct h.area_id, m.method
    from shield_hidden as h join {source}.method_indicator as m using (indicator) where m.weight > 0;
create or replace temp table shield_stock_theme as
    select distinct m.method, m.theme from {source}.method_indicator as m semi join shield_stock using (indicator);
-- The reason speaks of the stock and of similar places.
create or replace temp table shield_reason as
    select a.area_id, m.method
    from {target}.area as a join shield_own as c on c.area_id = 'class:' || a.level || '/' || a.similar_class
    join {source}.method_indicator as m on m.indicator = c.indicator and m.weight > 0
    union
    select a.area_id, t.method from {target}.area as a cross join shield_stock_theme as t;
insert into {target}.score by name
    select s.* replace (
        case when t.method is null then s.reason else 'Dit stoplicht komt uit cijfers die samen zijn gewogen.' || chr(10) end as reason)
    from {source}.score as s
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = s.area_id and h.method = s.method
    left join shield_reason as t on t.area_id = s.area_id and t.method = s.method;
insert into {target}.score by name
    select s.area_id, s.quarter, s.method, d.light, d.certainty, d.coverage, d.missing, d.expired, d.red_since,
        d.previous_light,
        (case d.light when 'green' then 'Groen' when 'amber' then 'Oranje' else 'Rood' end)
            || ', wat de afgeschermde cijfers ook zijn.' || chr(10)
            || 'Die cijfers kunnen iets over één huishouden zeggen. De andere cijfers bepalen de kleur.' as reason
    from {source}.score as s
    semi join {target}.area using (area_id)
    semi join shield_light as h on h.area_id = s.area_id and h.method = s.method
    join shield_decided as d using (area_id, quarter, method, light);
insert into {target}.theme_score by name
    select t.* replace (case when x.theme is null then t.stock_score end as stock_score)
    from {source}.theme_score as t
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = t.area_id and h.method = t.method
    left join shield_stock_theme as x on x.method = t.method and x.theme = t.theme;
insert into {target}.contribution
    select c.* from {source}.contribution as c
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = c.area_id and h.method = c.method
    anti join shield_stock using (indicator);
