-- Lights that are withheld with their inputs, after lights.sql.

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
    from {scores} as s join {areas}.area as a using (area_id) cross join shield_homes
    left join shield_inside as n on n.counted_in = s.method
    semi join shield_light as h on h.area_id = s.area_id and h.method = s.method
    anti join shield_decided as d using (area_id, quarter, method, light);
