"""VERA pages (JSON): each object becomes a row of text cells, which the contract judges as it judges a CSV.

A page is an array, or one object, or an object that holds the array. A row is numbered by its object in the
file, the first is 1; where each item of a list is a row, the items are numbered through. Date-times in UTC
become days of the Netherlands in `as_date`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.configuration import SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.contract import Column, Source
from ingest.reading.cells import Cells
from ingest.reading.encoding import decode
from ingest.reading.json_paths import PARENT, Item, first_filled
from ingest.reading.vera_selection import Selection
from ingest.vera import Form, Vera


def as_vera(source: Source, vera: Vera) -> Source:
    """The contract for VERA: what VERA may leave out is not required, and its codes are values."""
    return replace(source, columns=tuple(_relaxed(column, vera) for column in source.columns))


def read_vera(con: duckdb.DuckDBPyConnection, path: Path, vera: Vera, source: Source, entry: SourceEntry) -> Cells:
    """Read a JSON file into the table `cells`, one column per column of the contract that a path names.

    Raises CallerMistakeError for broken JSON, a mapping that cannot be or an unclear kind of cluster,
    InputRefusedError for another resource.
    """
    if wrong := sorted(set(entry.columns) - set(source.names)):
        message = (
            f"De kolom '{wrong[0]}' bij columns van '{source.kind}' bestaat niet. Kies uit: {', '.join(source.names)}."
        )
        raise CallerMistakeError(message)
    objects = _objects(path, entry)
    form = _form(objects, vera, source, path)
    paths = {**form.paths, **{name: (told, *form.paths.get(name, ())) for name, told in entry.columns.items()}}
    selection = Selection(form, entry)
    passed: Counter[str] = Counter()
    kept: list[tuple[int, Item]] = []
    for number, item in enumerate(_items(objects, form), 1):
        why = selection.why_not(item)
        if why is None:
            kept.append((number, item))
        else:
            passed[why] += 1
    selection.refuse_unclear_clusters([item for _, item in kept], path)
    names = [name for name in source.names if name in paths]
    cells = [[_cell(item, name, paths[name], vera, selection.settings) for name in names] for _, item in kept]
    columns = [pa.array([row[index] for row in cells], pa.string()) for index in range(len(names))]
    numbers = pa.array([number for number, _ in kept], pa.int64())
    con.register("page", pa.table([numbers, *columns], names=["row", *(f"c{index}" for index in range(len(names)))]))
    con.execute("create or replace temp table cells as select * from page")
    con.unregister("page")
    dialect: dict[str, str | int] = {"form": "vera", "resource": form.resource, "objects": len(objects)}
    if passed:
        dialect["passed_over"] = ", ".join(f"{why} {count}" for why, count in sorted(passed.items()))
    filled = {name for index, name in enumerate(names) if any(row[index] for row in cells)}
    if nowhere := [f"{name} ({told})" for name, told in entry.columns.items() if name not in filled]:
        dialect["never_filled"] = ", ".join(nowhere)
    return Cells(
        "cells",
        tuple(paths[name][0] for name in names),
        dialect,
        positions={name: index for index, name in enumerate(names)},
        dropped=_unread(objects, form, paths),
    )


def _relaxed(column: Column, vera: Vera) -> Column:
    codes = vera.codes.get(column.name, {})
    values = {ours: (*theirs, *codes.get(ours, ())) for ours, theirs in column.values.items()}
    values |= {ours: theirs for ours, theirs in codes.items() if ours not in values}
    return replace(column, required=column.required and column.name not in vera.optional, values=values)


def _objects(path: Path, entry: SourceEntry) -> list[Item]:
    try:
        page = json.loads(decode(path.read_bytes(), entry.encoding).content)
    except json.JSONDecodeError as error:
        message = (
            f"{path.name} is geen volledige JSON: het loopt mis op regel {error.lineno}, teken {error.colno}. "
            "Haal de pagina opnieuw op."
        )
        raise CallerMistakeError(message) from error
    except (UnicodeDecodeError, LookupError) as error:
        message = f"{path.name} is niet te lezen als {entry.encoding}. Herstel of verwijder 'encoding' in monitor.toml."
        raise CallerMistakeError(message) from error
    if isinstance(page, Mapping):
        lists = [value for value in page.values() if isinstance(value, list)]
        is_envelope = len(lists) == 1 and all(
            isinstance(value, list) or not isinstance(value, Mapping) for value in page.values()
        )
        has_identity = any(name in page for name in ("id", "code", "idExtern"))
        page = lists[0] if is_envelope and not has_identity else [page]
    if not isinstance(page, list) or not all(isinstance(item, Mapping) for item in page):
        message = f"{path.name} is geen lijst van VERA-objecten. Lever de JSON aan zoals de VERA-dienst die geeft."
        raise InputRefusedError(message)
    return page


def _form(objects: list[Item], vera: Vera, source: Source, path: Path) -> Form:
    """The resource that the objects are; a page without objects is the first."""
    scores = [sum(any(mark in item for mark in form.marks) for item in objects) for form in vera.forms]
    best = max(range(len(scores)), key=lambda index: scores[index])
    if objects and scores[best] == 0:
        expected = " of ".join(form.resource for form in vera.forms)
        marks = ", ".join(dict.fromkeys(mark for form in vera.forms for mark in form.marks))
        message = (
            f"{path.name} ({source.title}) bevat geen {expected}: geen object heeft {marks}. "
            "Kies in monitor.toml de soort die bij dit bestand hoort."
        )
        raise InputRefusedError(message)
    return vera.forms[best]


def _items(objects: list[Item], form: Form) -> Iterator[Item]:
    for item in objects:
        if not form.rows:
            yield item
            continue
        parts = item.get(form.rows) or []
        for index, part in enumerate(parts if isinstance(parts, list) else [parts], 1):
            if isinstance(part, Mapping):
                yield {**part, PARENT: item, "#": f"{item.get('id') or item.get('code')}-{index}"}
            else:
                yield {"uri": part, PARENT: item}


def _cell(item: Item, name: str, paths: tuple[str, ...], vera: Vera, settings: Mapping[str, str | None]) -> str | None:
    found = first_filled(item, paths, settings)
    if name in vera.several:
        return "|".join(found) or None
    return found[0] if len(found) == 1 else None


def _unread(objects: list[Item], form: Form, paths: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Top-level properties that no path begins with: they are dropped, and listed."""
    texts = [text for texts in paths.values() for text in texts] + [
        text for rule in (*form.only, *form.without) for text in rule.paths
    ]
    read = {text.removeprefix(f"{PARENT}.").split(".")[0].split("[")[0].split(":")[0].split("?")[0] for text in texts}
    present: dict[str, Any] = {name: None for item in objects for name in item}
    return tuple(name for name in present if name not in read and name != form.rows)
