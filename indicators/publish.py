"""Publish a build: from the warehouse to one serving file per tier (`serving.sql`).

Everything is computed into a scratch database first. What a tier may see is decided in one place
(`tiers.py`) when that is copied to the tier's own file.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.configuration import Configuration
from data.errors import CallerMistakeError, InputRefusedError
from data.sql import literal
from data.stored_geometry import Geometry
from data.unchanged import mark_of
from data.vocabulary import LIGHTS, Level, Tier
from data.working import connect
from indicators import deliveries, tables, tiers
from indicators.beside import compute_beside, publish_beside
from indicators.computed import Computed
from indicators.disclosure import Withheld
from indicators.disclosure.described import arrangement_keys, rule_of
from indicators.grid import Grid, narrow, only, read_grid
from indicators.indicator import Indicator, off, with_discovered
from indicators.inside import Inside, too_small
from indicators.interventions import write_interventions
from indicators.interventions_done import entered
from indicators.method import Method
from indicators.method_files import read_methods
from indicators.one_reporter import tell_one_reporter
from indicators.past import Past, grid_parts, settled
from indicators.possible import decided_lights
from indicators.published import PublishReport
from indicators.score import INSUFFICIENT, Scores
from indicators.signals.publish import compute_signals
from indicators.signals.worse import write_runs
from indicators.standing import write_standing
from indicators.surroundings import write_surroundings
from indicators.targets import write_targets

SERVING_SQL = Path(__file__).with_name("serving.sql")
WAREHOUSE = "warehouse"


def publish(  # noqa: PLR0913  what is computed, where it goes, and what a build is called
    warehouse: Path,
    configuration: Configuration,
    folder: Path,
    *,
    build_id: str,
    built_at: datetime,
    geometry: Geometry,
    previous: Path | None = None,
    progress: Callable[[str], None],
) -> PublishReport:
    """Write `<folder>/<tier>.duckdb` for every tier; `previous` is the folder of the build before.

    Raises InputRefusedError when the warehouse holds no area or no quarter, CallerMistakeError for a
    method that is not there or is not right.
    """
    with connect(configuration.installation) as con:
        con.execute(f"attach {literal(warehouse)} as {WAREHOUSE} (read_only)")
        con.execute(SERVING_SQL.read_text(encoding="utf-8"))
        con.execute(f"set search_path = 'memory,{WAREHOUSE}'")
        defined = with_discovered(con)
        methods = read_methods(configuration, defined)
        _check_arrangements(configuration, defined)
        switched_off = off(defined, configuration.arrangements)
        # What is off is never even read.
        indicators = {indicator.name: indicator for indicator in defined if indicator.name not in switched_off}
        progress("Gebieden en kwartalen lezen")
        everything, grid = _areas(con, configuration)
        digest = input_hash(con, configuration, methods)
        tables.write_frame(con, everything, grid, geometry)
        write_surroundings(con)
        write_interventions(con, everything, indicators, configuration.reference_date, entered(configuration))
        tables.write_build(con, grid, configuration, build_id, built_at, geometry.hash, digest)
        tables.write_content(con, indicators.values(), methods.values())
        tables.write_sources(con)
        deliveries.write_deliveries(con)
        rules = [rule_of(indicator, configuration.arrangements) for indicator in indicators.values()]
        document = SERVING_SQL.read_text(encoding="utf-8")
        of_private = configuration.tier_rules(Tier.PRIVATE)
        inside = Inside(everything, grid, rules, of_private, "serving.main") if Inside.fits(grid, of_private) else None
        # Of what is left out of the grid there are lights too: without a colour.
        past = Past(con, grid, mark_of(settled(configuration), *grid_parts(everything)), previous)
        computed = Computed(con, configuration, everything, grid, inside, past, document)
        weighed = {name for method in methods.values() for name in method.weighed()}
        computed.figures(rules, indicators, weighed, progress)
        narrow(con, grid)
        write_targets(con)
        computed.lights(indicators, methods, progress)
        computed.write_private(folder)
        estimates, scored = computed.estimates, computed.scored
        progress("Berekenen wat naast de stoplichten staat")
        compute_beside(con, grid, configuration, computed.course)
        progress("Attenderingen zoeken")
        decides = methods[configuration.method]
        sources = {indicators[name].source for name, item in decides.indicators.items() if item.weight > 0}
        signals = compute_signals(con, grid, configuration, computed.course, sources)

        def finish(tier: Tier, target: str) -> None:
            write_standing(con, target, grid, methods.values(), scored)
            publish_beside(con, tier, target)
            write_runs(con, target)
            if tier is Tier.PRIVATE:
                tell_one_reporter(con, target)
                signals.write(con, target)

        def decide(withheld: Withheld) -> pa.Table:
            return decided_lights(grid, methods.values(), indicators, estimates, withheld)

        written = tiers.write_tiers(
            con,
            folder,
            configuration,
            rules,
            document,
            finish=finish,
            counts=computed.counts,
            decide=decide,
            previous=previous,
            progress=progress,
        )
        past.write(folder)
        return PublishReport(
            areas={level: int(everything.at(level).sum()) for level in Level},
            latest_quarter=grid.quarters[-1],
            indicators=tuple(indicators),
            methods=tuple(methods),
            lights=_lights(everything, grid, scored[configuration.method]),
            tiers=written,
            input_hash=digest,
        )


def _areas(con: duckdb.DuckDBPyConnection, configuration: Configuration) -> tuple[Grid, Grid]:
    """All areas, and those that are computed."""
    everything = read_grid(con, configuration.reference_date)
    if not len(everything.area_ids) or not everything.quarters:
        raise InputRefusedError(
            "Er is geen enkel gebied of kwartaal om over te rekenen: lever woningen en gebeurtenissen aan."
        )
    return everything, only(everything, ~too_small(everything, configuration))


def input_hash(con: duckdb.DuckDBPyConnection, configuration: Configuration, methods: Mapping[str, Method]) -> str:
    """One hash over what decides the figures: delivered files, methods, thresholds and reference date."""
    files = con.execute("select kind, sha256 from ingest_file order by all").fetchall()
    rules = configuration.model_dump_json(include={"reference_date", "method", "load", "arrangements", "signals"})
    thresholds = [configuration.tier_rules(tier).model_dump_json() for tier in Tier]
    parts = [rules, *thresholds, *(method.document for method in methods.values()), *map(str, files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _check_arrangements(configuration: Configuration, indicators: tuple[Indicator, ...]) -> None:
    known = arrangement_keys(indicators)
    unknown = sorted(set(configuration.arrangements) - known)
    if unknown:
        message = f"[arrangements] in monitor.toml noemt '{unknown[0]}', maar dat bestaat niet: kies uit {', '.join(sorted(known))}."
        raise CallerMistakeError(message)


def _lights(everything: Grid, grid: Grid, scores: Scores) -> dict[str, dict[str, int]]:
    """Lights per level in the latest quarter; what is left out of the grid has none."""
    found: dict[str, dict[str, int]] = {}
    for level in Level:
        counts = np.bincount(scores.lights[grid.at(level), -1], minlength=len(LIGHTS))
        counts[INSUFFICIENT] += (everything.at(level)).sum() - grid.at(level).sum()
        if counts.any():
            found[level] = {light: int(count) for light, count in zip(LIGHTS, counts, strict=True) if count}
    return found
