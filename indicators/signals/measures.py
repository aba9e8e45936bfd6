"""What is counted: reports, cases, fraud and ended tenancies, all and per kind, with where its records lie."""

from dataclasses import dataclass

import duckdb

from indicators.signal_words import source_of, subject_of

_KINDS = {
    "noise": "over geluid",
    "pollution": "over vervuiling en tuinen",
    "neighbours": "over burenruzie",
    "smell_pets": "over stank en dieren",
    "threat": "over bedreiging",
    "drugs": "over drugs",
    "youth": "over jeugd en omgeving",
    "other": "over iets anders",
}
_CASES_WEIGHT, _WEIGHT, _OTHER_WEIGHT, _KIND_WEIGHT = 2.0, 1.0, 0.3, 0.1
"""Shares of the budget: what everyone looks at first is looked at most sharply.

Cases before reports, because they count in the methods and one loud reporter does not make them."""
_NOT_LEFT = ("renovatie", "sloop", "verkoop", "wijziging tenaamstelling", "intern contract", "jongerencontract")
"""Reasons of an end that the corporation made itself, as in the mutation rate."""
_FACTS = {
    "cases": "select place_key, opened_on as day, kind, null as voice from fct_case",
    "complaints": "select place_key, reported_on as day, kind, coalesce(reporter_hash, complaint_id) as voice from fct_complaint",
    "housing_fraud": "select place_key, reported_on as day, null as kind, null as voice from fct_housing_fraud",
    "tenancies_ended": f"""
        select place_key, ended_on as day, null as kind, null as voice from fct_tenancy
        where coalesce(end_reason, '') not in {_NOT_LEFT}""",
}
SUBJECT_NAMES = tuple(_FACTS)
"""Subjects by their number in `signal_event`."""


@dataclass(frozen=True)
class Measure:
    """One count. `name` is its subject, with the kind behind a colon."""

    name: str
    one: str
    many: str
    weight: float

    @property
    def subject(self) -> str:
        """Cases, complaints, housing_fraud or tenancies_ended."""
        return subject_of(self.name)

    @property
    def source(self) -> str:
        """The source that its records come from."""
        return source_of(self.name)


def measures(con: duckdb.DuckDBPyConnection) -> tuple[Measure, ...]:
    """Every measure that the warehouse can count, totals first."""
    kinds = con.execute("""
        select distinct kind from (select kind from fct_case union all select kind from fct_complaint)
        where kind is not null order by kind
    """).fetchall()
    found = [
        Measure("cases", "overlastzaak", "overlastzaken", _CASES_WEIGHT),
        Measure("complaints", "overlastmelding", "overlastmeldingen", _WEIGHT),
        Measure("housing_fraud", "melding van woonfraude", "meldingen van woonfraude", _OTHER_WEIGHT),
        Measure("tenancies_ended", "beëindigde huurovereenkomst", "beëindigde huurovereenkomsten", _OTHER_WEIGHT),
    ]
    for (kind,) in kinds:
        about = _KINDS.get(kind, f"over {kind}")
        found.append(Measure(f"cases:{kind}", f"zaak {about}", f"zaken {about}", _KIND_WEIGHT))
        found.append(Measure(f"complaints:{kind}", f"melding {about}", f"meldingen {about}", _KIND_WEIGHT))
    return tuple(found)


def put_events(con: duckdb.DuckDBPyConnection, known: tuple[Measure, ...]) -> None:
    """Leave `signal_event` (subject, kind, place_key, month, voice): every record once.

    A subject is a place in `SUBJECT_NAMES`, a kind the place of its measure in `known`, a voice a number. A voice is the
    reporter of a report (one without a key is a voice of its own). A case is the corporation's own
    finding and has the place that it is about.
    """
    numbers = {measure.name: number for number, measure in enumerate(known)}
    parts = []
    for number, (subject, query) in enumerate(_FACTS.items()):
        kinds = {
            name.removeprefix(f"{subject}:"): place for name, place in numbers.items() if name.startswith(f"{subject}:")
        }
        told = " ".join(f"when '{kind.replace(chr(39), chr(39) * 2)}' then {place}" for kind, place in kinds.items())
        parts.append(
            f"select {number}::utinyint as subject, {f'case kind {told} end' if told else 'null'}::smallint as kind, place_key,"
            " year(day) * 12 + month(day) - 1 as month, case when voice is null then place_key::ubigint else hash(voice) end as voice"
            f" from ({query}) where place_key is not null and day is not null"
        )
    con.execute(f"create or replace temp table signal_event as {' union all '.join(parts)}")
