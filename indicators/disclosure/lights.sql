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
    from {target}.area as a join shield_own as c on c.area_id = 'class:' || a.level || '/' || a.similar_class
    join {source}.method_indicator as m on m.indicator = c.indicator and m.weight > 0;
insert into {target}.score by name
    select s.* replace (
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
insert into {target}.score by name
    select s.area_id, s.quarter, s.method, 0.0 as coverage, []::varchar[] as missing, []::varchar[] as expired,
        if(a.homes < min_homes, 'insufficient', 'shielded') as light,
        if(a.homes < min_homes,
            'Onvoldoende gegevens: ' || if(a.homes = 1, '1 woning', a.homes || ' woningen')
                || ' is te weinig voor een stoplicht.' || chr(10)
                || if(a.level in ('building', 'complex', 'street'), 'De woningen tellen wel mee in de buurt.', ''),
            coalesce('Afgeschermd: deze methode telt ook ' || n.labels || ', en die blijft binnen de corporatie.' || chr(10)
                    || 'De andere cijfers alleen beslissen de kleur hier niet.',
                'Afgeschermd: deze cijfers kunnen iets over één huishouden zeggen.' || chr(10))) as reason
    from {source}.score as s join {target}.area as a using (area_id) cross join shield_homes
    left join shield_inside as n on n.counted_in = s.method
    semi join shield_light as h on h.area_id = s.area_id and h.method = s.method
    anti join shield_decided as d using (area_id, quarter, method, light);
-- A theme without weight is no part of a light, so its inputs can be withheld where the light is shown.
create or replace temp table shield_theme as
    select distinct h.area_id, m.method, m.theme
    from shield_hidden as h join {source}.method_indicator as m using (indicator);
insert into {target}.theme_score by name
    select t.* replace (case when x.theme is null then t.stock_score end as stock_score)
    from {source}.theme_score as t
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = t.area_id and h.method = t.method
    anti join shield_theme as n on n.area_id = t.area_id and n.method = t.method and n.theme = t.theme and t.weight = 0
    left join shield_stock_theme as x on x.method = t.method and x.theme = t.theme;
insert into {target}.contribution
    select c.* from {source}.contribution as c
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = c.area_id and h.method = c.method
    anti join shield_stock using (indicator);
insert into {target}.plan
    select p.* from {source}.plan as p
    join {target}.area as a using (area_id) cross join shield_homes where a.homes >= min_homes;
