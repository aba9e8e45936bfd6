-- How a cell becomes a value. Each macro gives NULL where the text cannot be read with certainty.
-- The variables `decimal` (',' or '.'), `date_order`, `day_zero`, `hash_inner` and `hash_outer` are set per file.

create or replace temp macro clean(t) as nullif(trim(t, concat(' ', chr(9), chr(10), chr(13), chr(160), chr(8203), chr(65279))), '');
create or replace temp macro known(t) as case
    -- Nearly every cell begins with a digit; only others can stand for "missing".
    when ascii(t) between 48 and 57 or length(t) > 12 then t
    when lower(t) in ('na', 'n.a.', 'nvt', 'n.v.t.', '.', '-', '--', 'null', 'none', 'nan', 'onbekend', '#n/b', '#n/a', '?')
        or (starts_with(t, '-9999') and length(t) >= 6) then null
    else t end;
create or replace temp macro spelling(t) as regexp_replace(lower(strip_accents(t)), '[^a-z0-9+]', '', 'g');

create or replace temp macro as_text(t) as t;
-- A number from a spreadsheet arrives as 1234.0.
create or replace temp macro as_id(t) as
    -- A number that a spreadsheet cut short (1,23E+11) or a formula that failed (#REF!) names nothing.
    case when regexp_full_match(t, '[0-9]+[.,][0-9]+E[+][0-9]+|#(N/[AB]|[A-Z]+[!?]|(DEEL|DIV)/0!)') then null
         when ends_with(t, '.0') and regexp_full_match(t, '[0-9]+\.0') then left(t, length(t) - 2) else t end;
create or replace temp macro as_bag_id(t) as
    case when regexp_full_match(as_id(t), '[0-9]{13,16}') then lpad(as_id(t), 16, '0') end;
create or replace temp macro as_bag_ids(t) as
    case when regexp_full_match(as_id(t), '[0-9]{13,16}') then [lpad(as_id(t), 16, '0')]
         when regexp_full_match(t, '[0-9]{13,16}( *[,;|] *[0-9]{13,16})+')
         then list_transform(regexp_extract_all(t, '[0-9]+'), lambda id: lpad(id, 16, '0')) end;
create or replace temp macro as_area_code(t) as
    case when regexp_full_match(upper(t), 'BU[0-9]{4}[0-9A-Z]{4}|WK[0-9]{4}[0-9A-Z]{2}|GM[0-9]{4}') then upper(t) end;

create or replace temp macro month_number(word) as
    list_position(['jan', 'feb', 'maa', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
        case left(lower(word), 3) when 'mrt' then 'maa' when 'mar' then 'maa' when 'may' then 'mei' when 'oct' then 'okt'
             else left(lower(word), 3) end);
create or replace temp macro day_of(t) as case
    when t is null then null
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
create or replace temp macro as_date(t) as case when day_of(t) >= date '1850-01-01' then day_of(t) end;
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
    case when as_number(t) = floor(as_number(t)) then try_cast(as_number(t) as integer) end;
create or replace temp macro as_boolean(t) as case
    when lower(t) in ('ja', 'j', 'yes', 'y', 'true', 'waar', '1', '1.0', 'x', 'wel') then true
    when lower(t) in ('nee', 'n', 'no', 'false', 'onwaar', '0', '0.0', 'niet') then false end;

create or replace temp macro as_postcode(t) as
    case when regexp_full_match(upper(t), '[1-9][0-9]{3}[ -]*[A-Z]{2}')
         then left(t, 4) || right(upper(t), 2) end;
create or replace temp macro as_house_number(t) as
    case when regexp_full_match(as_id(t), '[0-9]{1,5}([ /-]*[A-Za-z0-9+.]{1,6})*')
         then regexp_extract(t, '^[0-9]{1,5}')::integer end;
-- Letter and addition together, however they were split: 'b', '2', 'HS'.
create or replace temp macro house_suffix(number_text, letter, addition) as
    regexp_replace(regexp_replace(upper(strip_accents(concat(
        regexp_replace(as_id(number_text), '^[0-9]{1,5}', ''), letter, addition))), '[^A-Z0-9]', '', 'g'),
        '^(HUIS|H)$', 'HS');

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
