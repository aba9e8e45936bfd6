"""A warehouse as ingest leaves it, drawn small: dwellings with their areas, and the facts a test draws."""

import datetime as dt
from pathlib import Path

import duckdb

from data.configuration import Configuration, SourceEntry
from data.stored_geometry import Geometry
from data.tiles import Bounds
from data.vocabulary import LEVELS
from tests.tables import table

REFERENCE = dt.date(2026, 9, 30)
_LEVEL_COLUMNS = ("building", "complex", "street", "neighbourhood", "district", "municipality")
FACTS = {
    "fct_complaint": "complaint_id, place_key integer, reported_on date, registered_on date, kind, case_id, reporter_hash, team",
    "fct_case": "case_id, place_key integer, opened_on date, closed_on date, last_activity_on date, status, kind, team",
    "fct_housing_fraud": "fraud_id, place_key integer, reported_on date, kind, confirmed boolean",
    "fct_tenancy": "tenancy_id, place_key integer, started_on date, notice_on date, ended_on date, end_reason, "
    "age_band, mediation boolean, care_contract boolean",
    "fct_vacancy": "vacancy_id, place_key integer, vacated_on date, let_on date, reason",
    "fct_advert": "advert_id, place_key integer, published_on date, responses integer",
    "fct_survey_answer": "answer_id, place_key integer, answered_on date, question, mark double, questionnaire, invited integer",
    "fct_staff_mark": "place_key integer, assessed_on date, aspect, mark double, mark_label, rater_hash",
    "fct_arrears": "place_key integer, counted_on date, tenants_in_arrears integer, tenants integer",
    "fct_plan": "place_key integer, year integer, plan, homes integer, condition_score double",
    "fct_participation": "place_key integer, year integer, activity, number integer",
    "fct_budget": "area_id, year integer, spending, euros double, fte double",
    "fct_leefbaarometer": "area_id, year integer, measured_on date, lbm double, afw double, fys double, onv double, soc double, "
    "vrz double, won double",
    "fct_context": "area_id, period, inhabitants integer, households integer, homes integer, corporation_share_pct double",
    "fct_crime": "area_id, period, crime_number, crime_kind, registered integer",
    "fct_own_indicator": "indicator, area_id, period, value double, n integer, target double, better",
    "ingest_reject": "kind, file, row integer, column_name, value_masked, reason",
    "dim_source": "kind, title, owner",
}


def empty_facts(con: duckdb.DuckDBPyConnection) -> None:
    """Make every fact table, without rows (docs/tables.md)."""
    for name, definition in FACTS.items():
        columns = ", ".join(part if " " in part.strip() else f"{part} varchar" for part in definition.split(","))
        con.execute(f"create table {name} ({columns})")


def warehouse(con: duckdb.DuckDBPyConnection, stock: str, *, quarters: int = 8, **facts: str) -> None:
    """Draw a stock (`homes` dwellings per row, in the areas named) and its facts.

    A fact's `place` column names an area or `<building>:<number of the dwelling>`. Places are looked
    up, so a drawing needs no keys. Quarters end with the third of 2026.
    """
    table(con, "drawn", stock)
    columns = ", ".join(f"'{level}:' || {level} as {level}_id" for level in _LEVEL_COLUMNS)
    con.execute(f"""
        create table unit as
        select building || ':' || number as code, {columns}, 'stock' as stock_id, coalesce(type, 'walk_up') as dwelling_type,
               coalesce(from_on, date '2000-01-01') as from_on, until_on
        from drawn, (select unnest(range(1, 2000)) as number) where number <= homes;
        create table unit_area as
        {" union all ".join(f"select code, '{level}' as level, {level}_id as area_id, dwelling_type from unit" for level in LEVELS)};
        create table dim_area as
        with counted as (
            select level, area_id, count(distinct code) filter (where current) as homes, mode(dwelling_type) as dwelling_type
            from unit_area join (select code, from_on <= date '{REFERENCE}' and until_on is null as current from unit) using (code)
            group by all
        )
        select
            row_number() over (order by level, area_id)::integer as area_key, area_id, level,
            split_part(area_id, ':', 2) as code, split_part(area_id, ':', 2) as name, homes::integer as homes,
            null::varchar as neighbourhood_id, null::varchar as district_id, null::varchar as municipality_id,
            dwelling_type, 1975 as built_year, '1970–1989' as building_period, '25–49' as size_class, 'Noord' as team
        from counted;
        create table dim_place as
        select row_number() over (order by level, code)::integer as place_key, level, code from (
            select 'dwelling' as level, code from unit union all select level, area_id from dim_area);
        create table map_place_area as
        select place_key, area_key from dim_place p join unit_area u on p.level = 'dwelling' and u.code = p.code
        join dim_area using (area_id)
        union
        select place_key, area_key from dim_place p join (
            select distinct c.area_id as place, a.area_id from unit_area c join unit_area a using (code)
            where c.level = 'complex' and (a.area_id = c.area_id or a.level not in ('building', 'complex', 'street'))
              and (select count(distinct x.area_id) from unit_area x join unit_area y using (code)
                   where y.area_id = c.area_id and x.level = a.level) = 1) on p.code = place
        join dim_area using (area_id);
        create table fct_stock as
        select place_key, from_on, until_on, 1975 as built_year, dwelling_type
        from unit join dim_place using (code) where level = 'dwelling';
        create table dim_quarter as
        select year(day) || '-' || quarter(day) as quarter, day::date as starts_on,
               (day + interval 3 month - interval 1 day)::date as ends_on
        from (select date '2026-07-01' - to_months(3 * back::integer) as day from range({quarters}) as r(back));
        create table made_of (table_name varchar, mark varchar);
        create table ingest_file (kind varchar, file varchar, sha256 varchar, rows_read bigint, accepted bigint,
            rejected bigint, duplicates bigint, period_from date, period_until date, matched varchar,
            dialect json, dropped_columns varchar[], delivered_on date, counting integer, verdict varchar);
        insert into ingest_file values
            ('cases', 'zaken.csv', 'c', 10, 9, 1, 0, date '2020-01-01', date '{REFERENCE}', '{{"bag_vbo": 8, "none": 2}}',
             '{{"form": "csv", "encoding": "utf-8"}}', ['Opmerking'], date '2026-10-02', 9, 'accepted'),
            ('cases', 'zaken.csv', 'b', 10, 6, 4, 0, null, null, '{{}}', '{{"form": "csv", "encoding": "utf-8"}}', [], date '2026-10-01', 0, 'replaced'),
            ('tenancies', 'huur.csv', 't', 10, 10, 0, 0, date '2020-01-01', date '{REFERENCE}', null, '{{"form": "xlsx"}}', [], date '2026-10-02', 10, 'accepted');
    """)
    con.execute(
        "create table dim_dwelling as select code as dwelling_id, place_key, complex_id, dwelling_type from unit join dim_place using (code) where level = 'dwelling'"
    )
    empty_facts(con)
    con.execute(
        "insert into dim_source values ('cases', 'Zaken', 'Beheer'), ('tenancies', 'Huur', 'Verhuur'), ('survey', 'Huurdersenquête', '')"
    )
    for name, drawing in facts.items():
        table(con, "drawn_fact", drawing)
        has_place = "place" in [row[0] for row in con.execute("describe drawn_fact").fetchall()]
        source = "(select f.* exclude (place), place_key from drawn_fact f join dim_place p on p.code = f.place)"
        con.execute(f"insert into {name} by name from {source if has_place else 'drawn_fact'}")


def configuration(folder: Path) -> Configuration:
    """A configuration without anything special."""
    return Configuration(
        name="Voorbeeldwonen",
        reference_date=REFERENCE,
        source=(SourceEntry(kind="stock", path="x.csv"),),
        folder=folder,
    )


def geometry(con: duckdb.DuckDBPyConnection) -> Geometry:
    """A point for every area but the stock."""
    rows = con.execute("select level, area_id from dim_area where level <> 'stock' order by all").fetchall()
    levels = {level: tuple(area_id for other, area_id in rows if other == level) for level, _ in rows}
    ids = [area_id for _, area_id in rows]
    return Geometry("abc", levels, dict.fromkeys(ids, (6.1, 52.0)), dict.fromkeys(ids, Bounds(6.0, 51.9, 6.2, 52.1)))
