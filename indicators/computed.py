"""The figures and the lights of a build, written as soon as they are made."""

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np

from data.configuration import Configuration
from data.unchanged import cache_folder
from data.vocabulary import Tier
from indicators import course, reason
from indicators.arrow import Gathered
from indicators.course import Course, joined
from indicators.disclosure import IndicatorRule
from indicators.estimates import Estimates
from indicators.figures import Figures
from indicators.grid import Grid
from indicators.indicator import Indicator
from indicators.inside import Inside, Places, shown_outside
from indicators.kept_figures import FigureStore, KeptFigures
from indicators.method import Method
from indicators.older import LATE, OLDER, Older
from indicators.one_reporter import find_one_reporter
from indicators.past import Digests, Past, of_method, of_sums
from indicators.records import Records
from indicators.score import Scores, latest, score
from indicators.score_rows import write_scores
from indicators.shield_counts import ShieldCounts
from indicators.tiers import serving_file
from indicators.value_rows import Part, write_values

_OUTSIDE = "memory.main"
"""What other tiers need."""


class Computed:
    """Figures and lights, written as soon as they are made: to the private file, and to `memory.main` what other tiers need.

    What the private file of the build before (`past`) has already is copied from it.
    """

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        configuration: Configuration,
        everything: Grid,
        grid: Grid,
        inside: Inside | None,
        past: Past,
        document: str,
    ) -> None:
        """`everything` is added up, and of `grid` there are figures; `document` makes the tables of a file."""
        self._con, self._configuration, self._grid, self._inside = con, configuration, grid, inside
        self._everything, self._past = everything, past
        if inside:
            folder = cache_folder(configuration.installation) / "older"
            self._older = Older(con, past, folder, document, len(grid.quarters))
        self._rows = Gathered(con, held=LATE)
        self._digests: dict[str, Digests] = {}
        self._places: dict[str, Places] = {}
        self._first_light: dict[str, int] = {}
        self._store: FigureStore | None = None
        every = np.ones(len(grid.area_ids), dtype=np.bool_)
        self._every = self._recent = Part(_OUTSIDE, 0, hidden=~every, written=every)
        outside = [configuration.tier_rules(tier) for tier in (Tier.CLOSED, Tier.OPEN)]
        self._shown = max(0, len(grid.quarters) - max(rules.quarters or len(grid.quarters) for rules in outside))
        if inside:
            self._recent = replace(self._every, first=self._shown, written=shown_outside(grid, configuration))
        self.counts: ShieldCounts | None = None
        """Of areas that are not in `memory.main` too; None: all are."""
        self.scored: dict[str, Scores] = {}
        """Per method the latest quarter."""
        self.course: Course

    def figures(
        self,
        rules: Iterable[IndicatorRule],
        indicators: Mapping[str, Indicator],
        weighed: Collection[str],
        progress: Callable[[str], None],
    ) -> None:
        """Every indicator; a total comes before its parts. Those that a method weighs are kept for the lights."""
        described, records = tuple(rules), Records(self._con, self._everything)
        if self._inside:
            self.counts = ShieldCounts(self._everything, described, self._configuration)
        # Builds of before kept counts there.
        shutil.rmtree(cache_folder(self._configuration.installation) / "sums", ignore_errors=True)
        self._figures = Figures(records, self._grid, indicators, self._shown, self._configuration.installation.var)
        if self._inside:
            self._store = FigureStore(records, self._configuration, self._grid, described, indicators)
        store = self._store
        for rule in sorted(described, key=lambda rule: rule.part_of is not None):
            indicator = indicators[rule.indicator]
            if store and self._take_over(store.read(indicator.name), indicator, weighed):
                continue
            progress(f"{indicator.label} berekenen")
            with self._rows.noting(_OUTSIDE) as noted:
                self._write_figures(indicator, weighed)
            if store:
                late = self._figures.late(indicator.name) if indicator.name in weighed else None
                digests, places = self._digests[indicator.name], self._places[indicator.name]
                counted = self.counts.of(indicator.name) if self.counts else ()
                store.write(indicator.name, KeptFigures(digests, places, late, counted, tuple(noted)))
        self._rows.write()

    @property
    def estimates(self) -> Mapping[str, Estimates]:
        """What the lights need of each indicator; after the lights only the late quarters."""
        return self._figures.estimates

    def _take_over(self, kept: KeptFigures | None, indicator: Indicator, weighed: Collection[str]) -> bool:
        """Whether the figures of an indicator are those that were kept, and the private file of before has their rows."""
        name = indicator.name
        if kept is None or self._inside is None or (name in weighed and kept.late is None):
            return False
        if self._past.first("indicator", name, kept.digests) < len(self._grid.quarters):
            return False
        self._inside.figures(indicator, kept.places)
        self._digests[name] = kept.digests
        if kept.late is not None:
            self._figures.estimates[name] = kept.late
        if self.counts:
            self.counts.put(name, kept.counted)
        for rows in kept.rows:
            self._rows.add(rows.name, rows.table, last=rows.last)
        return True

    def _write_figures(self, indicator: Indicator, weighed: Collection[str]) -> None:
        sums, found = self._figures.make(indicator.name)
        if indicator.name in weighed:
            self._figures.keep(indicator.name, found)
        # A target belongs to the quarter that was measured, however long ago.
        kept = self._every if indicator.source == "own_indicator" else self._recent
        parts = [kept, *(self._figures_inside(self._inside, indicator, found) if self._inside else [])]
        write_values(self._rows, self._grid, indicator, found, parts)
        if self.counts:
            self.counts.add(indicator.name, sums)

    def lights(
        self, indicators: Mapping[str, Indicator], methods: Mapping[str, Method], progress: Callable[[str], None]
    ) -> None:
        """Every method; of the estimates what is decided outside the corporation is kept."""
        reason.prepare(self._con, indicators.values())
        loud = find_one_reporter(self._con)
        of_reporters = [loud.get(quarter, "").encode() for quarter in self._grid.quarters]
        rows_of = self._rows
        for name, method in methods.items():
            progress(f"Stoplichten bepalen met {method.title}")
            inside = self._lights_inside(self._inside, method, of_reporters) if self._inside else []
            kept = self._take_over_lights(name)
            parts = [self._recent if kept is None else replace(self._recent, first=kept), *inside]
            # A row tells the light of the quarter before too.
            begin = max(0, min(part.first for part in parts) - 1)
            self._figures.reach(method.weighed(), begin)
            before = self._past.course(name)
            found = score(
                self._grid, method, indicators, self.estimates, before=before["lights"][:, :begin] if begin else None
            )
            self._write_lights(method, indicators, found, parts, keep=kept is None)
            decides = name == self._configuration.method
            whole = joined(before, found, course.WHOLE if decides else course.LIGHTS)
            self._past.keep(name, whole)
            if decides:
                on_scale = method.on_scale(whole["points"])
                self.course = Course(**whole, score=on_scale, score_per_point=found.score_per_point)
            self.scored[name] = latest(found)
            self._figures.let_go()
        if self._store:
            self._store.prune()
        rows_of.write()
        self._figures.forget_the_past()

    def write_private(self, folder: Path) -> None:
        """Write the private file as far as it was made here, if it is made here."""
        if not self._inside:
            return
        self._older.begin_private(folder / f"{Tier.PRIVATE}.duckdb", self._write_withheld)
        with serving_file(self._con, folder, Tier.PRIVATE, None) as target:
            self._older.copy_late(target)
            self._rows.write_held(target)
            self._write_withheld(target, self._older.until, len(self._grid.quarters))
            self._inside.finish(self._con)
        self._older.close()

    def _write_withheld(self, schema: str, begin: int, end: int) -> None:
        """Lights that are withheld, in the quarters of which no light is copied."""
        if self._inside:
            quarters = {name: self._grid.quarters[max(begin, first) : end] for name, first in self._first_light.items()}
            self._inside.write_withheld(self._con, schema, quarters)

    def _write_lights(
        self, method: Method, indicators: Mapping[str, Indicator], found: Scores, parts: list[Part], *, keep: bool
    ) -> None:
        with self._rows.noting(_OUTSIDE) as noted:
            write_scores(self._rows, self._grid, method, indicators, self.estimates, found, parts)
        if self._store and keep:
            self._store.write_rows(self._name_of_lights(method.name), (rows for rows in noted if not rows.last))

    def _take_over_lights(self, method: str) -> int | None:
        """Add the lights that other tiers need where only the latest quarter changed; returns from which one they are to be made."""
        latest = len(self._grid.quarters) - 1
        if self._store is None:
            return None
        kept = self._store.read_rows(self._name_of_lights(method))
        if kept is None or self._first_light[method] < latest:
            return None
        for rows in kept:
            self._rows.add(rows.name, rows.table)
        return latest

    def _name_of_lights(self, method: str) -> str:
        """What stands for all that the lights of a method before the latest quarter are made of."""
        return self._past.name_of("method", method, len(self._grid.quarters) - 1)

    def _figures_inside(self, inside: Inside, indicator: Indicator, found: Estimates) -> list[Part]:
        places = self._places[indicator.name] = inside.places(indicator, found.sums)
        part = inside.figures(indicator, places)
        digests = of_sums([repr(indicator), part.hidden.tobytes()], found.sums)
        self._digests[indicator.name] = digests
        return self._apart(part, self._past.first("indicator", indicator.name, digests))

    def _lights_inside(self, inside: Inside, method: Method, of_reporters: Digests) -> list[Part]:
        part = inside.lights(method)
        hidden = [part.hidden, *(mask for _, mask in sorted(part.hidden_themes.items()))]
        made_of: list[str | bytes] = [method.model_dump_json(), *(mask.tobytes() for mask in hidden)]
        weighed = [self._digests[name] for name, item in method.indicators.items() if item.weight > 0]
        digests = of_method(made_of, [of_reporters, *weighed])
        first = self._first_light[method.name] = self._past.first("method", method.name, digests)
        return self._apart(part, first)

    def _apart(self, part: Part, first: int) -> list[Part]:
        """What is written anew of the older quarters, and of the latest year."""
        until = self._older.until
        self._older.changes(first)
        late = replace(part, schema=f"{LATE}.main", first=max(first, until))
        return [*([replace(part, schema=f"{OLDER}.main", first=first, until=until)] if first < until else []), late]
