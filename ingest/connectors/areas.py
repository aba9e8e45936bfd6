"""Neighbourhoods, districts and the municipality: CBS Wijk- en Buurtkaart over PDOK's OGC API."""

from pathlib import Path

import geopandas as gpd

from ingest.connector import Connector
from ingest.features import RD, frame
from ingest.fetching import Fetching
from ingest.paging import ogc_features

_LEVELS = ("buurten", "wijken", "gemeenten")
_FILE = "gebieden.gpkg"


def _fetch(fetching: Fetching) -> None:
    layers = {level: _layer(fetching, level) for level in _LEVELS}

    def save(path: Path) -> None:
        for level, layer in layers.items():
            layer.to_file(path, layer=level, driver="GPKG")

    fetching.write(_FILE, "areas", sum(map(len, layers.values())), save)


def _layer(fetching: Fetching, level: str) -> gpd.GeoDataFrame:
    url = f"{fetching.services['areas']}/collections/{level}"
    pages = ogc_features(fetching.json, url, {"gemeentecode": fetching.municipality, "crs": RD})
    # A service that does not know this filter ignores it and sends the whole country.
    own = [
        feature
        for feature in fetching.gather(level.capitalize(), pages)
        if feature["properties"].get("gemeentecode") == fetching.municipality
    ]
    return frame(own).assign(jaar=fetching.year)


CONNECTOR = Connector(
    name="areas",
    title="CBS Wijk- en Buurtkaart",
    licence="CC BY 4.0",
    homepage="https://www.cbs.nl/nl-nl/dossier/nederland-regionaal/geografische-data",
    services={"areas": "https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1"},
    default_year=2025,
    fetch=_fetch,
)
