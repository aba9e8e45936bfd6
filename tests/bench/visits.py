"""What pages ask of the server: a browser opens every page once, and what it asks is noted."""

import json
from urllib.parse import urlsplit

from playwright.sync_api import Request, sync_playwright

from layouts._answers import MAP_COLOURS, MAP_LIST
from tests.bench.browsing import chromium
from tests.bench.load import GET, UPDATE, Visit

_PATIENCE_MS = 120_000


def recorded(address: str, paths: list[str]) -> dict[str, Visit]:
    """Path → what the page asks, each question once, in order."""
    found: dict[str, dict[bytes, None]] = {path: {} for path in paths}
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for path, asked in found.items():
            page = browser.new_page()
            page.set_default_timeout(_PATIENCE_MS)

            def note(request: Request, asked: dict[bytes, None] = asked) -> None:
                at = urlsplit(request.url)
                if at.path == UPDATE and request.post_data_buffer:
                    asked[request.post_data_buffer] = None
                elif at.path in {MAP_COLOURS, MAP_LIST}:
                    asked[GET + f"{at.path}?{at.query}".encode()] = None

            page.on("request", note)
            page.goto(address + path)
            page.wait_for_selector("h1", state="attached")
            page.wait_for_load_state("networkidle")
            page.close()
        browser.close()
    return {path: list(asked) for path, asked in found.items()}


def question(path: str) -> bytes:
    """What a browser asks first when somebody opens a page."""
    asked = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    return json.dumps(asked).encode()


def elsewhere(visit: Visit, area_id: str, other: str) -> Visit:
    """The same visit to another place; both ids are a level and a code of letters and digits."""
    moved = [(old, new) for old, new in ((area_id, other), (area_id.replace(":", "/"), other.replace(":", "/")))]
    asked = []
    for body in visit:
        for old, new in moved:
            body = body.replace(old.encode(), new.encode())  # noqa: PLW2901
        asked.append(body)
    return asked


def name_of(body: bytes) -> str:
    """The output of a question and what it was asked with, for people."""
    if body.startswith(GET):
        return body.removeprefix(GET).decode().removesuffix("?").replace("|", "/")[:70]
    told = json.loads(body)
    inputs = [item.get("value") for item in told.get("inputs", []) if isinstance(item, dict)]
    words = " ".join(str(value) for value in inputs if isinstance(value, str) and value)
    output = str(told.get("output")).strip(".").split("...")[0].removesuffix(".children")
    return f"{'page' if output == '_pages_content' else output} {words}".strip().replace("|", "/")[:70]
