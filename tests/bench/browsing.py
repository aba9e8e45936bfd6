"""The system's Chromium, without anything of the tests around it."""

import shutil

from playwright.sync_api import Browser, Playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
)


def chromium(playwright: Playwright) -> Browser:
    """Headless. Raises FileNotFoundError where there is none."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise FileNotFoundError("chromium")
    return playwright.chromium.launch(executable_path=path, headless=True, args=list(_ARGUMENTS))
