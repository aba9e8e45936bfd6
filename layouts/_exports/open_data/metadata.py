"""What tells a machine what the open data is: a Table Schema per CSV (Data Package) and a DCAT-AP-NL 3.0 record.

Required by DCAT-AP-NL 3.0 (Geonovum, shapes 300): of a dataset title, description, identifier, publisher,
creator, contact point, theme and access rights; of a distribution its access URL and licence; of a catalogue
title, description, publisher, contact point and its datasets. Addresses of files are relative, so the record
is right wherever the folder is put.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.configuration import OpenDataRules
from indicators.read_model import Build, Method, Quarter
from layouts._exports.slug import slug
from layouts._exports.tables.sheet import Column, Kind, Sheet

LICENCES = {
    "CC-BY-4.0": ("Creative Commons Naamsvermelding 4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl", "CC_BY_4_0"),
    "CC0-1.0": ("Creative Commons CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.nl", "CC0"),
}  # fmt: skip
"""SPDX name → title, address of the text, code in the list of the EU."""
_EU = "http://publications.europa.eu/resource/authority"
_TYPES = {Kind.NUMBER: "number", Kind.SHARE: "number", Kind.CHANCE: "number", Kind.DATE: "date"}
_MEDIA = {
    ".csv": ("text/csv", "CSV"),
    ".json": ("application/json", "JSON"),
    ".gpkg": ("application/geopackage+sqlite3", "GPKG"),
}


def data_package(sheets: Sequence[Sheet], keys: Mapping[str, Sequence[str]], build: Build, method: Method, terms: OpenDataRules) -> dict[str, Any]:  # fmt: skip
    """`datapackage.json` (Frictionless Data Package 1): every CSV with its columns, types, keys and meaning."""
    title, address, _ = LICENCES[terms.licence]
    return {
        "profile": "tabular-data-package",
        "name": "buurtlicht",
        "title": _title(build),
        "description": _description(build, method),
        "version": build.build_id,
        "created": build.built_at.isoformat(timespec="seconds") + "Z",
        "licenses": [{"name": terms.licence, "title": title, "path": address}],
        "contributors": [{"title": build.corporation, "role": "publisher"}],
        "resources": [_resource(sheet, keys[sheet.name]) for sheet in sheets],
    }


def _resource(sheet: Sheet, key: Sequence[str]) -> dict[str, Any]:
    foreign = [] if key == ("gebied_id",) or "gebied_id" not in key else [_reference("gebied_id", "gebieden")]
    if "indicator" in key and sheet.name != "indicatoren":
        foreign.append(_reference("indicator", "indicatoren"))
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": f"{sheet.name}.csv",
        "title": sheet.title,
        "description": sheet.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [field(column, required=column.key in key) for column in sheet.columns],
            "primaryKey": list(key),
            **({"foreignKeys": foreign} if foreign else {}),
            "missingValues": [""],
        },
    }


def field(column: Column, *, required: bool = False) -> dict[str, Any]:
    """A column in Table Schema."""
    allowed: dict[str, Any] = {"required": True} if required else {}
    return {
        "name": column.key,
        "title": column.title,
        "type": _TYPES.get(column.kind, "string"),
        "description": column.about,
        **({"constraints": allowed} if allowed else {}),
    }


def _reference(column: str, table: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}


def dcat_record(
    build: Build,
    method: Method,
    quarters: Sequence[Quarter],
    files: Sequence[Path],
    bounds: tuple[float, float, float, float] | None,
    changes: str,
    terms: OpenDataRules,
) -> dict[str, Any]:
    """`dcat.jsonld`: a catalogue with one dataset and a distribution per file."""
    agent = {"@type": "foaf:Agent", "foaf:name": _nl(build.corporation)} | ({"@id": terms.publisher} if terms.publisher else {})  # fmt: skip
    contact = _contact(build, terms)
    licence = {"@id": f"{_EU}/licence/{LICENCES[terms.licence][2]}"}
    # The same for every build, so that a catalogue sees a new version and not a new dataset.
    identifier = (
        f"{build.base_url.rstrip('/')}/open-data" if build.base_url else f"buurtlicht-{slug(build.corporation)}"
    )
    dataset: dict[str, Any] = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _nl(_title(build)),
        "dct:description": _nl(_description(build, method)),
        "dct:identifier": identifier,
        "dct:publisher": agent,
        "dct:creator": agent,
        "dcat:contactPoint": contact,
        "dcat:theme": [{"@id": f"{_EU}/data-theme/SOCI"}, {"@id": f"{_EU}/data-theme/REGI"}],
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dct:language": {"@id": f"{_EU}/language/NLD"},
        "dcat:keyword": [_nl(word) for word in ("leefbaarheid", "buurten", "sociale huur", "woningcorporatie")],
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/QUARTERLY"},
        "dct:issued": _typed(build.built_at.date().isoformat(), "date"),
        "dct:modified": _typed(build.built_at.date().isoformat(), "date"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(quarters[0].starts_on.isoformat(), "date"),
            "dcat:endDate": _typed(quarters[-1].ends_on.isoformat(), "date"),
        },
        "dcat:version": build.build_id,
        "adms:versionNotes": _nl(changes),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": _nl(f"Berekend met de methode {method.title}, versie {method.version}."),
        },
        "foaf:page": {"@id": "LEESMIJ.md", "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(path, licence, build) for path in files if path.suffix in _MEDIA],
    }
    if bounds is not None:
        dataset["dct:spatial"] = {"@type": "dct:Location", "dcat:bbox": {"@type": "geo:wktLiteral", "@value": _box(*bounds)}}  # fmt: skip
    return {
        "@context": _CONTEXT,
        "@id": "#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _nl(f"Open gegevens van {build.corporation}"),
        "dct:description": _nl("Open gegevens over de leefbaarheid van buurten met sociale huurwoningen."),
        "dct:publisher": agent,
        "dcat:contactPoint": contact,
        "dcat:dataset": [dataset],
    }


_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _distribution(path: Path, licence: dict[str, str], build: Build) -> dict[str, Any]:
    media, kind = _MEDIA[path.suffix]
    content = path.read_bytes()
    return {
        "@id": f"#{path.name}",
        "@type": "dcat:Distribution",
        "dct:title": _nl(path.name),
        "dcat:accessURL": {"@id": path.name},
        "dcat:downloadURL": {"@id": path.name},
        "dct:license": licence,
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:format": {"@id": f"{_EU}/file-type/{kind}"},
        "dcat:byteSize": _typed(str(len(content)), "nonNegativeInteger"),
        "dct:modified": _typed(build.built_at.date().isoformat(), "date"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(hashlib.sha256(content).hexdigest(), "hexBinary"),
        },
    }


def _contact(build: Build, terms: OpenDataRules) -> dict[str, Any]:
    where = terms.contact or build.privacy_contact or build.base_url
    card: dict[str, Any] = {"@type": "vcard:Kind", "vcard:fn": _nl(build.corporation)}
    if "@" in where:
        return card | {"vcard:hasEmail": {"@id": f"mailto:{where}"}}
    return card | ({"vcard:hasURL": {"@id": where}} if where.startswith("http") else {"vcard:note": where} if where else {})  # fmt: skip


def _box(west: float, south: float, east: float, north: float) -> str:
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{x:.5f} {y:.5f}' for x, y in ring)}))"


def _title(build: Build) -> str:
    return f"Leefbaarheid per buurt, {build.corporation}"


def _description(build: Build, method: Method) -> str:
    synthetic = " Dit zijn voorbeeldgegevens, geen cijfers van echte woningen of bewoners." if build.synthetic else ""
    return (
        f"Stoplichten, scores en indicatoren van de leefbaarheid per buurt, wijk en gemeente, voor de sociale huurwoningen van {build.corporation}. "
        f"Peildatum {build.reference_date.strftime('%d-%m-%Y')}, methode {method.title} {method.version}. Kleine aantallen zijn afgeschermd. "
        f"Een stoplicht gaat over een plek, niet over bewoners.{synthetic}"
    )


def _nl(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}
