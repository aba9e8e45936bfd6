"""A data steward after a delivery: what is late, missing or refused, why, and is it better after a new delivery?"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from layouts._text import date as dutch_date
from layouts._text import number, percent
from tests.browser.journeys.conftest import on
from tests.browser.journeys.ground import METHOD, PATIENCE_MS, Ground, click_on_map
from tests.conftest import run_buurtlicht

pytestmark = pytest.mark.browser

_CASES = "overlastzaken.csv"
_BROKEN = (
    ("31-02-2026", "Z2026-900001", "geen datum"),
    ("01-03-2026", "", "leeg"),
)
"""Two cases as they are typed: the day, the number, and what must be said of them."""
_MENDED = (("28-02-2026", "Z2026-900001"), ("01-03-2026", "Z2026-900002"))
_MISSING = "survey"
_LATE = "complexbeoordeling.csv"
_NEVER_AFTER = date(2024, 12, 31)


@pytest.fixture
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A small corporation of which one source was forgotten, one is old, and one has rows that cannot be right."""
    folder = tmp_path_factory.mktemp("delivery") / "small"
    _run("demo", "--out", folder, "--homes", "600", "--years", "4")
    monitor = folder / "monitor.toml"
    head, *sources = monitor.read_text(encoding="utf-8").split("[[source]]")
    kept = [source for source in sources if f'kind = "{_MISSING}"' not in source]
    assert len(kept) < len(sources)
    monitor.write_text("[[source]]".join((head, *kept)), encoding="utf-8")
    marks = (folder / _LATE).read_text(encoding="utf-8").splitlines()
    old = [line for line in marks[1:] if int(line.split(";")[1][-4:]) <= _NEVER_AFTER.year]
    assert old
    (folder / _LATE).write_text("\n".join((marks[0], *old)) + "\n", encoding="utf-8")
    with (folder / _CASES).open("a", encoding="utf-8") as file:
        file.writelines(f"{_case(day, key)}\n" for day, key, _ in _BROKEN)
    _run("build", "-c", monitor)
    with on(folder) as ground:
        yield ground


def _case(day: str, key: str) -> str:
    return f"{key};{day};;01-03-2026;open;100403;;;;;;;;geluid;"


def _run(*arguments: str | Path) -> None:
    done = run_buurtlicht(*arguments)
    assert done.returncode == 0, done.stderr


def _open_data_page(page: Page) -> None:
    page.locator(".navmore summary", has_text="Meer").click()
    page.get_by_role("link", name="Gegevens", exact=True).click()
    expect(page.locator("h1")).to_have_text("Gegevens", timeout=PATIENCE_MS)


def _every_source(page: Page, ground: Ground) -> None:
    """Each source with its date, its rows and how many of them have a place."""
    for kind, title, read, rejected, until, matched in ground.ask(
        "select kind, title, rows_read, rejected, period_until, matched_share from source"
    ):
        line = page.locator(f"#bron-{kind} > summary")
        expect(line).to_contain_text(title)
        expect(line.locator(".fig").nth(0)).to_contain_text(number(read))
        expect(line.locator(".fig").nth(1)).to_contain_text(number(rejected) if rejected else "geen")
        expect(line.locator(".fig").nth(3)).to_contain_text(percent(matched, 1))
        expect(line.locator(".when")).to_contain_text(dutch_date(until) if until else "zonder datum")


def test_a_data_steward_sees_what_came_in_and_goes_on_to_the_map(start: Callable[[str], Page], ground: Ground) -> None:
    page = start(ground.address)
    _open_data_page(page)
    (read,) = ground.one("select sum(rows_read) from source")
    expect(page.locator(".tiles")).to_contain_text(number(read))
    _every_source(page, ground)

    # Coverage, at two levels.
    page.locator("#dekking .seg").get_by_role("link", name="Buurt").click()
    expect(page).to_have_url(re.compile("niveau=neighbourhood"))
    (label, own, of) = ground.one(
        "select any_value(label), count(*) filter (state = 'ok'), count(*) from indicator_value"
        " join indicator using (indicator) join area using (area_id)"
        " where indicator = 'cases_per_100_homes' and level = 'neighbourhood' and quarter = $quarter",
        quarter=ground.quarters[0],
    )
    row = page.locator(".cvs > li").filter(has_text=label).first
    expect(row).to_contain_text(f"{number(own)} van {number(of)} buurten", timeout=PATIENCE_MS)

    # What a figure is made of stands behind the place on the map.
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Kaart").click()
    area, name, numerator, n = ground.one(
        "select area_id, name, numerator, n from indicator_value join area using (area_id)"
        " where level = 'complex' and indicator = 'cases_per_100_homes' and quarter = $quarter and state = 'ok'"
        " and feature_id is not null and numerator > 1 order by numerator desc, name limit 1",
        quarter=ground.quarters[0],
    )
    expect(page.locator(".rw").first).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Complex", exact=True).click()
    click_on_map(page, ground, area)
    expect(page.locator("#details h2")).to_have_text(name, timeout=PATIENCE_MS)
    expect(page.locator("#details .inds")).to_contain_text(f"{number(numerator)} zaken bij {number(n)} woningen")


def test_a_data_steward_finds_what_was_refused_and_delivers_anew(
    start: Callable[[str], Page], delivered: Ground
) -> None:
    page = start(delivered.address)
    _open_data_page(page)
    asks = page.locator(".note.asks")
    expect(asks).to_contain_text(f"Geweigerde rijen in Overlastzaken ({len(_BROKEN)})")
    expect(asks).to_contain_text("Te oud, telt niet meer mee: Complexbeoordeling.")
    expect(asks).to_contain_text("Niet geleverd, en wel nodig voor de score: Huurdersenquête.")
    _every_source(page, delivered)
    (weight,) = delivered.one(
        "select sum(weight) from method_indicator join indicator using (indicator)"
        " where method = $method and source = $source",
        method=METHOD, source=_MISSING,
    )  # fmt: skip
    expect(page.locator(".absent li", has_text="Huurdersenquête")).to_contain_text(
        f"mist {percent(weight)} van het gewicht"
    )

    # The reasons, and the rows themselves to send back.
    page.locator("#bron-cases > summary").click()
    refused = page.locator("#bron-cases .rejects tbody tr")
    expect(refused).to_have_count(len(_BROKEN))
    with page.expect_download() as waited:
        page.locator("#bron-cases .rejectfiles a").click()
    rows = list(csv.reader(io.StringIO(Path(waited.value.path()).read_text(encoding="utf-8-sig")), delimiter=";"))
    for _, _, reason in _BROKEN:
        expect(refused.filter(has_text=reason)).to_have_count(1)
        assert sum(any(reason in cell for cell in row) for row in rows) == 1

    # A mended file is delivered and built while the page is open; the page says so and shows it.
    file = delivered.folder / _CASES
    lines = file.read_text(encoding="utf-8").splitlines()[: -len(_BROKEN)]
    lines += [_case(day, key) for day, key in _MENDED]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = delivered.one("select build_id from build")
    _run("build", "-c", delivered.folder / "monitor.toml")
    assert delivered.one("select build_id from build") != before
    # The page looks once a minute: that minute is over.
    page.evaluate("dash_clientside.set_props('look', { n_intervals: 1000 })")
    banner = page.locator("#newer")
    expect(banner).to_be_visible(timeout=2 * PATIENCE_MS)
    banner.get_by_role("button", name="Toon de nieuwe meting").click()
    _every_source(page, delivered)
    files = delivered.ask("select rows_read, accepted, rejected from source_file where kind = 'cases'")
    assert sorted(rejected for *_, rejected in files) == [0, len(_BROKEN)]
    for each in files:
        told = re.compile(r"\s*".join(number(amount) for amount in each))
        expect(page.locator("#bron-cases tbody tr").filter(has_text=told)).to_have_count(1)

    # What was refused of the earlier file is past: it asks for nothing any more, and both files say when they came.
    expect(page.locator("#bron-cases .rejects")).to_have_count(0)
    expect(page.locator("#stand")).not_to_contain_text("Overlastzaken (")
    earlier = page.locator("#bron-cases tbody tr").filter(has_text="vervangen door een nieuwere levering")
    expect(earlier).to_have_count(1)
    (day,) = delivered.one("select distinct delivered_on from source_file where kind = 'cases'")
    expect(earlier).to_contain_text(dutch_date(day))
