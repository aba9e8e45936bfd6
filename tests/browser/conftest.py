"""A server on a free port and a browser that fails a test on console errors and on requests to outside."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Request, expect, sync_playwright

from data.vocabulary import Tier
from tests.sample_build import write_sample_build

_ARGUMENTS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader",
)  # fmt: skip

_PATIENCE_MS = 20_000

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first; on a shared CI machine a browser test gets a second chance, and the summary says so."""
    # Beside them one worker builds the corporations of the journeys; otherwise the other waits for it.
    items.sort(key=lambda item: item.path.name != "test_every_page.py")
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
def chromium() -> Iterator[tuple[BrowserType, dict[str, Any]]]:
    """How the system's Chromium is started: by whom, and with what."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("Chromium ontbreekt: installeer het met 'make chromium' en probeer het opnieuw.")
    with sync_playwright() as playwright:
        yield playwright.chromium, {"executable_path": found, "headless": True, "args": list(_ARGUMENTS)}


@pytest.fixture(scope="session")
def browser(chromium: tuple[BrowserType, dict[str, Any]]) -> Iterator[Browser]:
    """For who needs a profile of their own: another person, another machine."""
    kind, how = chromium
    started = kind.launch(**how)
    yield started
    started.close()


@pytest.fixture(scope="session")
def profile(
    chromium: tuple[BrowserType, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """One profile for all pages. It lies on disk, where Chromium keeps compiled scripts: half the work of a page."""
    kind, how = chromium
    context = kind.launch_persistent_context(tmp_path_factory.mktemp("profile"), reduced_motion="reduce", **how)
    yield context
    context.close()


@pytest.fixture
def open_page(profile: BrowserContext, address: str) -> Iterator[OpenPage]:
    """Open a path of the app; at the end of the test nothing may have gone wrong, left this machine or stayed behind."""
    wrong: list[str] = []
    pages: list[Page] = []
    expect.set_options(timeout=_PATIENCE_MS)

    def check(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"request to outside: {request.url}")

    def opened(path: str, scheme: Literal["light", "dark"] = "light", width: int = 1440, height: int = 900) -> Page:
        page = profile.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        pages.append(page)
        page.set_default_timeout(_PATIENCE_MS)
        page.on("request", check)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.goto(path if path.startswith("http") else address + path)
        return page

    yield opened
    for page in pages:
        if not page.is_closed():
            page.evaluate("localStorage.clear()")
            page.close()
    assert not wrong, wrong
