"""A server on a free port and a browser that fails a test on console errors and on requests to outside."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect, sync_playwright

from data.vocabulary import Tier
from tests.sample_build import write_sample_build

_ARGUMENTS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader",
)  # fmt: skip

_PATIENCE_MS = 20_000

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a shared CI machine a browser test gets a second chance, and the summary says so; on your own it gets none."""
    if os.environ.get("CI") == "true":
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with one small invented town."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample_build(folder)
    return folder


@contextmanager
def served(folder: Path, *monitor: Path, tier: Tier = Tier.PRIVATE) -> Iterator[str]:
    """The address at which an installation is served by a process of its own, as its monitor.toml says where it is given."""
    command = [sys.executable, "-m", "tests.browser.serve", str(folder), *map(str, monitor), "--tier", tier]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        assert port, "the server did not start"
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def address(sample: Path) -> Iterator[str]:
    """Where the sample town is served."""
    with served(sample) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("Chromium ontbreekt: installeer het met 'make chromium' en probeer het opnieuw.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Callable[[str, int, int], BrowserContext]:
    """A context per theme and size, kept between tests so that scripts come from its cache."""

    @cache
    def context(scheme: Literal["light", "dark"], width: int, height: int) -> BrowserContext:
        size: ViewportSize = {"width": width, "height": height}
        return browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")

    return context


@pytest.fixture
def open_page(contexts: Callable[[str, int, int], BrowserContext], address: str) -> Iterator[OpenPage]:
    """Open a path of the app; at the end of the test nothing may have gone wrong or left this machine."""
    wrong: list[str] = []
    pages: list[Page] = []
    expect.set_options(timeout=_PATIENCE_MS)

    def check(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"request to outside: {request.url}")

    def opened(path: str, scheme: str = "light", width: int = 1440, height: int = 900) -> Page:
        page = contexts(scheme, width, height).new_page()
        pages.append(page)
        page.set_default_timeout(_PATIENCE_MS)
        page.on("request", check)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.goto(path if path.startswith("http") else address + path)
        return page

    yield opened
    for page in pages:
        page.close()
    assert not wrong, wrong
