"""Notices personal data: by the name of a column we do not know, or by what stands in it."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import duckdb

from data.personal import EMAIL_CELL, PHONE_CELL, is_citizen_number
from ingest.reading.cells import Cells, spelling

_SUSPECT_NAMES = re.compile(
    r"^(.*(bsn|burgerservice|sofinummer|email|mailadres|telefoon|telnr|mobiel|geboorte|gebdat|gebjaar|geslacht|voornaam|achternaam"
    r"|voorletters|tussenvoegsel|roepnaam|familienaam|iban|rekeningnummer|opmerking|toelichting|omschrijving|notitie"
    r"|memo|beschrijving|vrijetekst|veroorzaker|beklaagde|dader|diagnose|medisch).*"
    r"|(?!.*(straat|complex|buurt|wijk|plaats|gemeente|gebied|team|project|type|soort|eenheid|cluster|gebouw|bestand|status"
    r"|vragenlijst|afdeling|organisatie|provincie|fonds|activiteit|aspect|indicator|object|categorie)).*na(am|men).*"
    r"|huurder|bewoner|contactpersoon|tel|gsm|leeftijd|commentaar)$"
)
_HARMLESS = {"complexomschrijving", "straatomschrijving", "typeomschrijving"}
_FORMS = (
    (EMAIL_CELL, "e-mailadres"),
    (PHONE_CELL, "telefoonnummer"),
    (
        re.compile(
            r"^(([Dd]hr|[Mm]w|[Mm]evr|[Ff]am)\b|[Dd]e heer |[Mm]evrouw |[Ff]amilie "
            r"|([A-Z][.] ?)+((van|de|der|den|ter|ten|el) )*[A-Z][a-z])"
        ),
        "naam van een persoon",
    ),
)
_DAY = re.compile(
    r"^((?P<day>[0-9]{1,2})[-/.][0-9]{1,2}[-/.](?P<year>[0-9]{4})|(?P<iso_year>[0-9]{4})-[0-9]{2}-(?P<iso_day>[0-9]{2}))\b"
)
_YEARS_APART = 8
_OLDEST = 1900
_YOUNGEST = 12
_LONG = 60
_WORDS = 4
_SAMPLE = 500
_FIRST = 2 * _SAMPLE
"""In so many rows nearly every column has a sample."""
_BLANKS = " \t\n\r\xa0\u200b\ufeff"
_MANY = 0.6


def suspect_columns(
    con: duckdb.DuckDBPyConnection, cells: Cells, unknown: set[int], allowed: set[str]
) -> list[tuple[str, str]]:
    """Headers that look personal with the Dutch reason; `unknown` are positions without a column in the contract.

    Headers in `allowed` (the key `drop` of monitor.toml) are passed over: they are thrown away anyway.
    """
    free = {spelling(name) for name in allowed}
    first = con.execute(f"select * from {cells.relation} limit {_FIRST}")
    names = [str(column[0]) for column in first.description]
    columns = dict(zip(names, zip(*first.fetchall(), strict=True), strict=False))
    found = []
    for position, header in enumerate(cells.headers):
        plain = spelling(header)
        if plain in free or (position not in unknown and not header):
            continue
        if position in unknown and plain not in _HARMLESS and _SUSPECT_NAMES.match(plain):
            found.append((header, "naam of persoonsgegeven"))
        elif reason := _looks_personal(_sample(con, cells, position, columns), is_unknown=position in unknown):
            found.append((header or f"kolom {position + 1}", reason))
    return found


def _sample(
    con: duckdb.DuckDBPyConnection, cells: Cells, position: int, first: Mapping[str, Sequence[str | None]]
) -> list[str]:
    """The first filled cells of a column; `first` are columns of the first rows."""
    seen = first.get(f"c{position}", ())
    sample = [text for cell in seen if cell and (text := cell.strip(_BLANKS))]
    if len(sample) >= _SAMPLE or len(seen) < _FIRST:
        return sample[:_SAMPLE]
    more = f"select clean(c{position}) as t from {cells.relation} where clean(c{position}) is not null limit {_SAMPLE}"
    return [str(row[0]) for row in con.execute(more).fetchall()]


def _looks_personal(cells: Sequence[str], *, is_unknown: bool) -> str | None:
    """What most of a sample of cells looks like, in Dutch; None where it looks like nothing personal."""
    most = _MANY * len(cells)
    times = Counter(cells).most_common()
    for pattern, what in _FORMS:
        if _share_of(times, pattern.search) > most:
            return what
    if len(cells) > 1 and _share_of(times, is_citizen_number) > most:
        return "burgerservicenummer"
    if is_unknown and _are_births(cells):
        return "geboortedatum"
    if is_unknown and sum(len(cell) > _LONG and cell.count(" ") >= _WORDS for cell in cells) > most / 2:
        return "vrije tekst"
    return None


def _share_of(times: Sequence[tuple[str, int]], looks: Callable[[str], object]) -> int:
    """How many cells look like it; each text is looked at once, and not after too many do not."""
    found, left = 0, sum(count for _, count in times)
    most = _MANY * left
    for text, count in times:
        if looks(text):
            found += count
        left -= count
        if found + left <= most:
            return 0
    return found


def _are_births(cells: Sequence[str]) -> bool:
    """Days on which people were born lie far apart and are seldom the first of a month; those of homes are."""
    found = [match for cell in cells if (match := _DAY.search(cell))]
    years = [int(match["year"] or match["iso_year"]) for match in found]
    odd = sum(int(match["day"] or match["iso_day"]) > 1 for match in found)
    adult = sum(_OLDEST <= year <= dt.datetime.now(dt.UTC).year - _YOUNGEST for year in years)
    return min(adult, odd) > _MANY * len(cells) and max(years) - min(years) >= _YEARS_APART
