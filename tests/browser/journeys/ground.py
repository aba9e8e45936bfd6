"""A corporation that was built and is served: where it is, what its serving file says, and how to click on its map."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from playwright.sync_api import Page

from data import builds
from data.vocabulary import Tier
from tests.browser.waiting import eventually

PATIENCE_MS = 60_000
METHOD = "bik"
ATTENTION = """
    select area_id, name, light, score, reason from area join score using (area_id)
    where level = $level and quarter = $quarter and method = $method and light in ('red', 'amber')
    order by light = 'red' desc, points, name
"""
_PIXEL = """([lng, lat, id, level]) => {
    const map = window.buurtlicht?.map?.instance();
    if (!map?.isStyleLoaded() || !buurtlicht.map.surfaces().length) return null;
    if (map.getZoom() < 16.5) { map.jumpTo({ center: [lng, lat], zoom: 17 }); return null; }
    const box = map.getContainer().getBoundingClientRect(), { x, y } = map.project([lng, lat]);
    const drawn = (at) => map.queryRenderedFeatures(at).find((found) => [level, `${level}_point`].includes(found.sourceLayer));
    for (let away = 0; away <= 160; away += 8)
        for (const [east, south] of [[1, 0], [0, 1], [-1, 0], [0, -1]]) {
            const at = [Math.round(x + away * east), Math.round(y + away * south)];
            const free = document.elementFromPoint(box.x + at[0], box.y + at[1])?.closest("#map");
            if (free && drawn(at)?.id === id) return [box.x + at[0], box.y + at[1]];
        }
    return null;
}"""
"""Go to a point and give a pixel of the area with this feature id once it is drawn there; null before."""


@dataclass(frozen=True)
class Ground:
    """A built corporation with its own server."""

    folder: Path
    address: str
    is_real: bool = False
    """Whether panden and neighbourhoods are those of Doesburg."""

    @property
    def builds(self) -> Path:
        """Its folder of builds."""
        return self.folder / "var" / "builds"

    def ask(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """Rows of the serving file that is in use, past the read model that the pages ask."""
        build = builds.current(self.builds)
        assert build is not None
        file = builds.serving_file(self.builds, build, Tier.PRIVATE)
        with duckdb.connect(str(file), read_only=True, config={"threads": 1}) as con:
            return con.execute(query, values or None).fetchall()

    def one(self, query: str, **values: object) -> tuple[Any, ...]:
        """The one row of an answer."""
        (row,) = self.ask(query, **values)
        return row

    @property
    def quarters(self) -> Sequence[str]:
        """The quarters, the latest first."""
        return [name for (name,) in self.ask("select quarter from quarter order by quarter desc")]


def click_on_map(page: Page, ground: Ground, area_id: str) -> None:
    """Go near an area on the map and click where it is drawn."""
    place = ground.one("select lon, lat, feature_id, level from area where area_id = $area_id", area_id=area_id)
    pixel = eventually(lambda: page.evaluate(_PIXEL, list(place)), lambda found: found is not None)
    assert pixel is not None, f"{area_id} was not drawn"
    page.mouse.click(*pixel)
