"""The ledger: which deliveries were accepted, in which run each was first seen, and which are at their path now.

It is written in one step, just before the warehouse is put in place, so that a run that is killed registers
nothing. What was accepted stays in it when its file is replaced or removed.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

FILE_NAME = "ledger.json"


@dataclass(frozen=True)
class Record:
    """One accepted delivery."""

    kind: str
    file: str
    """Where it was delivered, relative to monitor.toml."""
    sha256: str
    fingerprint: str
    """Under which contract and settings its rows are kept."""
    run: int
    """The run that saw it first (or saw it come back): a later run is newer."""
    seen_on: str
    """The day of that run, ISO."""
    present: bool
    """Whether the file was delivered in the last run."""

    @property
    def identity(self) -> tuple[str, str]:
        """A file is known by its content."""
        return (self.kind, self.sha256)


def read_ledger(store: Path) -> list[Record]:
    """Every accepted delivery; none before the first run."""
    path = store / FILE_NAME
    if not path.exists():
        return []
    return [Record(**record) for record in json.loads(path.read_text(encoding="utf-8"))]


def write_ledger(store: Path, records: Iterable[Record]) -> None:
    """Replace the ledger in one step."""
    store.mkdir(parents=True, exist_ok=True)
    partial = store / f"{FILE_NAME}.part"
    ordered = sorted(records, key=lambda record: (record.run, record.kind, record.sha256))
    partial.write_text(json.dumps([asdict(record) for record in ordered], indent=1), encoding="utf-8")
    partial.replace(store / FILE_NAME)


def extended(ledger: Iterable[Record], delivered: Iterable[Record], today: str) -> list[Record]:
    """The ledger after a run in which `delivered` lay at their paths.

    A delivery that is new, or that came back after another had taken its place, belongs to this run.
    """
    known = {record.identity: record for record in ledger}
    run = max((record.run for record in known.values()), default=0) + 1
    after = {identity: replace(record, present=False) for identity, record in known.items()}
    for record in delivered:
        before = known.get(record.identity)
        if before is not None and before.present:
            after[record.identity] = replace(record, run=before.run, seen_on=before.seen_on, present=True)
        else:
            after[record.identity] = replace(record, run=run, seen_on=today, present=True)
    return list(after.values())


def unknown_files(store: Path, records: Iterable[Record]) -> list[Path]:
    """Kept files that no accepted delivery refers to: left by a killed or refused run, or read again since.

    With them the digests of lines of a delivery that another took the place of.
    """
    needed = {(record.kind, f"{record.sha256}.{record.fingerprint}"): record.present for record in records}
    found = [path for path in store.glob("*/*") if path.is_file()]
    present = [needed.get((path.parent.name, ".".join(path.name.split(".")[:2]))) for path in found]
    return [
        path
        for path, is_present in zip(found, present, strict=True)
        if is_present is None or (path.suffix == ".lines" and not is_present)
    ]
