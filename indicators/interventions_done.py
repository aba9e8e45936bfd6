"""What was done: interventions from files and from the screen, with the goal as this build calls it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

import duckdb

from data.configuration import Configuration
from indicators.indicator import Indicator


@dataclass(frozen=True)
class Done:
    """One intervention at one area, as it is published."""

    intervention_id: str
    version: int | None
    """Of a record that was entered on screen; None: from a file."""
    area_id: str
    kind: str
    measure: str | None
    started_on: dt.date
    ended_on: dt.date | None
    hours: float | None
    euros: float | None
    partner: str | None
    indicator: str | None
    goal: str | None
    """The goal as it was written, where no indicator of this build is called that."""
    target: float | None


def entered(configuration: Configuration) -> list[Done]:
    """What was entered on screen; nothing where there is no store yet.

    Raises StoreGoneError where the store does not answer: a build without it would drop what people entered.
    """
    from data.workflow import Store, workflow_url  # noqa: PLC0415 - a build without a store needs no SQLAlchemy
    from data.workflow.interventions import interventions  # noqa: PLC0415 - as above

    store = Store(workflow_url(configuration))
    if store.file is not None and not store.file.exists():
        return []
    try:
        return [
            Done(
                intervention_id=f"screen:{one.id}",
                version=one.version,
                goal=None,
                **asdict(one.facts)
                | {
                    "kind": str(one.facts.kind),
                    "partner": one.facts.partner or None,
                    "indicator": one.facts.indicator or None,
                },
            )
            for one in interventions(store)
        ]
    finally:
        store.close()


def from_file(con: duckdb.DuckDBPyConnection, indicators: Mapping[str, Indicator]) -> list[Done]:
    """What was delivered in files; nothing where the warehouse has no such delivery."""
    there = con.execute("select count(*) from duckdb_tables() where table_name = 'fct_intervention'").fetchall()
    if not there[0][0]:
        return []
    rows = con.sql("""
        select 'file:' || intervention_id as intervention_id, level || ':' || code as area_id, kind, measure, started_on,
            ended_on, hours, euros, partner, goal, target
        from fct_intervention join dim_place using (place_key) where level <> 'dwelling' order by all
    """).to_arrow_table()
    called = {_spelling(word): one.name for one in indicators.values() for word in (one.name, one.label)}
    found = []
    for row in rows.to_pylist():
        indicator = called.get(_spelling(row["goal"] or ""))
        found.append(
            Done(**row | {"version": None, "indicator": indicator, "goal": None if indicator else row["goal"]})
        )
    return found


def with_known_goal(one: Done, indicators: Mapping[str, Indicator]) -> Done:
    """The goal as it was written, where this build has no indicator of that name (any more)."""
    return (
        one
        if one.indicator is None or one.indicator in indicators
        else replace(one, indicator=None, goal=one.indicator)
    )


def _spelling(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
