"""Why a place has its light: one bold sentence and one normal one, in Dutch, right for 0, 1 and many.

Tone and forms are those of the fifteen sentences (calibration.md): the bold sentence gives the
light, how sure it is and the indicator that pushes most; the normal one compares, or says what
pushes the other way, what is too old, or what to do. Written by the database over all rows at once.
"""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LEVELS, DUTCH_LIGHTS
from indicators.indicator import Indicator

LONGEST = 160
_LISTED = 60
"""A longer list of what is missing names the first one only; the page has the rest."""
FULL = 0.7
SMALL = 25
"""Under this share of the weight, or with fewer homes, an uncertain light says that there is little to go on."""
_ARTICLES = {
    "complex": "het complex",
    "neighbourhood": "de buurt",
    "district": "de wijk",
    "municipality": "de gemeente",
}


def prepare(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> None:
    """Put the words in tables, for `reasons_query`."""
    phrases = [(i.name, i.decimals, i.counts_events, *(getattr(i.phrase, form) for form in _FORMS)) for i in indicators]
    columns = ("indicator", "decimals", "counts_events", *_FORMS)
    _table(con, "phrase", columns, phrases)
    _table(con, "light_word", ("light", "word"), [(str(k), v.capitalize()) for k, v in DUTCH_LIGHTS.items()])
    _table(con, "certainty_word", ("certainty", "word"), [(str(k), v) for k, v in DUTCH_CERTAINTIES.items()])
    _table(
        con,
        "level_word",
        ("level", "many", "the"),
        [(str(level), words[1], _ARTICLES.get(level, "")) for level, words in DUTCH_LEVELS.items()],
    )
    con.execute(
        """
        create or replace temp macro dutch(x, decimals) as  -- of a number without its decimal sign
            replace(replace(printf('%.' || decimals || 'f', x / 10 ** decimals + 0.0), '.', ','), '-', '−');
        create or replace temp macro whole(x) as replace(format('{:,}', x), ',', '.');
        create or replace temp macro about(x) as
            case when x < 1 then 'minder dan 1.' else 'ongeveer ' || whole(x) || '.' end;
        create or replace temp macro singular(told) as
            -- A pattern is looked for where it may be: in few sentences.
            case when contains(told, '1 woningen') or contains(told, '1 antwoorden')
                 then regexp_replace(told, '\\b1 (woning|antwoord)en\\b', '1 \\1', 'g') else told end;
        create or replace temp macro filled(form, count, n, value) as
            singular(replace(replace(replace(form, '{count}', count), '{n}', n), '{value}', value));
        create or replace temp macro join_fitting(head, tail) as
            case when tail is null then head when length(head) + 1 + length(tail) > $longest then head
                 else head || ' ' || tail end;
    """.replace("$longest", str(LONGEST))
    )


def reasons_query(min_homes: int) -> str:
    """SQL that gives the `reason` of every row of `scored`, by its `position`.

    Needs scored(position, level, homes, few, light, certainty, missing_labels) and, of the indicator that explains the
    light (main), the one against it (other) and the first that is too old (too_old), its name and the figures that
    `_words` and `_compared` name, as `reason_rows.reasons_of` rounds them; `prepare` must have run on this connection.
    """
    return f"""
        with told as (
            select
                s.*, w.word as light_word, c.word as certainty_word,
                {_words("main")} as main_words, replace({_compared()}, '{{many}}', level_word.many) as compared,
                {_words("other")} as other_words,
                replace(too_old_phrase.expired, '{{year}}', too_old_year::varchar) as expired_words
            from scored as s
            join light_word as w using (light)
            join level_word on level_word.level = s.level
            left join certainty_word as c using (certainty)
            left join phrase as main_phrase on main_phrase.indicator = s.main
            left join phrase as other_phrase on other_phrase.indicator = s.other
            left join phrase as too_old_phrase on too_old_phrase.indicator = s.too_old
            left join level_word as main_above_word on main_above_word.level = s.main_above
            left join level_word as other_above_word on other_above_word.level = s.other_above
        ), sentence as (
            select * replace (
                    case when few = 0 and level <> 'stock' then compared end as compared,
                    case when few = 0 then other_words end as other_words),
                case
                    when light = 'insufficient' and homes = 0
                        then 'Onvoldoende gegevens: hier staan op dit moment geen woningen van ons.'
                    when light = 'insufficient' and homes < {min_homes}
                        then 'Onvoldoende gegevens: ' || homes || case when homes = 1 then ' woning' else ' woningen' end
                             || ' is te weinig voor een stoplicht.'
                    when light = 'insufficient'
                        then 'Onvoldoende gegevens: er is nog te weinig gemeten voor een kleur.'
                    when few = 1 then light_word || ', onzeker: er zijn weinig gegevens.'
                    else light_word || ', ' || certainty_word || ': ' || main_words || '.'
                end as bold,
                case
                    when light = 'insufficient' and homes between 1 and {min_homes - 1}
                         and level in ('building', 'complex', 'street') then 'De woningen tellen wel mee in de buurt.'
                    when light = 'insufficient' and homes < {min_homes} then null
                    when light = 'insufficient' and expired_words is null and missing_labels is not null
                        then 'Er is geen cijfer voor: ' || case when length(missing_labels) <= {_LISTED} then missing_labels
                             else 'onder meer ' || string_split(missing_labels, ', ')[1] end || '.'
                    when light = 'insufficient' then expired_words
                    when few = 1 then upper(main_words[1]) || main_words[2:] || '. Bespreek dit met de gebiedsbeheerder.'
                    when certainty = 'uncertain' then 'Bespreek dit met de gebiedsbeheerder.'
                end as first_words
            from told
        )
        select
            position,
            bold || chr(10) || case
                when light = 'insufficient' then coalesce(first_words, '')
                else trim(substr(
                    join_fitting(join_fitting(join_fitting(join_fitting(bold, first_words), expired_words), compared),
                        case when light = 'green' then 'Wel: ' else 'Daar staat tegenover: ' end || other_words || '.'),
                    length(bold) + 1))
            end as reason
        from sentence
    """


def _words(role: str) -> str:
    """SQL of a figure in words, of {role}_form, _count, _n, _value and _plus; {role}_above is the level that it was inherited from."""
    p, the = f"{role}_phrase", f"{role}_above_word.the"
    return f"""filled(
            [{p}.none, {p}.one, {p}.many][{role}_form + 1], whole({role}_count), whole({role}_n),
            if({role}_plus = 1, '+', '') || dutch({role}_value, {p}.decimals)
        ) || case when coalesce({the}, '') = '' then '' else ', gemeten in ' || {the} end"""


def _compared() -> str:
    """SQL of what similar places or the stock have, of main, beside_similar and beside."""
    return """case
            when main_phrase.counts_events then if(main_beside_similar = 1, 'Bij vergelijkbare {many} ', 'Gemiddeld in ons bezit ') || about(main_beside)
            when main_beside is not null then filled(main_phrase.stock, '', '', dutch(main_beside, main_phrase.decimals))
        end"""


_FORMS = ("none", "one", "many", "stock", "expired")


def _table(con: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    words = pa.table({column: [row[place] for row in rows] for place, column in enumerate(columns)})
    con.register("words", words)
    con.execute(f"create or replace temp table {name} as select * from words")
    con.unregister("words")
