"""A server that is gone for a while: the page stays, says so calmly, and goes on when it is back."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.waiting import PATIENCE_S

pytestmark = pytest.mark.browser

_ANSWERS = re.compile("_dash-update-component|/kaart/")


def test_a_page_stays_while_the_server_is_gone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_S * 1000)
    page.goto(address)
    listed = page.locator("#side .sm").first
    expect(listed).to_contain_text("complexen", timeout=PATIENCE_S * 1000)
    told = listed.inner_text()
    banner = page.locator("#gone")
    expect(banner).to_be_hidden()

    page.route(_ANSWERS, lambda route: route.abort())
    page.get_by_role("button", name="Straat").click()
    expect(banner).to_be_visible(timeout=PATIENCE_S * 1000)
    expect(banner).to_contain_text("De server reageert niet. Wat u ziet, blijft staan.")
    expect(listed).to_have_text(told)

    page.unroute(_ANSWERS)
    # What was asked meanwhile comes by itself.
    expect(listed).to_contain_text("straten", timeout=PATIENCE_S * 1000)
    page.get_by_role("button", name="Buurt", exact=True).click()
    expect(listed).to_contain_text("buurten", timeout=PATIENCE_S * 1000)
    expect(banner).to_be_hidden()
    context.close()
