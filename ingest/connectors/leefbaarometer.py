"""Leefbaarometer 3.0: exact scores of all years from the open-data zip, and classes from the WFS.

The zip holds the country; the rows of the municipality are copied as they are, in the official
dialect. The WFS has rounded figures and the classes, and only the year of the edition.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from data.errors import InputRefusedError
from ingest.connector import Connector
from ingest.fetching import Fetching
from ingest.paging import wfs_features

_LEVELS = {
    "buurten": ("bu_code", "BU", "buurt"),
    "wijken": ("wk_code", "WK", "wijk"),
    "gemeenten": ("gm_code", "GM", "gemeente"),
}
_MEMBER = re.compile(r"Leefbaarometer-scores[ _](buurten|wijken|gemeenten)\b[^/]*\.csv$", re.IGNORECASE)
_MAX_UNPACKED_BYTES = 1_000_000_000


def _fetch(fetching: Fetching) -> None:
    fetching.progress("Open data van de Leefbaarometer ophalen")
    url = f"{fetching.services['opendata']}/open-data-leefbaarometer-meting-{fetching.year}.zip"
    for level, national in fetching.content(url, partial(_score_files, url)).items():
        lines = _own_lines(url, level, national, fetching.digits)
        text = "".join(lines)
        fetching.write(
            f"leefbaarometer_{level}.csv",
            "leefbaarometer",
            len(lines) - 1,
            partial(_save, text),
        )
    for level, (_, prefix, layer) in _LEVELS.items():
        features = _classes(fetching, f"lbm3:{layer}score{fetching.year % 100:02}", f"{prefix}{fetching.digits}")
        collection = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        fetching.write(
            f"leefbaarometer_{level}_klassen.geojson",
            "leefbaarometer",
            len(features),
            partial(_save, collection),
        )


def _score_files(url: str, content: bytes) -> dict[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {
                found[1].lower(): info for info in archive.infolist() if (found := _MEMBER.search(info.filename))
            }
            if sum(info.file_size for info in members.values()) > _MAX_UNPACKED_BYTES:
                raise InputRefusedError(f"{url} is uitgepakt groter dan 1 GB en is niet gelezen. Controleer het adres.")
            texts = {level: archive.read(info).decode("utf-8-sig") for level, info in members.items()}
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise InputRefusedError(f"{url} is geen goed zipbestand ({error}). Probeer het later opnieuw.") from error
    if missing := _LEVELS.keys() - texts.keys():
        raise InputRefusedError(
            f"{url} heeft geen scores van {', '.join(sorted(missing))}. Controleer het jaar (--year)."
        )
    return texts


def _own_lines(url: str, level: str, text: str, digits: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    code, prefix, _ = _LEVELS[level]
    rows = csv.reader(lines)
    header = next(rows, [])
    if code not in header:
        raise InputRefusedError(f"{url} heeft bij {level} geen kolom {code}, maar: {', '.join(header)}.")
    place = header.index(code)
    own = [line for line, row in zip(lines[1:], rows, strict=True) if row[place].startswith(f"{prefix}{digits}")]
    return [lines[0], *own]


def _classes(fetching: Fetching, layer: str, prefix: str) -> list[Mapping[str, Any]]:
    question = {"srsName": "EPSG:4326", "sortBy": "id", "CQL_FILTER": f"id LIKE '{prefix}%'"}
    pages = wfs_features(fetching.json, f"{fetching.services['wfs']}/ows", layer, question)
    return [
        feature
        for feature in fetching.gather(f"Leefbaarometer, {layer}", pages)
        if str(feature["properties"].get("id", "")).startswith(prefix)
    ]


def _save(text: str, path: Path) -> None:
    path.write_text(text, "utf-8", newline="")


CONNECTOR = Connector(
    name="leefbaarometer",
    title="Leefbaarometer 3.0",
    licence="CC0 1.0",
    homepage="https://www.leefbaarometer.nl/page/Opendata",
    services={
        "opendata": "https://www.leefbaarometer.nl/resources",
        "wfs": "https://geo.leefbaarometer.nl/lbm3",
    },
    default_year=2024,
    fetch=_fetch,
)
