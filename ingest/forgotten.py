"""Rows that were removed on request: keyed hashes by which they are recognised, and no person.

The log `var/forgotten.json` is applied to every file that is read, so that no rebuild brings them back. The rows
of the stock stay: they say that a home exists, not what happened there.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from data.errors import CallerMistakeError
from data.installation import Installation
from data.sql import literal
from ingest.contract import Source, Type


@dataclass(frozen=True)
class Forgotten:
    """One request."""

    what: str
    """'dwelling', 'address' or 'reporter'."""
    marks: tuple[str, ...]
    """Keyed hashes of what the rows are recognised by."""
    key: str
    """Mark of the key of the hash: with another key the marks recognise nothing."""
    on: str
    """The day of the request."""
    rows: int
    """How many rows were removed then."""


def forgotten_path(installation: Installation) -> Path:
    """Where the requests are logged."""
    return installation.var / "forgotten.json"


def read_forgotten(installation: Installation, key: str) -> tuple[Forgotten, ...]:
    """Every request so far.

    Raises CallerMistakeError where the secret is another one: then removed rows would come back unseen.
    """
    path = forgotten_path(installation)
    if not path.exists():
        return ()
    found = tuple(
        Forgotten(**(item | {"marks": tuple(item["marks"])})) for item in json.loads(path.read_text(encoding="utf-8"))
    )
    if any(item.key != key for item in found):
        message = (
            f"De sleutel in {installation.secret.name} (of BUURTLICHT_SECRET) is niet die waarmee rijen op verzoek zijn "
            "verwijderd, en zonder die sleutel kwamen zij terug. Zet de oude sleutel terug."
        )
        raise CallerMistakeError(message)
    return found


def write_forgotten(installation: Installation, requests: Sequence[Forgotten]) -> None:
    """Replace the log in one step."""
    path = forgotten_path(installation)
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps([asdict(item) for item in requests], indent=1), encoding="utf-8")
    partial.replace(path)


def is_forgotten(source: Source, relation: str, marks: Sequence[str]) -> str:
    """SQL that is true for a row of `relation` that one of the marks recognises; 'false' where none can."""
    if "dwelling_id" not in source.names or source.snapshot or not marks:
        return "false"
    listed = ", ".join(map(literal, marks))
    recognised = {"dwelling_id": "dwelling ", ADDRESS: "address "}
    recognised |= {column.name: "reporter " for column in source.columns if column.type is Type.REPORTER}
    return " or ".join(
        # Each value is hashed once, however many rows it has.
        f"coalesce({value} in (select v from (select distinct {value} as v from {relation})"
        f" where key_hash({literal(what)} || v) in ({listed})), false)"
        for value, what in recognised.items()
    )


ADDRESS = "concat(postcode, ' ', house_number, ' ', house_suffix)"
"""SQL of an address: postcode, number, and letter and addition together."""


def remove_rows(con: duckdb.DuckDBPyConnection, source: Source, view: str, requests: Sequence[Forgotten]) -> int:
    """Take forgotten rows out of a view of accepted rows, which becomes a table where there are any; returns how many."""
    condition = is_forgotten(source, view, [mark for request in requests for mark in request.marks])
    if condition == "false":
        return 0
    count = int(con.execute(f"select count(*) from {view} where {condition}").fetchall()[0][0])
    if count:
        con.execute(f"create temp table remaining as select * from {view} where not ({condition})")
        con.execute(f"drop view {view}; alter table remaining rename to {view}")
    return count
