"""Says of a refused VERA code whether it is retired, unknown in the standard, or only unknown here.

The reference data of the standard is optional; without it the lists in the sources hold.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import duckdb

from data.errors import CallerMistakeError
from ingest.reading.cells import Cells
from ingest.reading.encoding import decode
from ingest.vera import Vera

_CODE = re.compile(r"[A-Z0-9+]{1,8}")


def load_reference(con: duckdb.DuckDBPyConnection, paths: Iterable[Path]) -> None:
    """Make `vera_reference (list_name, code, name, ends)`; `ends` is NULL for a code in use, else a text.

    Of a pair that stands there more than once, one row in use is enough to be in use.
    """
    con.execute(
        "create or replace temp table vera_reference (list_name varchar, code varchar, name varchar, ends varchar)"
    )
    for path in paths:
        text = decode(path.read_bytes(), None).content.removeprefix("\ufeff")
        reader = csv.DictReader(io.StringIO(text), delimiter=";")
        if not {"Soort", "Code", "Naam", "Einddatum", "Omschrijving"} <= set(reader.fieldnames or ()):
            message = (
                f"{path.name} is geen referentiedata van VERA: Soort, Code, Naam, Omschrijving of Einddatum ontbreekt. "
                "Gebruik Referentiedata.csv zoals Aedes die uitgeeft."
            )
            raise CallerMistakeError(message)
        found = [
            (row["Soort"], row["Code"], row["Naam"], _ends(row["Einddatum"] or "", row["Omschrijving"] or ""))
            for row in reader
        ]
        con.executemany("insert into vera_reference values (?, ?, ?, ?)", found)


def explain_codes(con: duckdb.DuckDBPyConnection, cells: Cells, vera: Vera) -> None:
    """Give the rejects of unknown codes a reason that names the code and what the standard says of it."""
    positions = cells.positions or {}
    for column, list_name in vera.lists.items():
        if column not in positions:
            continue
        header, cell = cells.headers[positions[column]], f"clean(cells.c{positions[column]})"
        refused = con.execute(
            f"""select distinct {cell} from reject_parts join {cells.relation} as cells using (row)
            where column_name = ? and {cell} is not null and reason like 'Dit is niet %'""",
            [header],
        ).fetchall()
        for (code,) in refused:
            if _CODE.fullmatch(code):
                con.execute(
                    f"""update reject_parts set reason = ? from {cells.relation} as cells
                    where cells.row = reject_parts.row and column_name = ? and {cell} = ?""",
                    [_reason(con, list_name, column, code), header, code],
                )


def _ends(date: str, description: str) -> str | None:
    return date.strip(" .") or ("onbekende datum" if description.startswith("VERVALLEN") else None)


def _reason(con: duckdb.DuckDBPyConnection, list_name: str, column: str, code: str) -> str:
    remedy = f'Kies een andere code, of zeg in monitor.toml wat hij betekent: values.{column} = {{ {code} = "…" }}.'
    if con.execute("select 1 from vera_reference limit 1").fetchall():
        rows = con.execute(
            "select any_value(name), bool_and(ends is not null), max(ends) from vera_reference"
            " where list_name = ? and code = ? having count(*) > 0",
            [list_name, code],
        ).fetchall()
        if not rows:
            return f"De code {code} staat niet in de VERA-lijst {list_name}. {remedy}"
        name, is_retired, ends = rows[0]
        if is_retired:
            return f"De code {code} ({name}) van de VERA-lijst {list_name} is vervallen ({ends}). {remedy}"
        return f"De code {code} ({name}) van de VERA-lijst {list_name} gebruikt Buurtlicht hier niet. {remedy}"
    return f"Buurtlicht kent de code {code} van de VERA-lijst {list_name} niet. {remedy}"
