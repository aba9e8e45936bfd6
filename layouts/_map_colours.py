"""What the map asks for itself, without Dash: its ground and a byte per area for the view in the address.

A page of Dash knows its first colours after its scripts, its layout and two callbacks. The map cannot wait for those:
`_assets/map-ask.js` asks this address before anything else is loaded, and again with each change of the view.
"""

import base64
from typing import Any

from indicators.read_model import Serving
from layouts._context import face
from layouts._map_view import codes_of
from layouts._parts.provenance import provenance
from layouts._text import quarter
from layouts._view import View


def map_config(found: Serving) -> dict[str, Any]:
    """The ground under the colours: which tiles, what fits the screen at first, and the basemap."""
    ground = face().basemap
    return {"hash": found.build.geometry_hash, "bounds": found.bounds, "basemap": ground.tiles if ground else None}


def map_colours(found: Serving, view: View) -> dict[str, Any]:
    """The ground, the bytes, and what the page will have above the map, which is drawn before the page is there."""
    codes = base64.b64encode(codes_of(found, view)).decode()
    told = {"level": str(view.level), "quarter": quarter(view.quarter), "strips": len(provenance(found))}
    return {"config": map_config(found), "codes": codes, **told}
