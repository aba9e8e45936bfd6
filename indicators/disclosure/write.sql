-- From the complete tables in {source} to what a tier may see in {target}: see shield.py.

insert into {target}.area select * from {source}.area semi join shield_level using (level);
insert into {target}.area_overlap
    select o.* from {source}.area_overlap as o
    semi join {target}.area as a on a.area_id = o.area_id semi join {target}.area as p on p.area_id = o.part_id;
-- An inherited figure is that of the area above. An area without a figure of its own hides nothing of its own.
create or replace temp table shield_hidden as
    select distinct v.area_id, v.indicator
    from {source}.indicator_value as v
    join {target}.area as a using (area_id)
    join shield_guarded using (indicator)
    left join shield_own as own on own.area_id = coalesce(v.inherited_from, v.area_id) and own.indicator = v.indicator
    where own.area_id is not null or a.homes < (select min_homes from shield_homes);
create or replace temp table shield_stock as
    select h.indicator from shield_hidden as h join {target}.area as a using (area_id) where a.level = 'stock';
insert into {target}.indicator_value by name
    select v.* replace (
        case when s.indicator is null then v.stock_value end as stock_value,
        case when s.indicator is null then v.comparison end as comparison)
    from {source}.indicator_value as v
    semi join {target}.area using (area_id)
    anti join shield_hidden as h on h.area_id = v.area_id and h.indicator = v.indicator
    left join shield_stock as s on s.indicator = v.indicator;
insert into {target}.indicator_value by name
    select v.area_id, v.quarter, v.indicator, if(v.state = 'off', 'off', 'shielded') as state
    from {source}.indicator_value as v semi join shield_hidden using (area_id, indicator);
create or replace temp table shield_light as
    select distinct h.area_id, m.method
    from shield_hidden as h join {source}.method_indicator as m using (indicator) where m.weight > 0;
create or replace temp table shield_stock_theme as
    select distinct m.method, m.theme from {source}.method_indicator as m semi join shield_stock using (indicator);
insert into {target}.score by name
    select s.* replace (
        case when t.method is null then s.reason else 'Dit stoplicht komt uit cijfers die samen zijn gewogen.' || chr(10) end as reason)
    from {source}.score as s
    semi join {target}.area using (area_id)
    anti join shield_light as h on h.area_id = s.area_id and h.method = s.method
    left join (select distinct method from shield_stock_theme) as t on t.method = s.method;
insert into {target}.score by name
    select s.area_id, s.quarter, s.method, 0.0 as coverage, []::varchar[] as missing, []::varchar[] as expired,
        if(a.homes < min_homes, 'insufficient', 'shielded') as light,
        if(a.homes < min_homes,
            'Onvoldoende gegevens: ' || if(a.homes = 1, '1 woning', a.homes || ' woningen')
                || ' is te weinig voor een stoplicht.' || chr(10)
                || if(a.level in ('building', 'complex', 'street'), 'De woningen tellen wel mee in de buurt.', ''),
            'Afgeschermd: deze cijfers kunnen iets over één huishouden zeggen.' || chr(10)) as reason
    from {source}.score as s join {target}.area as a using (area_id) cross join shield_homes
    semi join shield_light as h on h.area_id = s.area_id and h.method = s.method;
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
insert into {target}.plan
    select p.* from {source}.plan as p
    join {target}.area as a using (area_id) cross join shield_homes where a.homes >= min_homes;
