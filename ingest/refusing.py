"""Which deliveries are not good enough: no rows, too many rejects, too few rows, too much gone."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from data.configuration import IngestRules
from data.errors import InputRefusedError
from data.sql import literal
from ingest.contract import Source
from ingest.deliveries import Refusal
from ingest.delivery import Delivery, kept_delivery
from ingest.discovery import sources
from ingest.ledger import Record

NEEDED = ("stock", "areas")
"""Without these there is nothing to show."""
_OPEN_DATA = {
    "areas": " De gebieden zijn open data van het CBS: buurtlicht fetch areas --municipality GM0000 --out open (met uw gemeentecode) haalt ze op.",
}
"""Kind → where to get it, where it is no export of one's own."""
_REMEDY = "Lever het hele bestand opnieuw aan; klopt het, zet dan voor deze keer max_row_drop = 1 onder [ingest] in monitor.toml."


def refusals(
    deliveries: Sequence[Delivery],
    ledger: Sequence[Record],
    refused: Iterable[Refusal],
    rules: IngestRules,
    store: Path,
) -> list[Refusal]:
    """Every delivery that was read and is refused, and every kind that is needed and has nothing."""
    found = []
    known = {record.identity for record in ledger}
    for delivery in deliveries:
        says = _no_rows(delivery) or _many_rejects(delivery, rules.max_reject_share, store)
        if not says and (delivery.kind, delivery.sha256) not in known:
            says = _fewer_rows(delivery, ledger, rules.max_row_drop, store)
        if says:
            found.append(Refusal(delivery.kind, delivery.file, InputRefusedError(says), delivery))
    found += _vanished(deliveries, ledger, rules.max_row_drop, store)
    told = {refusal.kind for refusal in (*refused, *found)}
    for kind in NEEDED:
        if kind not in told and not any(delivery.kind == kind for delivery in deliveries):
            says = (
                f"Er is geen bruikbaar bestand van de soort '{kind}' ({sources()[kind].title}). "
                f'Voeg in monitor.toml een [[source]] toe met kind = "{kind}".{_OPEN_DATA.get(kind, "")}'
            )
            found.append(Refusal(kind, "", InputRefusedError(says)))
    return found


def _no_rows(delivery: Delivery) -> str:
    if delivery.rows_read + delivery.forgotten > 0:
        return ""
    return (
        f"{delivery.file} ({sources()[delivery.kind].title}) heeft een kopregel maar geen rijen. "
        "Lever het bestand opnieuw aan, of haal deze [[source]] uit monitor.toml."
    )


def _many_rejects(delivery: Delivery, most: float, store: Path) -> str:
    # What was forgotten since does not make a file worse.
    if delivery.rejected <= most * (delivery.rows_read + delivery.forgotten):
        return ""
    with duckdb.connect() as con:
        column, reason, rows, first, shown = con.execute(
            "select column_name, reason, count(*), min(row), arg_min(value_masked, row) from read_parquet(?)"
            " group by 1, 2 order by 3 desc, 4, 1, 2 limit 1",
            [str(delivery.path(store, "rejects.parquet"))],
        ).fetchall()[0]
    # What a resident may have said is not shown: of a cell only its form.
    example = f"rij {first}, een cel van de vorm '{shown}'" if shown else f"rij {first}"
    where = f" in kolom '{column}'" if column else ""
    return (
        f"{delivery.file} is geweigerd: {delivery.rejected} van de {delivery.rows_read} rijen zijn afgekeurd en "
        f"{100 * most:.0f} % mag. Het vaakst, {rows} keer{where}, voor het eerst op {example}: {reason} "
        "Herstel het bestand of pas columns en values bij deze [[source]] in monitor.toml aan."
    )


def _fewer_rows(delivery: Delivery, ledger: Sequence[Record], most: float, store: Path) -> str:
    """Compared with the last delivery at the same path; of sheets of one workbook with the shortest."""
    before = [record for record in ledger if (record.kind, record.file) == (delivery.kind, delivery.file)]
    newest = max((record.run for record in before), default=0)
    found = [(kept, record) for record in before if record.run == newest and (kept := kept_delivery(store, record))]
    kept, last = min(found, key=lambda pair: pair[0].rows_read, default=(None, None))
    if kept is None or last is None or delivery.rows_read >= (1 - most) * kept.rows_read:
        return ""
    return (
        f"{delivery.file} is geweigerd: het aantal rijen is {delivery.rows_read}, en in de vorige levering "
        f"(van {last.seen_on}) was dat {kept.rows_read}. {_REMEDY}"
    )


def _vanished(deliveries: Sequence[Delivery], ledger: Sequence[Record], most: float, store: Path) -> list[Refusal]:
    """A list of dwellings in which most of those of the last run are gone has other numbers, or is of another stock."""
    found = []
    for source in sources().values():
        now = [delivery for delivery in deliveries if delivery.kind == source.kind]
        before = [
            kept
            for record in ledger
            if record.kind == source.kind and record.present and (kept := kept_delivery(store, record)) is not None
        ]
        if source.leaves_on and now and before and {item.sha256 for item in now} != {item.sha256 for item in before}:
            had, gone = _gone(source, before, now, store)
            if gone > most * had:
                files = ", ".join(sorted(delivery.file for delivery in now))
                says = (
                    f"{files} is geweigerd: {gone} van de {had} eenheden uit de vorige levering staan er niet meer in. "
                    f"Controleer of de nummers in de kolom '{source.columns[0].headers[0]}' anders geschreven zijn. {_REMEDY}"
                )
                found.append(Refusal(source.kind, files, InputRefusedError(says), now[0]))
    return found


def _gone(source: Source, before: Sequence[Delivery], now: Sequence[Delivery], store: Path) -> tuple[int, int]:
    def keys(deliveries: Sequence[Delivery]) -> str:
        paths = ", ".join(literal(str(delivery.path(store, "parquet"))) for delivery in deliveries)
        return f"select distinct {', '.join(source.key)} from read_parquet([{paths}])"

    with duckdb.connect() as con:
        had, gone = con.execute(
            f"select (select count(*) from ({keys(before)})), (select count(*) from ({keys(before)} except {keys(now)}))"
        ).fetchall()[0]
    return int(had), int(gone)
