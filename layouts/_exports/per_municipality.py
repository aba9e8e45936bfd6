"""One export for every municipality: a folder each, and a page that lists them."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.errors import CallerMistakeError
from data.vocabulary import Level
from indicators.read_model import Area
from layouts._exports.facts import texts
from layouts._exports.kind import ExportKind, export
from layouts._exports.request import ExportRequest, Tell
from layouts._exports.slug import slug
from layouts._notes import ABOUT_PLACES, not_real
from layouts._text import homes


@dataclass(frozen=True)
class Made:
    """A file and the municipality it is about."""

    area: Area
    path: Path


def export_all(kind: ExportKind, request: ExportRequest, folder: Path, tell: Tell) -> tuple[Made, ...]:
    """Write the export of every municipality with homes, and `index.html` that links to them.

    Raises CallerMistakeError where the build has no municipality or the folder is a file.
    """
    if folder.is_file():
        raise CallerMistakeError(f"{folder} is een bestand. Geef bij --all een map.")
    found = request.found
    scored = found.scored_areas(Level.MUNICIPALITY, request.quarter, request.method.method)
    areas = sorted((each.area for each in scored if each.area.homes), key=lambda area: area.name)
    if not areas:
        raise CallerMistakeError("Deze meting heeft geen gemeenten met woningen: gebruik --area in plaats van --all.")
    made = []
    for place, area in enumerate(areas):
        tell(place / len(areas), f"{kind.title} {area.name}")
        mine = replace(request, areas=(area,), link=request.address(area))
        path = folder / f"{slug(area.name)}-{slug(area.code)}" / kind.file_name(mine)
        made.append(Made(area, export(kind, mine, path, lambda *_: None, lambda: False)))
    (folder / "index.html").write_text(_index(kind, request, folder, made), encoding="utf-8")
    return tuple(made)


def _index(kind: ExportKind, request: ExportRequest, folder: Path, made: Sequence[Made]) -> str:
    title = html.escape(f"{kind.title} per gemeente, {request.corporation}")
    rows = "".join(
        f'<li><a href="{html.escape(each.path.relative_to(folder).as_posix())}">{html.escape(each.area.name)}</a>, '
        f"{homes(each.area.homes)}</li>"
        for each in made
    )
    facts = "".join(
        f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>"
        for name, value in texts(request.found, request.method, request.quarter)
    )
    notes = "".join(f"<p>{html.escape(text)}</p>" for text in (*not_real(request.found.build), ABOUT_PLACES))
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1e23}"
        "dt{color:#4e525a;float:left;clear:left;width:8rem}dd{margin-left:8rem}</style></head>"
        f"<body><main><h1>{title}</h1><ul>{rows}</ul>{notes}<dl>{facts}</dl></main></body></html>\n"
    )
