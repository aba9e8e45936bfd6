"""Doesburg: real panden, real neighbourhoods and the real Leefbaarometer; the corporation on it is invented, and small."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import expect

from data.vocabulary import Level, Tier
from indicators.read_model import ReadModel
from layouts._text import number
from tests.browser.conftest import OpenPage, served
from tests.browser.waiting import eventually
from tests.conftest import SHARED_DATA, run_buurtlicht

pytestmark = [pytest.mark.browser, pytest.mark.ground]

_PANDEN = "bag_pand_doesburg_gm0221_20200915.geojson"
_AREAS = "leefbaarometer30_buurt_2024_doesburg_apeldoorn.geojson"
_NATIONAL = "leefbaarometer30_buurt_2024_nederland.csv"
_AROUND_M = 400
"""From the middle of the town: some six hundred panden, of which the invented corporation owns a third."""
_PATIENCE_MS = 60_000
_CLOSE_BY = """([lng, lat, id]) => {
    const map = window.buurtlicht?.map?.instance();
    if (!map?.isStyleLoaded() || !buurtlicht.map.surfaces().length) return null;
    if (map.getZoom() < 16.5) { map.jumpTo({ center: [lng, lat], zoom: 17 }); return null; }
    const at = map.project([lng, lat]), box = map.getContainer().getBoundingClientRect();
    if (!map.queryRenderedFeatures([at.x, at.y]).some((found) => found.id === id)) return null;
    return [Math.round(box.x + at.x), Math.round(box.y + at.y)];
}"""
"""Go to a point and give its pixel once the area with this feature id is drawn there; null before."""


@pytest.fixture(scope="module")
def doesburg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SHARED_DATA.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/data is absent, and CI must have it")
        pytest.skip("../shared/data is absent: the tests on real ground need it")
    folder = tmp_path_factory.mktemp("doesburg")
    panden = gpd.read_file(SHARED_DATA / _PANDEN)
    middle = panden.to_crs("EPSG:28992").representative_point()
    near = ((middle.x - middle.x.median()).abs() < _AROUND_M) & ((middle.y - middle.y.median()).abs() < _AROUND_M)
    panden[near.to_numpy()].to_file(folder / "panden.geojson", driver="GeoJSON")
    for arguments in (
        ("demo", "--out", folder, "--years", "4", "--panden", folder / "panden.geojson", "--buurten", SHARED_DATA / _AREAS,
         "--leefbaarometer", SHARED_DATA / _NATIONAL),
        ("build", "-c", folder / "monitor.toml"),
    ):  # fmt: skip
        done = run_buurtlicht(*arguments)
        assert done.returncode == 0, done.stderr
    return folder / "var"


@pytest.fixture(scope="module")
def at(doesburg: Path) -> Iterator[str]:
    with served(doesburg) as address:
        yield address


def test_a_click_on_a_real_building_leads_to_its_complex_and_says_what_is_invented(
    open_page: OpenPage, at: str, doesburg: Path
) -> None:
    serving = ReadModel(doesburg / "builds", Tier.PRIVATE).serving()
    assert serving is not None
    latest, method = serving.build.latest_quarter, serving.default_method.method
    chosen = next(
        each for each in serving.scored_areas(Level.COMPLEX, latest, method) if each.score.score and each.area.bounds
    )
    page = open_page(at)
    where = [chosen.area.lon, chosen.area.lat, chosen.area.feature_id]
    pixel = eventually(lambda: page.evaluate(_CLOSE_BY, where), lambda found: found is not None)
    assert pixel is not None, "the complex was not drawn"
    page.mouse.click(*pixel)
    panel = page.locator("#details")
    expect(panel.locator("h2")).to_have_text(chosen.area.name, timeout=_PATIENCE_MS)
    expect(panel.locator(".score")).to_have_text(number(chosen.score.score, 1))
    expect(page.locator("body")).to_contain_text("Panden en buurten zijn echt")
    panel.get_by_role("link", name="Open complex").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(chosen.area.name, timeout=_PATIENCE_MS)


def test_the_neighbourhoods_of_doesburg_are_compared_with_the_whole_country(open_page: OpenPage, at: str) -> None:
    page = open_page(f"{at}/vergelijken")
    card = page.locator("#typen")
    expect(card.locator("li")).to_have_count(4, timeout=_PATIENCE_MS)
    expect(card).to_contain_text("Gemaakt van 12.147 buurten, waarvan 12.140 buiten ons werkgebied")
    card.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/gebied/neighbourhood/BU0221"), timeout=_PATIENCE_MS)
