"""The open data as a folder: CSV, JSON and GeoPackage of the open tier, what they mean, their licence, what changed.

Caveat of the model: shapes are given for neighbourhoods, districts and municipalities, which are public.
The footprint of a building, complex or street is not: it would say which homes the corporation lets.
"""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from data.configuration import OpenDataRules
from data.errors import CallerMistakeError
from data.shape_store import read_shapes
from data.vocabulary import DUTCH_TIERS, Level, Tier
from indicators.read_model import Method, Serving
from layouts._exports.open_data.changes import changes_sheet, changes_summary
from layouts._exports.open_data.metadata import LICENCES, data_package, dcat_record, field
from layouts._exports.open_data.tables import KEYS, OpenTables, open_tables
from layouts._exports.tables.csv_file import MACHINES, csv_text, records
from layouts._exports.tables.sheet import Column, Kind, Sheet
from layouts._notes import ABOUT_PLACES
from layouts._text import date, long_date

SHAPED = (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY)
_LAYERS = {Level.NEIGHBOURHOOD: "buurten", Level.DISTRICT: "wijken", Level.MUNICIPALITY: "gemeenten"}


def write_open_data(folder: Path, found: Serving, method: Method, geometry: Path, before: Serving | None, terms: OpenDataRules) -> None:  # fmt: skip
    """Write the files into an empty folder. `before` is the open tier of the build before, None where there is none.

    Raises CallerMistakeError for another tier than the open one.
    """
    build = found.build
    if build.tier is not Tier.OPEN:
        raise CallerMistakeError(
            f"Open data kan alleen uit de openbare laag komen, en dit is de laag '{DUTCH_TIERS[build.tier]}': kies --tier open."
        )
    tables = open_tables(found, method.method)
    known = before if before is not None and method.method in before.methods else None
    since = known.build.build_id if known else ""
    changes = changes_sheet(open_tables(known, method.method) if known else None, tables, since)
    summary = changes_summary(changes, since)
    for sheet in (*tables.all, dictionary(tables), changes):
        (folder / f"{sheet.name}.csv").write_text(csv_text(sheet, MACHINES), encoding="utf-8", newline="")
    _write_json(folder / "buurtlicht.json", _everything(found, method, tables, terms))
    _write_layers(folder / "buurtlicht.gpkg", found, tables, geometry)
    _write_json(folder / "datapackage.json", data_package(tables.all, KEYS, build, method, terms))
    (folder / "methode.toml").write_text(found.method_details(method.method).file.document, encoding="utf-8")
    title, address, _ = LICENCES[terms.licence]
    licence = f"{title} ({terms.licence})\n{address}\n\nNoem als bron: {build.corporation}, Buurtlicht, peildatum {date(build.reference_date)}.\n"
    (folder / "LICENTIE.txt").write_text(licence, encoding="utf-8")
    (folder / "LEESMIJ.md").write_text(_readme(found, method, tables, summary, terms), encoding="utf-8")
    data = sorted(folder.iterdir())
    record = dcat_record(build, method, found.quarters, data, found.bounds, summary, terms)
    _write_json(folder / "dcat.jsonld", record)


def dictionary(tables: OpenTables) -> Sheet:
    """The data dictionary: a row per column of every table."""
    rows = [(sheet.name, field(column)) for sheet in tables.all for column in sheet.columns]
    return Sheet(
        name="woordenboek",
        title="Woordenboek",
        about="Een rij per kolom van elke tabel.",
        columns=[
            Column("tabel", "Tabel", Kind.TEXT, [name for name, _ in rows], about="Naam van de tabel."),
            Column("kolom", "Kolom", Kind.TEXT, [each["name"] for _, each in rows], about="Vaste naam van de kolom."),
            Column("soort", "Soort", Kind.TEXT, [each["type"] for _, each in rows], about="string, number of date."),
            Column("betekenis", "Betekenis", Kind.TEXT, [each["description"] for _, each in rows], about="Wat erin staat."),
        ],
    )  # fmt: skip


def _everything(found: Serving, method: Method, tables: OpenTables, terms: OpenDataRules) -> dict[str, Any]:
    build = found.build
    return {
        "over": {
            "corporatie": build.corporation,
            "peildatum": build.reference_date.isoformat(),
            "meting": build.build_id,
            "methode": method.method,
            "methodeversie": method.version,
            "laag": DUTCH_TIERS[build.tier],
            "voorbeeldgegevens": build.synthetic,
            "licentie": terms.licence,
        },
        **{sheet.name: records(sheet) for sheet in tables.all},
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _write_layers(path: Path, found: Serving, tables: OpenTables, geometry: Path) -> None:
    """A layer per level with the light and the score of the latest quarter, in metres (EPSG:28992)."""
    areas = pd.DataFrame(records(tables.areas)).set_index("gebied_id")
    scores = pd.DataFrame(records(tables.scores))
    latest = scores[scores["kwartaal"] == found.build.latest_quarter].set_index("gebied_id")
    for level in SHAPED:
        shapes = read_shapes(geometry, found.build.geometry_hash, level)
        if shapes is None:
            continue
        shown = shapes[shapes["area_id"].isin(areas.index)].rename(columns={"area_id": "gebied_id"})
        joined = shown[["gebied_id", "geometry"]].join(areas, on="gebied_id").join(latest, on="gebied_id")
        layer = gpd.GeoDataFrame(joined, geometry="geometry", crs=shapes.crs)
        if len(layer):
            pyogrio.write_dataframe(layer, path, layer=_LAYERS[level], driver="GPKG", append=path.exists())


def _readme(found: Serving, method: Method, tables: OpenTables, summary: str, terms: OpenDataRules) -> str:
    build = found.build
    marks = ["", "**Dit zijn voorbeeldgegevens, geen cijfers van echte woningen of bewoners.**"] if build.synthetic else []  # fmt: skip
    lines = [
        f"# Leefbaarheid per buurt, {build.corporation}",
        *marks,
        "",
        ABOUT_PLACES,
        "",
        f"- Peildatum: {long_date(build.reference_date)}",
        f"- Meting: {build.build_id}, gemaakt op {long_date(build.built_at.date())}",
        f"- Methode: {method.title}, versie {method.version} (`methode.toml`)",
        f"- Licentie: {LICENCES[terms.licence][0]} (`LICENTIE.txt`)",
        "",
        "## Bestanden",
        "",
        "| bestand | inhoud |",
        "|---|---|",
        *[f"| {sheet.name}.csv | {sheet.about} |" for sheet in tables.all],
        "| buurtlicht.gpkg | Buurten, wijken en gemeenten met hun vorm en het laatste stoplicht (EPSG:28992). |",
        "| buurtlicht.json | Dezelfde tabellen in één JSON-bestand. |",
        "| woordenboek.csv | Wat elke kolom betekent. |",
        "| datapackage.json | Hetzelfde voor machines (Table Schema). |",
        "| dcat.jsonld | Beschrijving voor een datacatalogus (DCAT-AP-NL 3.0). |",
        "| wijzigingen.csv | Wat anders is dan in de vorige meting. |",
        "",
        "CSV: UTF-8, komma, decimale punt, datum als 2026-09-30. Een tekst die met = + - of @ begint, heeft er een apostrof voor.",
        "",
        "## Afscherming",
        "",
        "Kleine aantallen staan er niet in, ook niet als rest van een som. Zulke rijen hebben de toestand ‘afgeschermd’ en geen waarde.",
        "",
        "## Wijzigingen",
        "",
        summary,
    ]
    return "\n".join(lines) + "\n"
