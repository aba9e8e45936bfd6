-- Lights and what explains them, after figures.sql. A decided light that is not the light itself is shielded.

create or replace temp table shield_light as
    select distinct h.area_id, m.method
    from shield_hidden as h join {source}.method_indicator as m using (indicator) where m.weight > 0;
create or replace temp table shield_stock_theme as
    select distinct m.method, m.theme from {source}.method_indicator as m semi join shield_stock using (indicator);
-- The second sentence of a reason speaks of similar places; the first one tells a figure of the place itself, which is
-- shown here. Which figure that is was chosen beside the stock, so without the stock neither can be said.
create or replace temp table shield_similar as
    select distinct a.area_id, m.method
    from {target}.area as a join shield_class as c on c.class = 'class:' || a.level || '/' || a.similar_class
    join {source}.method_indicator as m on m.indicator = c.indicator and m.weight > 0;
insert into {target}.score by name
    select s.* replace (
        {score},
        case when t.method is not null then 'Dit stoplicht komt uit cijfers die samen zijn gewogen.' || chr(10)
            when c.method is not null then split_part(s.reason, chr(10), 1) || chr(10)
            else s.reason end as reason)
    from {source}.score as s
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = s.area_id and h.method = s.method
    left join shield_similar as c on c.area_id = s.area_id and c.method = s.method
    left join (
        select distinct m.method from {source}.method_indicator as m semi join shield_stock using (indicator) where m.weight > 0
    ) as t on t.method = s.method;
-- What a method counts and no place of this tier shows: then that is why there is no light, and not its small numbers.
create or replace temp table shield_inside as
    select m.method as counted_in, string_agg(lower(i.label), ' en ' order by i.label) as labels
    from {source}.method_indicator as m join {source}.indicator as i using (indicator) semi join shield_away using (indicator)
    where m.weight > 0 group by m.method;
-- What a shown figure says beside the stock's, which is shown too: the one that weighs most.
create or replace temp table shield_told as
    select v.area_id, v.quarter, m.method, v.comparison, arg_max(i.label, (m.weight, i.label)) as label
    from {target}.stored_value as v join {source}.method_indicator as m using (indicator)
    join {source}.indicator as i using (indicator)
    where m.weight > 0 and v.comparison in ('better', 'worse') group by all;
insert into {target}.score by name
    select s.area_id, s.quarter, s.method, d.light, d.certainty, d.coverage, d.missing, d.expired, d.red_since,
        d.previous_light,
        (case d.light when 'green' then 'Groen' when 'amber' then 'Oranje' else 'Rood' end)
            || ', wat de afgeschermde cijfers ook zijn.' || chr(10)
            || coalesce(t.label || if(d.light = 'green', ': beter', ': slechter') || ' dan gemiddeld in ons bezit.',
                'Die cijfers kunnen iets over één huishouden zeggen. De andere cijfers bepalen de kleur.') as reason
    from {source}.score as s
    semi join {target}.area using (area_id)
    semi join shield_light as h on h.area_id = s.area_id and h.method = s.method
    join shield_decided as d using (area_id, quarter, method, light)
    left join shield_told as t on t.area_id = s.area_id and t.quarter = s.quarter and t.method = s.method
        and t.comparison = if(d.light = 'green', 'better', 'worse');
-- A theme without weight is no part of a light, so its inputs can be withheld where the light is shown.
create or replace temp table shield_theme as
    select distinct h.area_id, m.method, m.theme
    from shield_hidden as h join {source}.method_indicator as m using (indicator);
insert into {target}.stored_theme_score by name
    select t.* replace ({theme_score} as score, case when x.theme is null then {stock_score} end as stock_score)
    from {source}.theme_score as t
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = t.area_id and h.method = t.method
    anti join shield_theme as n on n.area_id = t.area_id and n.method = t.method and n.theme = t.theme and t.weight = 0
    left join shield_stock_theme as x on x.method = t.method and x.theme = t.theme;
insert into {target}.stored_contribution
    select c.* replace ({contribution} as contribution) from {source}.contribution as c
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = c.area_id and h.method = c.method
    anti join shield_stock using (indicator);
