"""`buurtlicht forget`: remove the rows of a dwelling, an address or a reporter from everything that is kept."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.sql import literal
from data.unchanged import figures_folder
from data.working import connect
from ingest.delivery import describe, described
from ingest.discovery import sources
from ingest.forgotten import ADDRESS, Forgotten, is_forgotten, read_forgotten, write_forgotten
from ingest.hashing import hashing_key, key_mark
from ingest.macros import prepare
from ingest.retention import rewrite
from ingest.warehouse import accepted_deliveries, make_warehouse

_ADDRESS = re.compile(r"\s*([1-9][0-9]{3})\s*([A-Za-z]{2})\s+([0-9]{1,5})\s*(\S*)\s*")


def forget(configuration: Configuration, what: str, value: str, *, progress: Callable[[str], None]) -> int:
    """Remove rows of a 'dwelling' (number), an 'address' ("1234AB 12") or a 'reporter' (key); returns how many.

    The request is logged first, so that a process that is killed half-way is finished by the next ingest or
    request. The caller holds the installation's lock.

    Raises CallerMistakeError for an address that is not one.
    """
    installation = configuration.installation
    key = hashing_key(installation)
    requests = read_forgotten(installation, key_mark(key))
    with connect(installation) as con:
        prepare(con, key)
        marks = _marks(con, installation.deliveries, what, value)
        request = Forgotten(what, marks, key_mark(key), dt.datetime.now(dt.UTC).date().isoformat(), rows=0)
        write_forgotten(installation, (*requests, request))
        for digests in installation.deliveries.glob("*/*.lines"):
            digests.unlink()
        shutil.rmtree(figures_folder(installation), ignore_errors=True)
        rows = sum(
            _remove(con, path, marks, installation.deliveries)
            for path in sorted(installation.deliveries.glob("*/*.json"))
        )
    write_forgotten(installation, (*requests, replace(request, rows=rows)))
    if held := accepted_deliveries(configuration, progress):
        make_warehouse(configuration, held, progress)
    return rows


def _marks(con: duckdb.DuckDBPyConnection, store: Path, what: str, value: str) -> tuple[str, ...]:
    """A dwelling is also recognised by its address in the stock, and an address by its dwelling."""
    if what == "reporter":
        return _hashed(con, [f"'reporter ' || as_hash({literal(value)})"])
    stock = sorted(path for path in store.glob("stock/*.parquet") if ".rejects." not in path.name)
    known = f"read_parquet([{', '.join(literal(str(path)) for path in stock)}])" if stock else ""
    if what == "dwelling":
        wanted, condition = [f"'dwelling ' || {literal(value.strip())}"], f"dwelling_id = {literal(value.strip())}"
    else:
        address = f"'{_spelled(con, value)}'"
        wanted, condition = [f"'address ' || {address}"], f"{ADDRESS} = {address}"
    if known:
        other = f"'address ' || {ADDRESS}" if what == "dwelling" else "'dwelling ' || dwelling_id"
        found = con.execute(f"select distinct {other} from {known} where {condition} order by 1").fetchall()
        wanted += [literal(row[0]) for row in found]
    return _hashed(con, wanted)


def _hashed(con: duckdb.DuckDBPyConnection, texts: list[str]) -> tuple[str, ...]:
    return tuple(str(con.execute(f"select key_hash({text})").fetchall()[0][0]) for text in texts)


def _spelled(con: duckdb.DuckDBPyConnection, value: str) -> str:
    """An address as the warehouse spells it."""
    match = _ADDRESS.fullmatch(value)
    if match is None:
        message = f"'{value}' is geen adres. Geef postcode en huisnummer, zoals --address \"1234AB 12b\"."
        raise CallerMistakeError(message)
    digits, letters, number, suffix = match.groups()
    spelled = con.execute("select house_suffix(?, null, null)", [number + suffix]).fetchall()[0][0]
    return f"{digits}{letters.upper()} {int(number)} {spelled}"


def _remove(con: duckdb.DuckDBPyConnection, path: Path, marks: tuple[str, ...], store: Path) -> int:
    delivery = described(path, "")
    source, rows = sources()[delivery.kind], delivery.path(store, "parquet")
    condition = is_forgotten(source, f"read_parquet({literal(str(rows))})", marks)
    if condition == "false":
        return 0
    count = int(con.execute(f"select count(*) from read_parquet(?) where {condition}", [str(rows)]).fetchall()[0][0])
    if count:
        rewrite(con, rows, "*", f"not ({condition})")
        describe(store, delivery.without(count))
    return count
