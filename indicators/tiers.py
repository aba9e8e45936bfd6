"""What a tier sees: the one place where full results become a file that may leave.

Values are shielded by `disclosure`, once, from the closed tier to the open one. A file of a tier
that may leave the corporation also lacks what would tell more than it shows: shrunken figures (they hold
the spread of a class), more decimals than a person reads, and why rows were refused.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import duckdb
import pyarrow as pa

from data.configuration import Configuration
from data.sql import literal
from data.vocabulary import DUTCH_TIERS, Tier
from indicators.disclosure import Atoms, IndicatorRule, Shielding, Withheld, shield
from indicators.disclosure.atoms import Lying
from indicators.disclosure.choose import NOTHING
from indicators.disclosure.complete import Complete
from indicators.disclosure.earlier import read_choices, write_choices
from indicators.interventions import write_to_tier
from indicators.latest import latest_quarters
from indicators.shield_counts import ShieldCounts

_FRAME = ("build", "arrangement", "method", "source_absent", "facility")
_INSIDE = ("source_file", "source_match", "source_quarter", "reject_reason", "method_theme", "method_weighed")
"""What only the private file has: what a data steward of the corporation needs, and where its rows hold what."""
_ORDER = (Tier.PRIVATE, Tier.CLOSED, Tier.OPEN)
FACTS = {
    "cases": "fct_case",
    "complaints": "fct_complaint",
    "tenancies": "fct_tenancy",
    "vacancies": "fct_vacancy",
    "adverts": "fct_advert",
    "survey": "fct_survey_answer",
    "housing_fraud": "fct_housing_fraud",
    "arrears": "fct_arrears",
}
"""Where the records of a source lie in the warehouse."""
CHOICES = "shielded.json"
"""What each tier shields besides and what its files have shown: private, for the next build (disclosure/earlier.py)."""

Finish = Callable[[Tier, str], None]
"""Adds to a tier, in a schema, what is worked out from the figures that it shows."""


def write_tiers(  # noqa: PLR0913  what there is, where it goes, and the rules
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    configuration: Configuration,
    rules: Iterable[IndicatorRule],
    serving_sql: str,
    *,
    finish: Finish,
    counts: ShieldCounts | None = None,
    decide: Callable[[Withheld], pa.Table] | None = None,
    previous: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[Tier, ...]:
    """Write `<folder>/<tier>.duckdb` for every tier, each with the figures that it may see and nothing else.

    `decide` is that of `disclosure.shield`. With `counts`, which are of all areas, the private file has its figures and
    lights already (`indicators.inside`). `previous` is the folder of the build before. Raises ValueError for an indicator without a rule and
    ArithmeticError when it cannot be shown that nothing follows: then no tier is written.
    """
    described = tuple(rules)

    @cache
    def atoms() -> Atoms:
        return Atoms(con, configuration.reference_date)

    def records(kind: str) -> Lying:
        return atoms().of(FACTS.get(kind, ""))

    @cache
    def complete(source: str, quarters: int | None) -> Complete:
        """Of the view `source` while it has so many quarters."""
        return Complete(con, source, described, records, partial(counts.figures, quarters) if counts else None)

    before = read_choices(previous, CHOICES)
    shielded: dict[Tier, Shielding] = {}
    for tier in _ORDER:
        progress(f"Bestand voor de laag {DUTCH_TIERS[tier]} schrijven")
        written = counts is not None and tier is Tier.PRIVATE
        of_tier = configuration.tier_rules(tier)
        source = latest_quarters(con, of_tier.quarters)
        with serving_file(con, folder, tier, None if written else serving_sql) as target:
            shielded[tier] = NOTHING
            if not written:
                shielded[tier] = shield(
                    con,
                    tier,
                    of_tier,
                    described,
                    records,
                    source=source,
                    above=shielded.get(Tier.CLOSED, NOTHING),
                    previous=before.get(tier, NOTHING),
                    decide=None if tier is Tier.PRIVATE else decide,
                    complete=complete(source, of_tier.quarters),
                    rounded=tier is not Tier.PRIVATE,
                )
            _write_frame(con, tier, described, source)
            # After rounding: nothing that is worked out here may tell more than the figures that stand in the file.
            finish(tier, target)
    write_choices(folder, CHOICES, shielded)
    return _ORDER


@contextmanager
def serving_file(con: duckdb.DuckDBPyConnection, folder: Path, tier: Tier, serving_sql: str | None) -> Iterator[str]:
    """Attach the file of a tier; yields its schema. With `serving_sql` its tables are made first."""
    # A checkpoint would write 85 MB again for every 1.2 million rows, to fill its row groups. Only where no row is ever
    # taken out: in the files that leave, what was taken out must be gone.
    con.execute("set max_vacuum_tasks = 0" if tier is Tier.PRIVATE else "reset max_vacuum_tasks")
    path = con.execute("select current_setting('search_path')").fetchall()[0][0]
    con.execute(f"attach {literal(folder / f'{tier}.duckdb')} as serving")
    try:
        if serving_sql is not None:
            con.execute("use serving")
            con.execute(serving_sql)
            con.execute("set search_path = $path", {"path": path})
        yield "serving.main"
    finally:
        con.execute("set search_path = $path", {"path": path})
        con.execute("detach serving")


def _write_frame(con: duckdb.DuckDBPyConnection, tier: Tier, rules: tuple[IndicatorRule, ...], source: str) -> None:
    """The tables that hold nothing about an area; outside the private tier without what is private only."""
    for table in _FRAME:
        con.execute(f"insert into serving.{table} select * from memory.{table}")
    con.execute(f"insert into serving.quarter select * from {source}.quarter order by starts_on")
    con.execute("update serving.build set tier = ?", [tier])
    write_to_tier(con, tier)
    away = [rule.indicator for rule in rules if rule.private_only and tier is not Tier.PRIVATE]
    gone = {"away": away}
    for table in ("indicator", "method_indicator"):
        con.execute(
            f"insert into serving.{table} select * from memory.{table} where not list_contains($away, indicator)", gone
        )
    con.execute("delete from serving.stored_value where list_contains($away, indicator)", gone)
    con.execute("""
        insert into serving.own_target select t.* from memory.own_target as t
        semi join (from serving.indicator_value where starts_with(indicator, 'own_')) as v on (v.area_id, v.indicator, v.measured_until) = (t.area_id, t.indicator, t.measured_until)
    """)
    if tier is Tier.PRIVATE:
        con.execute("insert into serving.source select * from memory.source")
        for table in _INSIDE:
            con.execute(f"insert into serving.{table} select * from memory.{table}")
    else:
        # The first day of a source is that of one record: of tenancies, of who has lived here longest. So is the last: the
        # latest report of fraud.
        con.execute("""
            insert into serving.source
            select s.* replace (
                case when period_from is not null and list_contains($facts, kind)
                    then greatest(date_trunc('quarter', period_from), (select min(starts_on) from memory.quarter))
                    else period_from end as period_from,
                case when list_contains($facts, kind)
                    then least(last_day(period_until), (select reference_date from memory.build))
                    else period_until end as period_until)
            from memory.source as s where s.kind not in (
                select source from memory.indicator group by source having bool_and(list_contains($away, indicator)))
        """, gone | {"facts": list(FACTS)})  # fmt: skip
