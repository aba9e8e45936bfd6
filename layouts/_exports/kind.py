"""An export kind, and how the kinds are found: one file each in `layouts/_exports/kinds/`, with a constant KIND."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import layouts._exports.kinds
from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_TIERS, Tier
from layouts._exports.request import Cancelled, ExportRequest, Tell, file_name, stop_if


@dataclass(frozen=True)
class ExportKind:
    """Something that can be exported."""

    name: str
    """As on the command line: meeting, complexplan, factsheet, slides, wallmap, indepth, workbook, opendata."""
    title: str
    """In Dutch, as on a button: 'Bespreekblad'."""
    about: str
    """One line that says what is in it."""
    suffix: str
    """Ending of the file: pdf, pptx, xlsx or zip."""
    write: Callable[[ExportRequest, Path, Tell, Cancelled], None]
    """Writes the file; raises CallerMistakeError where it cannot, and ExportCancelledError where the user stopped."""
    tiers: frozenset[Tier] = frozenset(Tier)

    def file_name(self, request: ExportRequest) -> str:
        """What, where, period and date."""
        return file_name(self.title, self.suffix, request)


@cache
def export_kinds() -> Mapping[str, ExportKind]:
    """Every kind by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(layouts._exports.kinds.__path__))  # noqa: SLF001 - the package itself
    found = [importlib.import_module(f"layouts._exports.kinds.{name}").KIND for name in names]
    return {kind.name: kind for kind in found}


def export(kind: ExportKind, request: ExportRequest, path: Path, tell: Tell, cancelled: Cancelled) -> Path:
    """Write an export to a file, whole or not at all. Returns the file.

    Raises CallerMistakeError where the tier does not have this kind, and ExportCancelledError.
    """
    if request.tier not in kind.tiers:
        which = " of ".join(DUTCH_TIERS[tier] for tier in Tier if tier in kind.tiers)
        raise CallerMistakeError(
            f"{kind.title} bestaat alleen in de laag {which}, niet in {DUTCH_TIERS[request.tier]}."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished.{kind.suffix}")
    try:
        stop_if(cancelled)
        kind.write(request, unfinished, tell, cancelled)
        stop_if(cancelled)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    tell(1.0, "Klaar")
    return path
