"""Why a place has its light: one bold sentence and one normal one, in Dutch, right for 0, 1 and many.

Tone and forms are those of the fifteen sentences (calibration.md): the bold sentence gives the
light, how sure it is and the indicator that pushes most; the normal one compares, or says what
pushes the other way, what is too old, or what to do. Written by the database over all rows at once.
"""

from collections.abc import Iterable

import duckdb
import numpy as np
import pyarrow as pa

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LEVELS, DUTCH_LIGHTS
from indicators.grid import Indexes
from indicators.indicator import Indicator
from indicators.score import GREEN, Scores

LONGEST = 160
_CLEAR = 0.10
"""From this contribution, on the method's scale, an indicator is worth a sentence of its own."""
_LISTED = 60
"""A longer list of what is missing names the first one only; the page has the rest."""
_SLIGHT = 0.02
_FULL = 0.7
_SMALL = 25
"""Under this share of the weight, or with fewer homes, an uncertain light says that there is little to go on."""
_ARTICLES = {
    "complex": "het complex",
    "neighbourhood": "de buurt",
    "district": "de wijk",
    "municipality": "de gemeente",
}


def drivers(scores: Scores) -> tuple[Indexes, Indexes]:
    """Per area and quarter the indicator that explains the light, and the one that pushes against it (-1: none).

    A light that is not green is explained by what asks most compared with the stock, a green one by
    what asks least; where nothing differs from the stock, by what costs most or fewest points.
    """
    present = np.isfinite(scores.contributions)
    # A figure that is itself no worse than the stock's does not explain red, however it was shrunken.
    up = np.where(present & (scores.behind > 0), scores.contributions, -np.inf)
    down = np.where(present & (scores.behind < 0), scores.contributions, np.inf)
    costs = np.where(present, scores.costs, -np.inf)
    fair = np.where(scores.behind >= 0, costs, -np.inf)
    dearest = np.where(np.isfinite(fair).any(axis=-1, keepdims=True), fair, costs)
    cheapest = np.where(present, scores.costs, np.inf)
    most = np.argmax(np.where(up.max(axis=-1, keepdims=True) > _SLIGHT, up, dearest), axis=-1)
    least = np.argmin(np.where(down.min(axis=-1, keepdims=True) < -_SLIGHT, down, cheapest), axis=-1)
    green = scores.lights == GREEN
    against = np.where(
        green,
        np.where(up.max(axis=-1) >= _CLEAR, np.argmax(up, axis=-1), -1),
        np.where(down.min(axis=-1) <= -_CLEAR, np.argmin(down, axis=-1), -1),
    )
    some = present.any(axis=-1)
    main = np.where(green, least, most)
    return np.where(some, main, -1), np.where(some & (against != main), against, -1)


def prepare(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> None:
    """Put the words in tables, for `reasons_query`."""
    phrases = [
        (
            i.name,
            i.label,
            i.decimals,
            i.scale,
            i.counts_events,
            i.phrase.signed,
            *(getattr(i.phrase, form) for form in _FORMS),
        )
        for i in indicators
    ]
    columns = ("indicator", "label", "decimals", "scale", "counts_events", "signed", *_FORMS)
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
        create or replace temp macro dutch(x, decimals) as
            replace(replace(printf('%.' || decimals || 'f', round(x, decimals::integer) + 0.0), '.', ','), '-', '−');
        create or replace temp macro whole(x) as replace(format('{:,}', round(x)::bigint), ',', '.');
        create or replace temp macro about(x) as
            case when x < 0.5 then 'minder dan 1.' else 'ongeveer ' || whole(x) || '.' end;
        create or replace temp macro filled(form, count, n, value) as
            regexp_replace(
                replace(replace(replace(form, '{count}', count), '{n}', n), '{value}', value),
                '\\b1 (woning|antwoord)en\\b', '1 \\1', 'g');
        create or replace temp macro join_fitting(head, tail) as
            case when tail is null then head when length(head) + 1 + length(tail) > $longest then head
                 else head || ' ' || tail end;
    """.replace("$longest", str(LONGEST))
    )


def reasons_query(min_homes: int) -> str:
    """SQL that gives `reason` per row of `scored`.

    Needs scored(area_id, level, homes, quarter, method, light, certainty, coverage, driver, against,
    missing, missing_labels, expired), area and indicator_value; `prepare` must have run on this connection.
    """
    return f"""
        with told_of as (
            select distinct area_id, quarter, unnest([driver, against, expired[1]]) as indicator from scored
        ), spoken as (
            select
                v.area_id, v.quarter, v.indicator, p.label, p.counts_events,
                filled(
                    case when not p.counts_events then p.many when v.numerator = 0 then p.none
                         when v.numerator = 1 then p.one else p.many end,
                    whole(v.numerator), whole(v.n),
                    case when p.signed and v.value > 0 then '+' else '' end || dutch(v.value, p.decimals)
                ) || case when v.inherited_from is null or l.the = '' then '' else ', gemeten in ' || l.the end as words,
                case
                    when p.counts_events and (v.value > v.stock_value) = (v.value > v.similar_value) then
                        'Bij vergelijkbare {{many}} ' || about(v.similar_value / p.scale * v.denominator)
                    when p.counts_events then 'Gemiddeld in ons bezit ' || about(v.stock_value / p.scale * v.denominator)
                    when v.stock_value is not null
                        then filled(p.stock, '', '', dutch(v.stock_value, p.decimals))
                end as compared,
                replace(p.expired, '{{year}}', year(v.measured_until)::varchar) as expired
            from told_of
            join indicator_value as v using (area_id, quarter, indicator)
            join phrase as p using (indicator)
            left join area as above on above.area_id = v.inherited_from
            left join level_word as l on l.level = above.level
        ), told as (
            select
                s.*, w.word as light_word, c.word as certainty_word,
                main.words as main_words, replace(main.compared, '{{many}}', level_word.many) as compared,
                other.words as other_words, too_old.expired as expired_words
            from scored as s
            join light_word as w using (light)
            join level_word on level_word.level = s.level
            left join certainty_word as c using (certainty)
            left join spoken as main
              on main.area_id = s.area_id and main.quarter = s.quarter and main.indicator = s.driver
            left join spoken as other
              on other.area_id = s.area_id and other.quarter = s.quarter and other.indicator = s.against
            left join spoken as too_old
              on too_old.area_id = s.area_id and too_old.quarter = s.quarter and too_old.indicator = s.expired[1]
        ), judged as (
            select *, coalesce(certainty = 'uncertain' and (coverage < {_FULL} or homes < {_SMALL}), false) as few from told
        ), sentence as (
            select * replace (
                    case when not few and level <> 'stock' then compared end as compared,
                    case when not few then other_words end as other_words),
                case
                    when light = 'insufficient' and homes = 0
                        then 'Onvoldoende gegevens: hier staan op dit moment geen woningen van ons.'
                    when light = 'insufficient' and homes < {min_homes}
                        then 'Onvoldoende gegevens: ' || homes || case when homes = 1 then ' woning' else ' woningen' end
                             || ' is te weinig voor een stoplicht.'
                    when light = 'insufficient'
                        then 'Onvoldoende gegevens: er is nog te weinig gemeten voor een kleur.'
                    when few then light_word || ', onzeker: er zijn weinig gegevens.'
                    else light_word || ', ' || certainty_word || ': ' || main_words || '.'
                end as bold,
                case
                    when light = 'insufficient' and homes between 1 and {min_homes - 1}
                         and level in ('building', 'complex', 'street') then 'De woningen tellen wel mee in de buurt.'
                    when light = 'insufficient' and homes < {min_homes} then null
                    when light = 'insufficient' and expired_words is null and len(missing) > 0
                        then 'Er is geen cijfer voor: ' || case when length(missing_labels) <= {_LISTED} then missing_labels
                             else 'onder meer ' || string_split(missing_labels, ', ')[1] end || '.'
                    when light = 'insufficient' then expired_words
                    when few then upper(main_words[1]) || main_words[2:] || '. Bespreek dit met de gebiedsbeheerder.'
                    when certainty = 'uncertain' then 'Bespreek dit met de gebiedsbeheerder.'
                end as first_words
            from judged
        )
        select
            area_id, quarter, method,
            bold || chr(10) || case
                when light = 'insufficient' then coalesce(first_words, '')
                else trim(substr(
                    join_fitting(join_fitting(join_fitting(join_fitting(bold, first_words), expired_words), compared),
                        case when light = 'green' then 'Wel: ' else 'Daar staat tegenover: ' end || other_words || '.'),
                    length(bold) + 1))
            end as reason
        from sentence
    """


_FORMS = ("none", "one", "many", "stock", "expired")


def _table(con: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    words = pa.table({column: [row[place] for row in rows] for place, column in enumerate(columns)})
    con.register("words", words)
    con.execute(f"create or replace temp table {name} as select * from words")
    con.unregister("words")
