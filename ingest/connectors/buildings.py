"""Panden and their addresses: BAG over PDOK's OGC API, inside the boundary of the municipality.

The BAG service has no filter by municipality: it is asked for the box around the boundary, which
comes from the CBS service, and what lies outside the boundary is left out. An address names its
panden by number, or by links to features of this same service; both are understood.
"""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from data.errors import InputRefusedError
from ingest.connector import Connector
from ingest.features import RD, frame
from ingest.fetching import Fetching
from ingest.paging import ogc_features

_COLUMNS = {
    "identificatie": "identificatie",
    "pandidentificatie": "pandidentificatie",
    "openbare_ruimte_naam": "openbare_ruimte",
    "huisnummer": "huisnummer",
    "huisletter": "huisletter",
    "toevoeging": "toevoeging",
    "postcode": "postcode",
    "woonplaats_naam": "woonplaats",
    "status": "status",
    "gebruiksdoel": "gebruiksdoel",
    "oppervlakte": "oppervlakte",
    "x_m": "x_m",
    "y_m": "y_m",
}
"""What the service calls it → the header in the file."""


def _fetch(fetching: Fetching) -> None:
    ground = _municipality(fetching)
    box = ",".join(f"{degrees:.6f}" for degrees in ground.to_crs(4326).total_bounds)
    every_pand, every_address = (_objects(fetching, name, box) for name in ("pand", "verblijfsobject"))
    numbers = dict(zip(every_pand["feature_id"], every_pand["identificatie"], strict=True))
    panden, addresses = _inside(every_pand, ground), _inside(every_address, ground)
    fetching.write(
        "panden.gpkg",
        "buildings",
        len(panden),
        lambda path: panden.drop(columns="feature_id").to_file(path, layer="pand", driver="GPKG"),
    )
    table = _addresses(addresses, numbers)
    fetching.write("adressen.csv", "addresses", len(table), lambda path: table.to_csv(path, index=False))


def _municipality(fetching: Fetching) -> gpd.GeoSeries:
    url = f"{fetching.services['areas']}/collections/gemeenten"
    pages = ogc_features(fetching.json, url, {"gemeentecode": fetching.municipality, "crs": RD})
    own = [
        feature
        for feature in fetching.gather("Gemeentegrens", pages)
        if feature["properties"].get("gemeentecode") == fetching.municipality
    ]
    if not own:
        raise InputRefusedError(
            f"De gemeente {fetching.municipality} bestaat niet in {fetching.year}. Controleer de code, of kies een "
            "ander jaar met --year."
        )
    return frame(own).geometry


def _objects(fetching: Fetching, name: str, box: str) -> gpd.GeoDataFrame:
    url = f"{fetching.services['bag']}/collections/{name}"
    found = fetching.gather(name.capitalize(), ogc_features(fetching.json, url, {"bbox": box, "crs": RD}))
    rows = frame(found).assign(feature_id=[str(feature.get("id", "")) for feature in found])
    # An object on the edge of two pages or tiles may come twice.
    return rows.drop_duplicates("identificatie")


def _inside(rows: gpd.GeoDataFrame, ground: gpd.GeoSeries) -> gpd.GeoDataFrame:
    return rows[rows.geometry.representative_point().within(ground.union_all())].reset_index(drop=True)


def _addresses(rows: gpd.GeoDataFrame, panden: Mapping[str, Any]) -> pd.DataFrame:
    if "pand_identificatie" in rows:
        rows["pandidentificatie"] = rows["pand_identificatie"]
    elif "pand.href" in rows:
        rows["pandidentificatie"] = [_numbers(links, panden) for links in rows["pand.href"].fillna("")]
    table = rows.assign(x_m=rows.geometry.x.round(3), y_m=rows.geometry.y.round(3))
    return pd.DataFrame(table[[name for name in _COLUMNS if name in table]]).rename(columns=_COLUMNS)


def _numbers(links: str, panden: Mapping[str, Any]) -> str:
    names = (link.split("?")[0].rstrip("/").rsplit("/", 1)[-1] for link in links.split(",") if link)
    return ",".join(str(panden[name]) for name in names if name in panden)


CONNECTOR = Connector(
    name="buildings",
    title="BAG: panden en adressen",
    licence="Public Domain Mark 1.0",
    homepage="https://www.kadaster.nl/zakelijk/registraties/basisregistraties/bag",
    services={
        "bag": "https://api.pdok.nl/kadaster/bag/ogc/v2",
        "areas": "https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1",
    },
    default_year=2025,
    fetch=_fetch,
)
