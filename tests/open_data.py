"""A small stand-in for the open-data services: a real HTTP server that answers in their own shapes.

Two municipalities, GM0221 and GM0222, side by side: each a square of 1 km with two neighbourhoods,
and a few panden with addresses. `troubles` holds what goes wrong at the next requests.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Trouble = tuple[int, dict[str, str]] | str
CODES = ("GM0221", "GM0222")
CRIME_KINDS = ("0.0.0 ", "1.1.1 ", "1.2.3 ", "1.4.3 ", "1.4.4 ", "1.4.5 ", "1.4.6 ", "2.2.1 ")


@dataclass
class Services:
    """What the services know, how they misbehave, and what they were asked."""

    address: str = ""
    cap: int = 2
    """Most objects on a page, whatever was asked."""
    knows_filter: bool = True
    knows_metres: bool = True
    shuffled: bool = False
    loses: int = 0
    """Objects that the service counts and does not give."""
    zip_bytes: bytes = b""
    troubles: dict[str, list[Trouble]] = field(default_factory=dict)
    """Start of a path → what happens to the next requests: (status, headers), 'break' or 'html'."""
    asked: list[str] = field(default_factory=list)
    gone: bool = False

    def answer(self, path: str, query: dict[str, str]) -> bytes:
        """The body that the service on this path gives to this question."""
        if path.endswith(".zip"):
            return self.zip_bytes or official_zip()
        if path == "/wfs/ows":
            return _json(self._wfs(query))
        if path == "/crime/TypedDataSet":
            return _json(self._odata(query))
        collection = path.split("/")[-2]
        return _json(self._ogc(path, collection, query))

    def _ogc(self, path: str, collection: str, query: dict[str, str]) -> dict[str, Any]:
        features = _features(collection, self.address)
        if self.knows_filter and "gemeentecode" in query:
            features = [one for one in features if one["properties"]["gemeentecode"] == query["gemeentecode"]]
        if not self.knows_metres:
            features = [one | {"geometry": _in_degrees(one["geometry"])} for one in features]
        first = int(query.get("cursor", 0))
        page = features[first : first + min(self.cap, int(query["limit"]))]
        links = [{"rel": "self", "href": path}]
        if first + self.cap < len(features):
            rest = "&".join(f"{name}={value}" for name, value in (query | {"cursor": str(first + self.cap)}).items())
            links.append({"rel": "next", "href": f"{self.address}{path}?{rest}"})
        counted = {"numberMatched": len(features) + self.loses} if self.loses else {}
        return {"type": "FeatureCollection", "features": page, "links": links, "numberReturned": len(page)} | counted

    def _wfs(self, query: dict[str, str]) -> dict[str, Any]:
        level = re.fullmatch(r"lbm3:(buurt|wijk|gemeente)score24", query["typeNames"])
        assert level, query["typeNames"]
        prefix = {"buurt": "BU", "wijk": "WK", "gemeente": "GM"}[level[1]]
        wanted = re.fullmatch(r"id LIKE '(\w+)%'", query["CQL_FILTER"])
        assert wanted, query["CQL_FILTER"]
        ids = sorted(code for code in _codes(prefix) if code.startswith(wanted[1]))
        first = int(query["startIndex"])
        rows = [
            {"type": "Feature", "geometry": None, "properties": {"id": code, "year": 2024, "kscore": 5, "afw": -0.107}}
            for code in ids[first : first + min(self.cap, int(query["count"]))]
        ]
        return {"type": "FeatureCollection", "features": rows, "totalFeatures": len(ids), "numberReturned": len(rows)}

    def _odata(self, query: dict[str, str]) -> dict[str, Any]:
        condition = query["$filter"]
        after = int(found[1]) if (found := re.search(r"ID gt (\d+)", condition)) else -1
        kinds = re.findall(r"SoortMisdrijf eq '([^']*)'", condition)
        exact = re.findall(r"WijkenEnBuurten eq '([^']*)'", condition)
        parts = re.findall(r"substringof\('([^']*)',WijkenEnBuurten\)", condition)
        rows = [
            row
            for row in crime_rows()
            if row["ID"] > after
            and row["SoortMisdrijf"] in kinds
            and (row["WijkenEnBuurten"] in exact or any(part in row["WijkenEnBuurten"] for part in parts))
        ]
        page = rows[: min(self.cap, int(query["$top"]))]
        return {"odata.metadata": f"{self.address}/crime/$metadata", "value": page[::-1] if self.shuffled else page}


def _codes(prefix: str) -> list[str]:
    tails = {"BU": ("0100", "0101", "0102"), "WK": ("01",), "GM": ("",)}[prefix]
    return [f"{prefix}{code[2:]}{tail}" for code in CODES for tail in tails]


def crime_rows() -> list[dict[str, Any]]:
    """All rows of the crime table, with the padding of the real one."""
    areas = [f"{code:<10}" for prefix in ("GM", "WK", "BU") for code in _codes(prefix)]
    keys = [(kind, area, year) for kind in CRIME_KINDS for area in areas for year in ("2023JJ00", "2024JJ00")]
    return [
        {
            "ID": 10 * number,
            "SoortMisdrijf": kind,
            "WijkenEnBuurten": area,
            "Perioden": year,
            "GeregistreerdeMisdrijven_1": None if number % 7 == 0 else number,
        }
        for number, (kind, area, year) in enumerate(keys)
    ]


def official_zip(edition: str = "2024", leave_out: str = "") -> bytes:
    """The open-data zip in the official dialect, with a file that is not asked for."""
    columns = {"buurten": ("bu", "BU"), "wijken": ("wk", "WK"), "gemeenten": ("gm", "GM")}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        folder = f"Leefbaarometer 3.0 - Meting {edition} - open data"
        for level, (column, prefix) in columns.items():
            if level == leave_out:
                continue
            header = f'"{column}_code","{column}_naam","jaar","lbm","afw","fys","onv","soc","vrz","won"\n'
            rows = (
                f'"{code}","Buurt, {code}",{year},4.058,-0.043,NA,NA,NA,NA,NA\n'
                for code in _codes(prefix)
                for year in (2022, 2024)
            )
            archive.writestr(f"{folder}/Leefbaarometer-scores {level} 2002-{edition}.csv", header + "".join(rows))
        archive.writestr(f"{folder}/Leefbaarometer-scores grids 2002-2022.csv", '"grid_id"\n')
    return buffer.getvalue()


def _features(collection: str, address: str) -> list[dict[str, Any]]:
    west = {code: 200_000 + 1000 * place for place, code in enumerate(CODES)}
    if collection in {"gemeenten", "wijken", "buurten"}:
        prefix, name = {"gemeenten": ("GM", "gemeente"), "wijken": ("WK", "wijk"), "buurten": ("BU", "buurt")}[
            collection
        ]
        return [
            _feature(
                code,
                _square(west[f"GM{code[2:6]}"], 450_000, 1000),
                {f"{name}code": code, f"{name}naam": f"Naam {code}", "gemeentecode": f"GM{code[2:6]}", "water": "NEE"},
            )
            for code in _codes(prefix)
        ]
    panden = [(200_000 + 150 * number, f"0221100000{number:06}", f"uuid-{number}") for number in range(10)]
    if collection == "pand":
        return [
            _feature(
                uuid, _square(x, 450_100, 10), {"identificatie": pand, "bouwjaar": 1960, "status": "Pand in gebruik"}
            )
            for x, pand, uuid in panden
        ]
    link = f"{address}/bag/collections/pand/items"
    return [
        _feature(
            f"vbo-{uuid}",
            {"type": "Point", "coordinates": [x + 5, 450_105]},
            {
                "identificatie": pand.replace("100000", "010000", 1),
                "pand.href": [f"{link}/{uuid}", f"{link}/uuid-0"] if number == 1 else [f"{link}/{uuid}"],
                "openbare_ruimte_naam": "Kerkstraat",
                "huisnummer": number + 1,
                "huisletter": None,
                "postcode": "6981AA",
                "woonplaats_naam": "Doesburg",
                "status": "Verblijfsobject in gebruik",
                "gebruiksdoel": ["woonfunctie", "winkelfunctie"],
                "oppervlakte": 80,
            },
        )
        for number, (x, pand, uuid) in enumerate(panden)
    ]


def _feature(identity: str, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


def _square(x: float, y: float, side: float) -> dict[str, Any]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def _in_degrees(geometry: dict[str, Any]) -> dict[str, Any]:
    import geopandas as gpd
    import shapely

    shape = gpd.GeoSeries([shapely.from_geojson(json.dumps(geometry))], crs=28992).to_crs(4326)
    degrees: dict[str, Any] = json.loads(shapely.to_geojson(shape.iloc[0]))
    return degrees


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()


def _handler(services: Services) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            services.asked.append(self.path)
            address = urlsplit(self.path)
            queue = next((queue for start, queue in services.troubles.items() if address.path.startswith(start)), [])
            trouble = queue.pop(0) if queue else None
            if services.gone:
                self.close_connection = True
                return
            if isinstance(trouble, tuple):
                self._send(trouble[0], b"", trouble[1])
                return
            query = {name: values[-1] for name, values in parse_qs(address.query).items()}
            body = b"<html>Onderhoud</html>" if trouble == "html" else services.answer(address.path, query)
            self._send(200, body, {}, half=trouble == "break")

        def _send(self, status: int, body: bytes, headers: dict[str, str], *, half: bool = False) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if half else body)
            self.close_connection = self.close_connection or half

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serving() -> Iterator[Services]:
    """Start the services on a free port of this machine; stop them at the end."""
    services = Services()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(services))
    server.daemon_threads = True
    services.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
