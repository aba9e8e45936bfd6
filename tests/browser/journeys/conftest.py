"""The two corporations of the journeys: the demonstration, and an invented one on the real ground of Doesburg."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, served
from tests.browser.journeys.ground import PATIENCE_MS, Ground
from tests.conftest import BuiltDemo, built_once, run_buurtlicht

_PANDEN = "bag_pand_doesburg_gm0221_20200915.geojson"
_AREAS = "leefbaarometer30_buurt_2024_doesburg_apeldoorn.geojson"
_NATIONAL = "leefbaarometer30_buurt_2024_nederland.csv"
_AROUND_M = 400
"""From the middle of the town: some six hundred panden, of which the invented corporation owns a third."""


def _make_doesburg(folder: Path, shared_data: Path) -> None:
    folder.mkdir(exist_ok=True)
    panden = gpd.read_file(shared_data / _PANDEN)
    middle = panden.to_crs("EPSG:28992").representative_point()
    near = ((middle.x - middle.x.median()).abs() < _AROUND_M) & ((middle.y - middle.y.median()).abs() < _AROUND_M)
    panden[near.to_numpy()].to_file(folder / "panden.geojson", driver="GeoJSON")
    for arguments in (
        ("demo", "--out", folder, "--years", "4", "--panden", folder / "panden.geojson", "--buurten", shared_data / _AREAS,
         "--leefbaarometer", shared_data / _NATIONAL),
        ("build", "-c", folder / "monitor.toml"),
    ):  # fmt: skip
        done = run_buurtlicht(*arguments)
        assert done.returncode == 0, done.stderr


@contextmanager
def on(folder: Path, *, is_real: bool = False) -> Iterator[Ground]:
    """A built corporation with a server of its own."""
    with served(folder / "var", folder / "monitor.toml") as address:
        yield Ground(folder, address, is_real)


@pytest.fixture(scope="session")
def demo_ground(demo: BuiltDemo) -> Iterator[Ground]:
    """The demonstration corporation as a newcomer builds it."""
    with on(demo.folder) as ground:
        yield ground


@pytest.fixture(scope="session")
def doesburg_ground(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[Ground]:
    """Real panden, neighbourhoods and Leefbaarometer under an invented corporation."""
    folder = built_once(tmp_path_factory, "doesburg", lambda folder: _make_doesburg(folder, shared_data))
    with on(folder, is_real=True) as ground:
        yield ground


@pytest.fixture(params=["demo", pytest.param("doesburg", marks=pytest.mark.ground)])
def ground(request: pytest.FixtureRequest) -> Ground:
    """Each corporation in turn."""
    found: Ground = request.getfixturevalue(f"{request.param}_ground")
    return found


@pytest.fixture
def start(open_page: OpenPage) -> Callable[[str], Page]:
    """Open an address, with the patience that a busy machine needs."""

    def opened(address: str) -> Page:
        page = open_page(address)
        page.set_default_timeout(PATIENCE_MS)
        return page

    return opened
