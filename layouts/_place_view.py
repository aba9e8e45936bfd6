"""The address of the page about one place: `/gebied/<level>/<code>`, with quarter and method in the query.

The path after `/gebied/` is the area id with its first ':' as a '/'. A '/' inside the code stays as it
is (proxies refuse an encoded one), every other reserved letter is encoded.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Method, Serving
from layouts._filters import Unknown, replaced

PATH = "/gebied/"


@dataclass(frozen=True)
class PlaceView:
    """What the page shows. `area_id` may be unknown to the build: the page then says so."""

    area_id: str
    quarter: str
    method: Method
    kept: dict[str, str]
    """The part of the query that links to other places and to the map take along."""
    unknown: Unknown = ()
    """Choices of the address that this build does not know."""


def read_place_view(serving: Serving, path: str, query: dict[str, str]) -> PlaceView:
    """The view that a path and a query ask for; a quarter or method that the build does not know is the default."""
    quarters = {quarter.quarter for quarter in serving.quarters}
    quarter = query.get("kwartaal", "")
    quarter = quarter if quarter in quarters else serving.build.latest_quarter
    method = serving.methods.get(query.get("methode", ""), serving.default_method)
    strange = replaced(query, {"kwartaal": quarter, "methode": method.method})
    return PlaceView(read_area_id(path), quarter, method, kept(serving, quarter, method), strange)


def read_area_id(path: str) -> str:
    """'street/Lichtveen/Vonkstraat' → 'street:Lichtveen/Vonkstraat'; 'stock' stays 'stock'."""
    level, _, code = unquote(path).partition("/")
    return f"{level}:{code}" if code else level


def asked_words(area_id: str) -> str:
    """An area that is not known, as a reader would call it: 'neighbourhood:BU1' → 'buurt BU1'."""
    level, _, code = area_id.partition(":")
    words = {str(known): word for known, (word, _) in DUTCH_LEVELS.items()}
    return f"{words.get(level, level)} {code}".strip()


def kept(serving: Serving, quarter: str, method: Method) -> dict[str, str]:
    """Quarter and method as a query; what is the default is left out."""
    build = serving.build
    query = {"kwartaal": quarter} if quarter != build.latest_quarter else {}
    return query | ({"methode": method.method} if method.method != build.default_method else {})


def place_link(area_id: str, kept: dict[str, str]) -> str:
    """The address of the page about a place."""
    query = f"?{urlencode(kept)}" if kept else ""
    return PATH + quote(area_id.replace(":", "/", 1), safe="/") + query
