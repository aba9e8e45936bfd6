"""A drawn corporation: a test draws the files that are delivered."""

import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from data.configuration import read_configuration
from ingest.report import IngestReport
from ingest.warehouse import ingest

STOCK = """
    Eenheidnummer | Complexnummer | Straat      | Huisnummer | Postcode | Plaats | Woningtype        | BAG pand
    1             | A             | Dorpsstraat | 1          | 1234AB   | Dorp   | eengezinswoning   | 9901100000000001
    2             | A             | Dorpsstraat | 3          | 1234AB   | Dorp   | eengezinswoning   | 9901100000000002
    3             | B             | Dorpsstraat | 5          | 1234AB   | Dorp   | portiekwoning     | 9901100000000003
    4             | B             | Kerkpad     | 2          | 1234AC   | Dorp   | portiekwoning     | 9901100000000004
"""
"""Complex A lies in the western neighbourhood, complex B in both."""

_PANDEN = {"9901100000000001": 10, "9901100000000002": 15.3, "9901100000000003": 80, "9901100000000004": 160}
_AREAS = {"BU99010101": ("West", 0), "BU99010102": ("Oost", 100)}


def csv(drawing: str) -> str:
    """A semicolon-separated file from a drawing."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    return "".join(";".join(cell.strip() for cell in line.split("|")) + "\n" for line in lines)


def deliver(folder: Path, **files: str | bytes) -> Path:
    """Write drawn files and a `monitor.toml` that lists them, in the order given.

    The name of a file is its kind, perhaps with `__` and something that tells two files apart. Stock, areas
    and buildings are added where they are not given.
    """
    contents: dict[str, str | bytes] = {"stock": STOCK, **files}
    sources = [("areas", "areas.geojson"), ("buildings", "buildings.geojson")]
    shapes = {
        code: ({"buurtcode": code, "buurtnaam": name}, (west, 0, 100, 100)) for code, (name, west) in _AREAS.items()
    }
    panden = {
        code: ({"identificatie": code, "bouwjaar": 1960, "status": "Pand in gebruik"}, (west, 40, 5, 8))
        for code, west in _PANDEN.items()
    }
    (folder / "areas.geojson").write_text(_geojson(shapes), encoding="utf-8")
    (folder / "buildings.geojson").write_text(_geojson(panden), encoding="utf-8")
    for name, content in contents.items():
        path = folder / f"{name}.{_form(content)}"
        path.write_bytes(content if isinstance(content, bytes) else csv(content).encode())
        sources.append((name.split("__")[0], path.name))
    entries = "".join(f'[[source]]\nkind = "{kind}"\npath = "{path}"\n' for kind, path in sources)
    monitor = folder / "monitor.toml"
    monitor.write_text(
        f'name = "Test"\nreference_date = 2026-09-30\n[ingest]\nmax_reject_share = 0.9\n{entries}', encoding="utf-8"
    )
    return monitor


def _form(content: str | bytes) -> str:
    if isinstance(content, str):
        return "csv"
    return {b"PK": "xlsx", b"[{": "json", b"{": "json"}.get(content[:2].rstrip(b'"\n '), "csv")


def run(monitor: Path, said: list[str] | None = None) -> IngestReport:
    """Ingest a delivered folder; what is told on the way goes to `said`."""
    return ingest(read_configuration(monitor), progress=(said if said is not None else []).append)


def rows(monitor: Path, sql: str) -> list[tuple[object, ...]]:
    """The answer of the warehouse to a query."""
    with duckdb.connect(str(monitor.parent / "var" / "warehouse.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def _geojson(shapes: Mapping[str, tuple[Mapping[str, object], tuple[float, float, float, float]]]) -> str:
    def feature(properties: Mapping[str, object], box: tuple[float, float, float, float]) -> dict[str, object]:
        west, south, width, height = box[0] + 200_000, box[1] + 450_000, box[2], box[3]
        east, north = west + width, south + height
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    return json.dumps({"type": "FeatureCollection", "features": [feature(*shape) for shape in shapes.values()]})
