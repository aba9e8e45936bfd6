"""The files that monitor.toml lists."""

from pathlib import Path

from data.configuration import Configuration, SourceEntry
from data.errors import CallerMistakeError

_REFERENCE = "vera_reference"
"""The kind whose files explain codes in the files of other kinds."""
_BESIDE = (".", "~$")
"""How files begin that are no delivery: hidden ones, and the lock that Excel keeps while a workbook is open."""


def reference_files(configuration: Configuration) -> list[Path]:
    """The reference data of VERA; one that is not there is told as a source."""
    listed = [entry for entry in configuration.source if entry.kind == _REFERENCE]
    return [path for entry in listed for path in _found(configuration.folder, entry)]


def files_of(folder: Path, entry: SourceEntry) -> list[Path]:
    """The files of an entry, in order. Raises CallerMistakeError where there is none."""
    found = _found(folder, entry)
    if not found:
        message = (
            f"Het bestand '{entry.path}' ({entry.kind}) bestaat niet. Lever het aan of herstel path in monitor.toml."
        )
        raise CallerMistakeError(message)
    return found


def _found(folder: Path, entry: SourceEntry) -> list[Path]:
    """The files of a path. A name may hold signs of a glob; what programs put beside files is passed over."""
    if (plain := folder / entry.path).is_file():
        return [plain]
    path = Path(entry.path)
    root = Path(path.anchor) if path.is_absolute() else folder
    pattern = str(path.relative_to(path.anchor)) if path.is_absolute() else entry.path
    while pattern.startswith("../"):
        root, pattern = root.parent, pattern.removeprefix("../")
    if not Path(pattern).parts:
        return []
    return sorted(item for item in root.glob(pattern) if item.is_file() and not item.name.startswith(_BESIDE))
