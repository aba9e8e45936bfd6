"""Notices personal data: by the name of a column we do not know, or by what stands in it."""

import re

import duckdb

from ingest.reading.cells import Cells, spelling

_SUSPECT_NAMES = re.compile(
    r"^(.*(bsn|burgerservice|sofinummer|email|mailadres|telefoon|telnr|mobiel|geboorte|geslacht|voornaam|achternaam"
    r"|voorletters|tussenvoegsel|roepnaam|familienaam|iban|rekeningnummer|opmerking|toelichting|omschrijving|notitie"
    r"|memo|beschrijving|vrijetekst|veroorzaker|beklaagde|dader|diagnose|medisch).*"
    r"|naam|namen|huurder|huurdernaam|naamhuurder|bewoner|naambewoner|contactpersoon|tel|gsm|leeftijd|commentaar)$"
)
_HARMLESS = {"complexomschrijving", "straatomschrijving", "typeomschrijving"}
_SAMPLE = 500
_MANY = 0.6


def suspect_columns(
    con: duckdb.DuckDBPyConnection, cells: Cells, unknown: set[int], allowed: set[str]
) -> list[tuple[str, str]]:
    """Headers that look personal with the Dutch reason; `unknown` are positions without a column in the contract.

    Headers in `allowed` (the key `drop` of monitor.toml) are passed over: they are thrown away anyway.
    """
    free = {spelling(name) for name in allowed}
    found = []
    for position, header in enumerate(cells.headers):
        plain = spelling(header)
        if plain in free or (position not in unknown and not header):
            continue
        if position in unknown and plain not in _HARMLESS and _SUSPECT_NAMES.match(plain):
            found.append((header, "naam of persoonsgegeven"))
        elif reason := _looks_personal(con, cells, position, is_unknown=position in unknown):
            found.append((header or f"kolom {position + 1}", reason))
    return found


def _looks_personal(con: duckdb.DuckDBPyConnection, cells: Cells, position: int, *, is_unknown: bool) -> str | None:
    rows = con.execute(
        f"""with sample as (select clean(c{position}) as t from {cells.relation}
                where clean(c{position}) is not null limit {_SAMPLE}),
            digits as (select t, [(ascii(d) - 48) for d in string_split(t, '')] as d from sample
                where regexp_full_match(t, '[0-9]{{9}}'))
            select count(*), count(*) filter (regexp_full_match(t, '[^@ ]+@[^@ ]+[.][a-zA-Z]+')),
                count(*) filter (regexp_full_match(t, '([+]31|0031|0)[ -]?[1-9]([ -]?[0-9]){{8}}')),
                count(*) filter (length(t) > 60 and t like '% % % % %'),
                (select count(*) from digits where d[9] >= 0 and (9*d[1]+8*d[2]+7*d[3]+6*d[4]+5*d[5]+4*d[6]+3*d[7]+2*d[8]-d[9]) % 11 = 0)
            from sample"""
    ).fetchall()
    total, mails, phones, texts, citizens = rows[0]
    if total == 0:
        return None
    if mails > _MANY * total:
        return "e-mailadres"
    if phones > _MANY * total:
        return "telefoonnummer"
    if citizens > _MANY * total and total > 1:
        return "burgerservicenummer"
    if is_unknown and texts > _MANY / 2 * total:
        return "vrije tekst"
    return None
