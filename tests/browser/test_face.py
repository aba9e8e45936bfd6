"""An installation that shows itself its own way: brand, ERP link, refused rows to download, and a basemap.

The basemap's server is one that the test starts: nothing is ever asked from outside.
"""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, served
from tests.sample_build import write_sample_build

pytestmark = pytest.mark.browser

KIND = "cases"
REFUSED = "bestand;rij;kolom;waarde_gemaskeerd;reden\nzaken.csv;12;Geopend;9*-**-2***;Dit is geen datum\n"
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class _Tiles(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  one server, one list

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(_PIXEL)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has
        """Say nothing."""


@pytest.fixture(scope="module")
def tiles() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Tiles) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, tiles: str) -> Iterator[str]:
    """The address of the sample town as a corporation with a look of its own."""
    folder = tmp_path_factory.mktemp("own")
    write_sample_build(folder / "var")
    (folder / "var" / "rejects").mkdir()
    (folder / "var" / "rejects" / f"{KIND}-zaken-1234.csv").write_text(REFUSED, encoding="utf-8")
    (folder / "logo.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='26' height='26'/>", encoding="utf-8"
    )
    monitor = folder / "monitor.toml"
    monitor.write_text(
        f"""
name = "Woonstichting Lichtveen"
reference_date = 2026-09-30
[brand]
name = "Wijkwijzer"
logo = "logo.svg"
accent = "#8A1538"
[links]
erp = "https://erp.example/complex/{{code}}"
[basemap]
url = "{tiles}/{{z}}/{{x}}/{{y}}.png"
attribution = "Kaart: een test"
[[source]]
kind = "stock"
path = "x.csv"
""",
        encoding="utf-8",
    )
    with served(folder, monitor) as found:
        yield found


def test_a_corporation_shows_its_own_name_logo_and_colour(open_page: OpenPage, own: str) -> None:
    page = open_page(f"{own}/over")
    expect(page.locator(".logo")).to_have_text("Wijkwijzer")
    expect(page.locator(".own-logo")).to_have_js_property("naturalWidth", 26)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')").startswith(
        "light-dark(#8A1538"
    )
    page.goto(f"{own}/gebied/complex/1052")
    expect(page.get_by_role("link", name="Open in het ERP")).to_have_attribute(
        "href", "https://erp.example/complex/1052"
    )
    page.goto(f"{own}/gebied/neighbourhood/BU99010000")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("link", name="Open in het ERP")).to_have_count(0)


def test_a_data_steward_downloads_the_refused_rows(open_page: OpenPage, own: str) -> None:
    page = open_page(f"{own}/gegevens?bron={KIND}")
    with page.expect_download() as found:
        page.get_by_role("link", name=f"Download {KIND}-zaken-1234.csv").click()
    assert found.value.path().read_text(encoding="utf-8-sig") == REFUSED
    for elsewhere in ("..%2F..%2Fsecret", "..%2F..%2F..%2Fmonitor.toml", "secret"):
        answer = page.request.get(f"{own}/eigen/geweigerd/{elsewhere}")
        assert answer.status == 404 or "text/html" in answer.headers["content-type"]


def test_a_basemap_comes_from_the_server_that_was_chosen_and_is_credited(
    open_page: OpenPage, own: str, tiles: str, address: str
) -> None:
    page = open_page(own)
    expect(page.locator(".map-credit")).to_have_text("Kaart: een test")
    with page.expect_request(lambda request: request.url.startswith(tiles)):
        page.reload()
    for _ in range(200):
        if _Tiles.asked:
            break
        page.wait_for_timeout(100)
    assert _Tiles.asked
    policy = {where: page.request.get(where).headers["content-security-policy"] for where in (own, address)}
    assert f"connect-src 'self' {tiles};" in policy[own]
    assert tiles not in policy[address], "without a basemap nothing but this server"
    assert "bestand;rij" not in page.request.get(f"{address}/eigen/geweigerd/{KIND}-zaken-1234.csv").text()
