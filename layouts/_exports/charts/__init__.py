"""Pictures of the charts and of the map: one file per picture, found by discovery.

A file names its page, itself, its word and its place in the menu in one line of plain values
(`PATH, NAME, WORD, ORDER = …`), which is read without importing it, because a page that only shows the
menu must not wait for what draws. It draws with `draw(found, seen, folders)` from the same questions as the page.
"""

import ast
import importlib
from functools import cache
from pathlib import Path

from data.errors import CallerMistakeError
from indicators.read_model import Serving
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen

_NAMES = "(PATH, NAME, WORD, ORDER)"


@cache
def _offered() -> dict[str, tuple[str, str, str]]:
    """Name of a picture → its module, its page and its word, in the order of the menu."""
    found = []
    for file in Path(__file__).parent.glob("[!_]*.py"):
        lines = ast.parse(file.read_text(encoding="utf-8")).body
        said = [line.value for line in lines if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == _NAMES]
        path, name, word, order = ast.literal_eval(said[0])
        found.append((order, name, (file.stem, path, word)))
    return {name: about for _, name, about in sorted(found)}


def charts_of(path: str) -> list[tuple[str, str]]:
    """Name and word of each picture of the page at an address."""
    first = "/" + path.strip("/").split("/")[0]
    return [(name, word) for name, (_, page, word) in _offered().items() if page == first]


def write_chart(folder: Path, found: Serving, seen: Seen, folders: Folders, name: str, form: str) -> Path:
    """Draw a picture of the view as PNG or SVG. Returns the file.

    Raises CallerMistakeError for a picture that does not exist or has nothing to show.
    """
    from layouts._exports.drawing.picture import FORMS, picture_svg, save  # noqa: PLC0415 - only for a picture

    if name not in _offered() or form not in FORMS:
        raise CallerMistakeError("Dit beeld bestaat niet: kies een ander beeld uit het menu.")
    module, _, word = _offered()[name]
    picture = importlib.import_module(f"{__name__}.{module}").draw(found, seen, folders)
    if picture is None:
        raise CallerMistakeError(f"Voor ‘{word}’ zijn er in deze weergave geen gegevens: kies een andere weergave.")
    path = folder / seen.file_name(found, word, form)
    save(picture_svg(picture, found, seen), path)
    return path
