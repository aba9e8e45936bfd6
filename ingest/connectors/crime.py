"""Registered crime per year, for the municipality, its districts and its neighbourhoods: OData v3 of CBS.

The codes in this table are padded with spaces, the kind to 6 characters and the area to 10; a
question without the padding gets "200" and nothing.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.connector import Connector
from ingest.fetching import Fetching
from ingest.paging import odata_rows

_KIND_WIDTH = 6
_AREA_WIDTH = 10
_KINDS = {
    "0.0.0": "alle misdrijven",
    "1.1.1": "woninginbraak",
    "1.2.3": "fietsdiefstal",
    "1.4.3": "openlijk geweld",
    "1.4.4": "bedreiging",
    "1.4.5": "mishandeling",
    "1.4.6": "straatroof",
    "2.2.1": "vernieling",
}
_HEADER = ("WijkenEnBuurten", "Perioden", "SoortMisdrijf", "GeregistreerdeMisdrijven_1")


def _fetch(fetching: Fetching) -> None:
    table = f"{fetching.services['crime']}/TypedDataSet"
    rows = [
        row
        for code, name in _KINDS.items()
        for row in fetching.gather(f"Misdrijven ({name})", odata_rows(fetching.json, table, _condition(fetching, code)))
    ]
    fetching.write("misdrijven.csv", "crime", len(rows), lambda path: _save(path, rows))


def _condition(fetching: Fetching, kind: str) -> str:
    areas = (
        f"WijkenEnBuurten eq '{fetching.municipality:<{_AREA_WIDTH}}'",
        f"substringof('WK{fetching.digits}',WijkenEnBuurten)",
        f"substringof('BU{fetching.digits}',WijkenEnBuurten)",
    )
    return f"SoortMisdrijf eq '{kind:<{_KIND_WIDTH}}' and ({' or '.join(areas)})"


def _save(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADER)
        writer.writerows([_text(row[name]) for name in _HEADER] for row in rows)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


CONNECTOR = Connector(
    name="crime",
    title="Geregistreerde misdrijven (politie, tabel 47018NED)",
    licence="CC BY 4.0",
    homepage="https://data.politie.nl",
    services={"crime": "https://dataderden.cbs.nl/ODataApi/OData/47018NED"},
    default_year=0,
    fetch=_fetch,
)
