"""What changed in the open data since the build before: for who uses it by machine and for who reads it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from data.vocabulary import DUTCH_LIGHTS, Light
from layouts._exports.open_data.tables import KEYS, OpenTables
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._text import listing, number


def changes_sheet(before: OpenTables | None, after: OpenTables, since: str) -> Sheet:
    """A row per column, row or value that came, went or is another one; `since` is the id of the build before."""
    found = list(_changes(before, after)) if before else []
    columns = list(zip(*found, strict=True)) if found else [()] * 6
    titles = (
        ("tabel", "Tabel", "Naam van de tabel."),
        ("soort", "Soort", "kolom erbij, kolom weg, rij erbij, rij weg of andere waarde."),
        ("sleutel", "Sleutel", "Wat de rij in de tabel aanwijst."),
        ("kolom", "Kolom", "De kolom waarvan de waarde anders is."),
        ("was", "Was", f"De waarde in de meting {since}." if since else "De waarde in de vorige meting."),
        ("is_nu", "Is nu", "De waarde in deze meting."),
    )
    return Sheet(
        name="wijzigingen",
        title="Wijzigingen sinds de vorige meting",
        about="Een rij per kolom, rij of waarde die er bij kwam, verdween of anders is.",
        columns=[
            Column(key, title, Kind.TEXT, values, about=about)
            for (key, title, about), values in zip(titles, columns, strict=True)
        ],
    )  # fmt: skip


def changes_summary(sheet: Sheet, since: str) -> str:
    """The same in one or two sentences."""
    if not since:
        return "Eerste meting: er is geen vorige om mee te vergelijken."
    if not sheet.rows:
        return f"Er is niets veranderd sinds meting {since}."
    counted = Counter(zip(sheet.columns[0].values, sheet.columns[1].values, strict=True))
    said = [f"{table}: {number(amount)} keer {kind}" for (table, kind), amount in sorted(counted.items())]
    return f"Sinds meting {since}: {listing(said)}."


def _changes(before: OpenTables, after: OpenTables) -> Iterable[tuple[str, str, str, str, str, str]]:
    for old, new in zip(before.all, after.all, strict=True):
        key = KEYS[new.name]
        old_columns, new_columns = ({column.key: column for column in sheet.columns} for sheet in (old, new))
        yield from ((new.name, "kolom erbij", "", name, "", "") for name in new_columns if name not in old_columns)
        yield from ((new.name, "kolom weg", "", name, "", "") for name in old_columns if name not in new_columns)
        old_rows, new_rows = _by_key(old, key), _by_key(new, key)
        yield from ((new.name, "rij erbij", _told(row), "", "", "") for row in new_rows if row not in old_rows)
        yield from ((new.name, "rij weg", _told(row), "", "", "") for row in old_rows if row not in new_rows)
        for row, place in new_rows.items():
            if (at := old_rows.get(row)) is None:
                continue
            for name, column in new_columns.items():
                if name in old_columns and name not in key and old_columns[name].values[at] != column.values[place]:
                    was, now = old_columns[name].values[at], column.values[place]
                    yield new.name, "andere waarde", _told(row), name, _text(was), _text(now)


def _by_key(sheet: Sheet, key: Sequence[str]) -> dict[tuple[Any, ...], int]:
    columns = [column.values for name in key for column in sheet.columns if column.key == name]
    return {row: place for place, row in enumerate(zip(*columns, strict=True))}


def _told(row: tuple[Any, ...]) -> str:
    return " | ".join(map(str, row))


def _text(value: Any) -> str:  # noqa: ANN401  what a column may hold
    if value is None:
        return ""
    return DUTCH_LIGHTS[value] if isinstance(value, Light) else str(value)
