-- How a cell becomes a value. Each macro gives NULL where the text cannot be read with certainty.
-- A macro repeats its argument, and binding takes longer than a small file: a value that is needed twice passes
-- through a list (`list_transform`) or one pattern.
-- The variables `decimal` (',' or '.'), `date_order`, `day_zero`, `hash_inner` and `hash_outer` are set per file.

create or replace temp macro trimmed(t) as nullif(trim(t, concat(' ', chr(9), chr(10), chr(13), chr(160), chr(8203), chr(65279))), '');
-- Nearly every cell begins and ends with a plain sign, and that is seen in half the time.
create or replace temp macro clean(t) as
    case when ascii(t) between 33 and 126 and ascii(right(t, 1)) between 33 and 126 then t else trimmed(t) end;
create or replace temp macro known(t) as case
    -- Nearly every cell begins with a digit; only others can stand for "missing".
    when ascii(t) between 48 and 57 or length(t) > 12 then t
    -- One pattern: for a list of words the database plans seven times as long, for each column of each file.
    when regexp_full_match(t, '(?i)na|n[.]a[.]|nvt|n[.]v[.]t[.]|[.]|--?|null|none|nan|onbekend|#n/[ab]|[?]|-9999[0-9]+([.]0+)?') then null
    else t end;
create or replace temp macro spelling(t) as regexp_replace(lower(strip_accents(t)), '[^a-z0-9+]', '', 'g');

create or replace temp macro as_text(t) as t;
create or replace temp macro is_filled(t) as nullif(t is not null, false);
-- A number from a spreadsheet arrives as 1234.0.
create or replace temp macro as_id(t) as
    -- A number that a spreadsheet cut short (1,23E+11) or a formula that failed (#REF!) names nothing.
    case when (ascii(t) = 35 or contains(t, 'E+'))
              and regexp_full_match(t, '[0-9]+[.,][0-9]+E[+][0-9]+|#(N/[AB]|[A-Z]+[!?]|(DEEL|DIV)/0!)') then null
         when ends_with(t, '.0') and regexp_full_match(t, '[0-9]+\.0') then left(t, length(t) - 2) else t end;
create or replace temp macro as_bag_id(t) as
    lpad(nullif(regexp_extract(as_id(t), '^[0-9]{13,16}$'), ''), 16, '0');
create or replace temp macro as_bag_ids(t) as
    case when regexp_full_match(t, '[0-9]{13,16}([.]0|( *[,;|] *[0-9]{13,16})+)?')
         then list_transform(regexp_extract_all(t, '[0-9]{13,16}'), lambda id: lpad(id, 16, '0')) end;
create or replace temp macro as_area_code(t) as
    case when regexp_full_match(upper(t), 'BU[0-9]{4}[0-9A-Z]{4}|WK[0-9]{4}[0-9A-Z]{2}|GM[0-9]{4}') then upper(t) end;

create or replace temp macro month_number(word) as
    list_position(['jan', 'feb', 'maa', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
        case left(lower(word), 3) when 'mrt' then 'maa' when 'mar' then 'maa' when 'may' then 'mei' when 'oct' then 'okt'
             else left(lower(word), 3) end);
-- The last Sunday of a month of 31 days: summer time changes at 01:00 UTC of the ones in March and October.
create or replace temp macro last_sunday(year, month) as
    make_date(year, month, 31) - dayofweek(make_date(year, month, 31))::integer;
create or replace temp macro in_amsterdam(utc) as
    utc + case when utc >= last_sunday(year(utc), 3) + interval 1 hour and utc < last_sunday(year(utc), 10) + interval 1 hour
          then interval 2 hour else interval 1 hour end;
create or replace temp macro day_of(t) as case
    when t is null then null
    -- A moment in UTC belongs to the day it was in the Netherlands.
    when t[5] = '-' and ends_with(t, 'Z') then in_amsterdam(try_cast(replace(left(t, 19), 'T', ' ') as timestamp))::date
    when t[5] = '-' then try_cast(left(t, 10) as date)
    when getvariable('date_order') = 'mdy' and regexp_matches(t, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')
        then try_strptime(replace(replace(split_part(t, ' ', 1), '/', '-'), '.', '-'), '%-m-%-d-%Y')::date
    when t[3] in ('-', '/', '.') and t[6] = t[3] and (length(t) = 10 or t[11] in (' ', 'T'))
        then try_cast(concat_ws('-', t[7:10], t[4:5], t[1:2]) as date)
    when regexp_matches(t, '^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}')
        then try_strptime(replace(replace(split_part(t, ' ', 1), '/', '-'), '.', '-'), '%-d-%-m-%Y')::date
    when regexp_full_match(t, '(19|20)[0-9]{6}') then try_strptime(t, '%Y%m%d')::date
    when regexp_full_match(t, '[0-9]{1,2}[ -][A-Za-z]{3,9}\.?[ -](19|20)[0-9]{2}')
        then try_cast(concat_ws('-', regexp_extract(t, '([0-9]{4})$', 1),
             lpad(month_number(regexp_extract(t, '[A-Za-z]+'))::varchar, 2, '0'),
             lpad(regexp_extract(t, '^[0-9]+'), 2, '0')) as date)
    when regexp_full_match(t, '[2-7][0-9]{4}([.,][0-9]+)?') then getvariable('day_zero')::date + left(t, 5)::integer
    end;
-- A day before 1850 is a typing mistake or stands for "unknown".
create or replace temp macro as_date(t) as list_transform([day_of(t)], lambda d: case when d >= date '1850-01-01' then d end)[1];
create or replace temp macro as_year(t) as
    case when regexp_full_match(t, '[0-9]{4}(\.0)?') then left(t, 4)::integer end;

-- A separator before three digits is read with the file's decimal sign; any other one can only be a decimal sign.
create or replace temp macro as_number(t) as case
    when regexp_full_match(t, '[+-]?[0-9]+') then try_cast(t as double)
    when regexp_full_match(t, '[+-]?([0-9]*[.,]([0-9]{1,2}|[0-9]{4,})|0?[.,][0-9]+)([eE][+-]?[0-9]+)?')
        then try_cast(replace(t, ',', '.') as double)
    when regexp_full_match(t, '[+-]?[0-9]+\.[0-9]+[eE][+-]?[0-9]+') then try_cast(t as double)
    when regexp_full_match(t, '[+-]?[0-9]{1,3}([. ][0-9]{3})+,[0-9]+')
        then try_cast(replace(replace(replace(t, '.', ''), ' ', ''), ',', '.') as double)
    when regexp_full_match(t, '[+-]?[0-9]{1,3}([, ][0-9]{3})+\.[0-9]+')
        then try_cast(replace(replace(t, ',', ''), ' ', '') as double)
    when regexp_full_match(t, '[+-]?[0-9]{1,3}(( [0-9]{3})+|(\.[0-9]{3}){2,}|(,[0-9]{3}){2,})')
        then try_cast(regexp_replace(t, '[., ]', '', 'g') as double)
    when regexp_full_match(t, '[+-]?[0-9]+[.,][0-9]{3}') and position(getvariable('decimal') in t) > 0
        then try_cast(replace(t, ',', '.') as double)
    when regexp_full_match(t, '[+-]?[0-9]{1,3}[.,][0-9]{3}')
        then try_cast(regexp_replace(t, '[.,]', '') as double)
    end;
create or replace temp macro as_integer(t) as
    list_transform([as_number(t)], lambda n: case when n = floor(n) then try_cast(n as integer) end)[1];
create or replace temp macro as_boolean(t) as case
    when lower(t) in ('ja', 'j', 'yes', 'y', 'true', 'waar', '1', '1.0', 'x', 'wel') then true
    when lower(t) in ('nee', 'n', 'no', 'false', 'onwaar', '0', '0.0', 'niet') then false end;

create or replace temp macro as_postcode(t) as
    case when regexp_full_match(upper(t), '[1-9][0-9]{3}[ -]*[A-Z]{2}')
         then left(t, 4) || right(upper(t), 2) end;
-- Excel makes a day of 1-2 (1-feb) and a month of 2-45 (feb-45). Of 2026-02-01 it is not certain which of the
-- two it was, unless the day is not the first.
create or replace temp macro unexcelled(t) as case
    when regexp_full_match(t, '[0-9]{1,2}-[A-Za-z]{3}[.]?') and month_number(right(replace(t, '.', ''), 3)) is not null
        then concat(split_part(t, '-', 1), '-', month_number(split_part(t, '-', 2)))
    when regexp_full_match(t, '[A-Za-z]{3}[.]?-[0-9]{2}') and month_number(t) is not null
        then concat(month_number(t), '-', right(t, 2))
    when regexp_full_match(t, '(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]([T ]00:00:00)?')
        then case when t[9:10] <> '01' then concat(ltrim(t[9:10], '0'), '-', ltrim(t[6:7], '0')) end
    else as_id(t) end;
create or replace temp macro as_house_number(t) as
    try_cast(regexp_extract(unexcelled(t), '^([0-9]{1,5})([ /-]*[A-Za-z0-9+.]{1,6})*$', 1) as integer);
-- Letter and addition together, however they were split: 'b', '2', 'HS'.
create or replace temp macro house_suffix(number_text, letter, addition) as case
    -- Of most homes the number says all.
    when letter is null and addition is null and regexp_full_match(number_text, '[0-9]{1,5}') then ''
    else regexp_replace(regexp_replace(upper(strip_accents(concat(
        regexp_replace(unexcelled(number_text), '^[0-9]{1,5}', ''), letter, addition))), '[^A-Z0-9]', '', 'g'),
        '^(HUIS|H)$', 'HS') end;

-- Ground floor and upper floors, however they are said: 'bg' and 'hs', 'II', '2' and '2-hoog'.
create or replace temp macro floor_suffix(suffix) as case
    when suffix in ('BG', 'BGG', 'BEG', 'BEGANEGROND', 'PTR', 'PARTERRE', 'BEN', 'BENEDEN', 'HS') then 'HS'
    when suffix in ('I', 'II', 'III', 'IV', 'V') then list_position(['I', 'II', 'III', 'IV', 'V'], suffix)::varchar
    when regexp_full_match(suffix, '[1-9](HOOG|HG|E|EETAGE|EVERDIEPING)') then left(suffix, 1)
    else suffix end;

-- A whole address in one cell: 'Dorpsstraat 12-2, 1234 AB Plaats', with or without what comes after the number.
-- A year before the number belongs to the street: Plein 1944 12.
create or replace temp macro address_pattern() as concat(
    '^(.*?[^0-9 ,].*?(?: (?:18|19|20)[0-9]{2})?) +',
    '([0-9]{1,5}(?:(?: ?[/-] ?| )?(?:[0-9]{1,4}|[A-Za-z]{1,4}))??)',
    '(?: *,? *([1-9][0-9]{3} ?[A-Za-z]{2})(?: *,? *([^0-9,]{2,}))?| *, *([^0-9,]{2,})| ([^0-9,]{5,}))?$');
create or replace temp macro address_piece(t, part) as regexp_extract(regexp_replace(t, '[ \t]+', ' ', 'g'), address_pattern(), part);
-- 1 street, 2 number with letter and addition, 3 postcode, 4 place.
create or replace temp macro address_part(t, part) as nullif(trim(
    case when part = 4 then concat(address_piece(t, 4), address_piece(t, 5), address_piece(t, 6)) else address_piece(t, part) end), '');

create or replace temp macro place_spelling(t) as
    case spelling(t) when 'sgravenhage' then 'denhaag' when 'gravenhage' then 'denhaag'
        when 'shertogenbosch' then 'denbosch' when 'hertogenbosch' then 'denbosch' else spelling(t) end;
-- A street without the ways in which it is shortened, on both sides of a comparison.
create or replace temp macro street_words(t) as
    concat(' ', trim(regexp_replace(replace(lower(strip_accents(t)), '.', '. '), '[^a-z0-9]+', ' ', 'g')), ' ');
create or replace temp macro street_spelling(t) as replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(street_words(t),
        ' (burgemeester|burgem|burg|bgm) ', ' burg '), ' (dokter|doctor|dr) ', ' dr '),
        ' (professor|prof) ', ' prof '), ' (meester|mr) ', ' mr '), ' (dominee|ds) ', ' ds '), ' (sint|st) ', ' st '),
        ' (eerste|1ste|1e) ', ' 1 '), ' (tweede|2de|2e) ', ' 2 '), ' (derde|3de|3e) ', ' 3 '),
        ' (v d|vd|van de|van der|van den) ', ' vd '), 'str $', 'straat '), 'ln $', 'laan '), ' ', '');

-- Degrees (WGS84) to metres (EPSG:28992) by the series of Schreutelkamp and Strang van Hees: right to a metre,
-- which is enough to know in which neighbourhood an address lies. Metres stay metres.
create or replace temp macro rd_x(f, l) as
    155000 + 190094.945 * l - 11832.228 * f * l - 114.221 * f * f * l - 32.391 * l * l * l - 0.705 * f
    - 2.340 * f * f * f * l - 0.608 * f * l * l * l - 0.008 * l * l + 0.148 * f * f * l * l * l;
create or replace temp macro rd_y(f, l) as
    463000 + 309056.544 * f + 3638.893 * l * l + 73.077 * f * f - 157.984 * f * l * l + 59.788 * f * f * f
    + 0.433 * l - 6.439 * f * f * l * l - 0.032 * f * l + 0.092 * l * l * l * l - 0.054 * f * l * l * l * l;
create or replace temp macro x_metres(x, y) as
    list_transform([{'x': as_number(x), 'y': as_number(y)}], lambda p: case when p.x between 3 and 8 and p.y between 50 and 54
        then rd_x(0.36 * (p.y - 52.15517440), 0.36 * (p.x - 5.38720621))::varchar else x end)[1];
create or replace temp macro y_metres(x, y) as
    list_transform([{'x': as_number(x), 'y': as_number(y)}], lambda p: case when p.x between 3 and 8 and p.y between 50 and 54
        then rd_y(0.36 * (p.y - 52.15517440), 0.36 * (p.x - 5.38720621))::varchar else y end)[1];

-- HMAC-SHA256 (RFC 2104) of the key that an environment or var/secret holds.
create or replace temp macro as_hash(t) as
    left(sha256(getvariable('hash_outer')::blob || from_hex(sha256(getvariable('hash_inner')::blob || encode(spelling(t))))), 24);

-- What stays of a row's number when its term has passed.
create or replace temp macro key_hash(t) as
    'x' || left(sha256(getvariable('hash_outer')::blob || from_hex(sha256(getvariable('hash_inner')::blob || encode('key ' || t)))), 24);

-- Keeps the form and hides the content.
create or replace temp macro masked(t) as
    left(regexp_replace(regexp_replace(regexp_replace(t, '[0-9]', '9', 'g'), '[A-ZÀ-Þ]', 'X', 'g'), '[a-zà-ÿ]', 'x', 'g'), 60);

-- Class of a deviation, as the WFS gives it: 1, 2, 4 and 6 times 0.039194 fits all 12,147 neighbourhoods of 2024.
create or replace temp macro class_of_deviation(afw) as case
    when afw is null then null
    when afw < -0.235164 then 1 when afw < -0.156776 then 2 when afw < -0.078388 then 3 when afw < -0.039194 then 4
    when afw < 0.039194 then 5 when afw < 0.078388 then 6 when afw < 0.156776 then 7 when afw < 0.235164 then 8 else 9 end;
