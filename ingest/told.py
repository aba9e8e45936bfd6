"""What a data steward reads on the screen: after an ingest what came in per file, after a build what of it does not count."""

from collections.abc import Iterator
from pathlib import Path

from ingest.report import FileReport, IngestReport

_STANDS = {
    "kept": "niet meer aangeleverd, telt nog mee",
    "replaced": "vervangen door een nieuwere levering",
    "copy": "kopie van een ander bestand",
}
_FORGOTTEN = "niet meer aangeleverd, en alle rijen zijn op verzoek verwijderd"
_INDENT = " " * 17
_NOWHERE = "Plek onbekend: telt bij geen enkel gebied mee."
_NO_ADDRESS = "Adres niet gevonden: telt mee bij het complex. Geldt dat voor het hele complex en staat er geen BAG-pand bij, dan ligt het in geen buurt en niet op de kaart."
_FETCH = " Adressen en panden zijn open data: buurtlicht fetch buildings --municipality GM0000 --out open (met uw gemeentecode) haalt ze op."


def told(report: IngestReport, rejects: Path) -> Iterator[str]:
    """Lines in Dutch; `rejects` is the folder with the refused rows."""
    located = any(file.kind == "addresses" for file in report.files)
    for file in report.files:
        stands = f" ({_stands(file)})" if file.verdict in _STANDS else ""
        counts = (
            f"{file.rows_read} gelezen, {file.accepted} goed, {file.rejected} afgekeurd, {file.duplicates} dubbel"
            + (f", {file.skipped} overgeslagen (leeg, totaal of kopregel)" if file.skipped else "")
        )
        yield f"{file.kind:<16} {file.file}: {counts}{stands}"
        if file.verdict != "replaced":
            yield from (f"{_INDENT}{line}" for line in (*_lost(file, located=located), *_dropped(file)))
    yield from _at_the_end(report, rejects)


def lost(report: IngestReport, rejects: Path) -> Iterator[str]:
    """The same of what does not count only; nothing where all came in and has a place."""
    located = any(file.kind == "addresses" for file in report.files)
    for file in report.files:
        if file.verdict != "replaced":
            yield from (f"{file.file}: {line}" for line in _lost(file, located=located))
    yield from _at_the_end(report, rejects)


def _at_the_end(report: IngestReport, rejects: Path) -> Iterator[str]:
    yield from report.remarks
    if any(file.rejected and file.verdict == "accepted" for file in report.files):
        yield f"Elke afgekeurde rij staat met nummer, kolom en reden in {rejects}."


def _stands(file: FileReport) -> str:
    return _FORGOTTEN if file.verdict == "kept" and not file.counting else _STANDS[file.verdict]


def _lost(file: FileReport, *, located: bool) -> Iterator[str]:
    for reason, rows in file.reasons.items():
        yield f"{rows} × {reason}"
    if unknown := file.matched.get("none"):
        says = _NOWHERE if file.kind != "stock" else _NO_ADDRESS if located else _NO_ADDRESS + _FETCH
        yield f"{unknown} × {says}"


def _dropped(file: FileReport) -> Iterator[str]:
    if file.dropped_columns:
        names = ", ".join(f"‘{name}’" for name in file.dropped_columns)
        yield f"Niet bewaard: {'kolom' if len(file.dropped_columns) == 1 else 'kolommen'} {names}."
