"""How public services hand out a long answer in pages. One function per protocol, no network here.

Each takes `get`, which answers an address with parsed JSON, and yields the rows of one page at a
time. Each raises InputRefusedError where the answer is empty or ends too soon, because a service
that misunderstands a question often answers "200, nothing".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode, urljoin

from data.errors import InputRefusedError

Json = Mapping[str, Any]
Get = Callable[[str], Json]
Rows = Sequence[Json]

PAGE = 1000


def address(url: str, parameters: Mapping[str, object]) -> str:
    """An address with its query, spaces as %20 (OData does not take a plus)."""
    query = urlencode(parameters, quote_via=quote, safe="$,:()'/")
    return f"{url}?{query}"


def ogc_features(get: Get, collection: str, parameters: Mapping[str, object]) -> Iterator[Rows]:
    """Features of an OGC API collection: follow the `next` links, whatever the size of a page."""
    url = address(f"{collection}/items", {"f": "json", "limit": PAGE, **parameters})
    seen: set[str] = set()
    received, matched = 0, None
    while url and url not in seen:
        seen.add(url)
        page = get(url)
        received += len(page.get("features", ()))
        matched = page.get("numberMatched", matched)
        yield page.get("features", ())
        url = next((urljoin(url, link["href"]) for link in page.get("links", ()) if link.get("rel") == "next"), "")
    if url:
        raise InputRefusedError(f"{url} verwijst naar zichzelf als volgende pagina. Meld dit bij de beheerder.")
    _complete(collection, received, matched)


def wfs_features(get: Get, service: str, layer: str, parameters: Mapping[str, object]) -> Iterator[Rows]:
    """Features of a WFS 2.0 layer as GeoJSON: ask on from what came, because a server may cap `count`."""
    question = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
        "count": PAGE,
        **parameters,
    }
    received, matched = 0, None
    while True:
        page = get(address(service, {**question, "startIndex": received}))
        rows = page.get("features", ())
        received += len(rows)
        matched = page.get("numberMatched", page.get("totalFeatures", matched))
        if not isinstance(matched, int):
            matched = None
        yield rows
        if not rows or (matched is not None and received >= matched):
            break
    _complete(layer, received, matched)


def odata_rows(get: Get, table: str, condition: str, page_size: int = 5000) -> Iterator[Rows]:
    """Rows of an OData v3 table of CBS that meet a condition.

    The service caps `$top`, has no `$skip` and does not heed `$orderby`: each next page asks for a
    higher `ID`, until nothing comes. That is only right while the service answers in the order of
    ID, so a page that is out of order is refused.
    """
    last, received = None, 0
    while True:
        after = "" if last is None else f" and ID gt {last}"
        page = get(address(table, {"$format": "json", "$top": page_size, "$filter": f"{condition}{after}"}))
        rows = page.get("value", ())
        if not rows:
            break
        ids = [-1 if last is None else last, *(int(row["ID"]) for row in rows)]
        if any(earlier >= later for earlier, later in pairwise(ids)):
            raise InputRefusedError(
                f"{table} geeft zijn rijen niet op volgorde van ID, dus er kunnen rijen ontbreken. "
                "Er is niets opgeslagen: meld dit bij de beheerder."
            )
        received, last = received + len(rows), ids[-1]
        yield rows
    if not received:
        raise InputRefusedError(
            f"{table} geeft een leeg antwoord op de vraag {condition}. Dat gebeurt ook als een code niet goed is "
            "aangevuld met spaties: controleer de gemeentecode en de codes in de vraag."
        )


def _complete(name: str, received: int, matched: int | None) -> None:
    if not received:
        raise InputRefusedError(
            f"{name} geeft een leeg antwoord: 0 objecten. Controleer de gemeentecode (--municipality) en het jaar (--year)."
        )
    if matched is not None and received < matched:
        raise InputRefusedError(
            f"{name} geeft {received} van de {matched} objecten. Er is niets opgeslagen: probeer het later opnieuw."
        )
