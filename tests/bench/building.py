"""Builds: how long beside only reading the files, growth, memory, the same again, and a new month of reports."""

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np

from tests.bench.measures import REPOSITORY, Measure, Spent, cpu, run

SIZES = (6_000, 60_000)
_TARGETED = 60_000
LOAD = 30
"""Times real volume: a million reports at 60,000 homes."""
NATIONAL = (2_300_000, 18)
"""Homes, and the load that makes twenty million reports."""
_NATIONAL_MB = 16_000
_MONTH, _DAY_BEFORE = "-09-2026", "31-08-2026"
"""The last month of the demonstration, as its files write days, and the day before it."""
_IMPORTED = (
    "ingest.warehouse", "data.stored_geometry", "indicators.publish",
    # Only where a build comes to them.
    "pyogrio", "data.workflow", "sklearn.cluster", "sklearn.metrics", "esda",
)  # fmt: skip
_LIMIT = "DuckDB only reads and types the files"
_STAGES = {
    "reading": ("lezen",), "tables": ("tabellen vullen",), "matching": ("koppelen",), "map": ("Kaart maken",),
    "indicators": ("berekenen",), "lights": ("Stoplichten",), "beside the lights": ("naast",),
    "signals": ("Attenderingen",), "tiers": ("Bestand",),
}  # fmt: skip


def builds(sizes: Iterable[int] = SIZES, load: int = LOAD) -> list[Measure]:
    """Whole builds of demonstration corporations, ten years, in CPU seconds."""
    found: list[Measure] = []
    first: list[tuple[int, Spent]] = []
    for homes in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            run("demo", "--out", folder, "--homes", str(homes), "--years", "10", "--load", str(load))
            first.append((homes, _of_size(folder, homes, found) if homes == _TARGETED else run("build", "-c", folder)))
    found += _growth(first)
    for homes, spent in first:
        found.append(
            Measure(
                f"peak memory, {homes} homes",
                spent.peak_mb,
                "MB",
                "target at 60.000 homes",
                2500,
                "≤ 1" if homes == _TARGETED else "–",
            )
        )
    return found


def large() -> list[Measure]:
    """Ten times the largest corporation there is: first builds only, for growth and memory."""
    return _first_builds([(_TARGETED, LOAD), (_TARGETED * 10, LOAD)])


def national() -> list[Measure]:
    """The whole country: one build, for memory and time."""
    return _first_builds([NATIONAL])


def _first_builds(sizes: Iterable[tuple[int, int]]) -> list[Measure]:
    found: list[Measure] = []
    first: list[tuple[int, Spent]] = []
    for homes, load in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            run("demo", "--out", folder, "--homes", str(homes), "--years", "10", "--load", str(load))
            limit = cpu(partial(_read_only, folder))
            built = run("build", "-c", folder)
        first.append((homes, built))
        found += _of_first(_named(homes), built, limit)
        found.append(
            Measure(f"peak memory, {_named(homes)}", built.peak_mb, "MB", "target for the country", _NATIONAL_MB, "≤ 1")
        )
    return found + _growth(first)


def _growth(first: list[tuple[int, Spent]]) -> list[Measure]:
    found = []
    for (small, least), (many, most) in pairwise(first):
        power = float(np.log(most.cpu / least.cpu) / np.log(many / small))
        found.append(Measure(f"growth from {small} to {many} homes", power, "power of n", "linear", 1.0, "≤ 1,1"))
    return found


def _named(homes: int) -> str:
    return f"{homes:,} homes".replace(",", ".")


def _of_stage(stage: str, said: str) -> bool:
    return any(word in said for word in _STAGES[stage])


def _of_first(name: str, built: Spent, limit: float) -> list[Measure]:
    """A first build beside the limit, and its stages."""
    listed = {stage: sum(value for said, value in built.stages.items() if _of_stage(stage, said)) for stage in _STAGES}
    listed["start and end"] = built.wall - sum(built.stages.values())
    return [
        Measure(f"build, {name}, first time (CPU)", built.cpu, "s", _LIMIT, limit, "–"),
        Measure(f"build, {name}, first time (wall)", built.wall, "s", f"{_LIMIT} (CPU)", limit, "–"),
        *(
            Measure(f"build, {name}: {stage} (wall)", seconds, "s", "the whole build", built.wall, "–")
            for stage, seconds in listed.items()
        ),
    ]


def _of_size(folder: Path, homes: int, found: list[Measure]) -> Spent:
    name = _named(homes)
    limit = min(cpu(lambda: _read_only(folder)) for _ in range(2))
    held_back = {file: _without_last_month(folder / file) for file in ("overlastmeldingen.csv", "overlastzaken.csv")}
    built = run("build", "-c", folder)
    again = run("build", "-c", folder)
    for file, content in held_back.items():
        (folder / file).write_bytes(content)
    month = run("build", "-c", folder)
    found.append(
        Measure(
            f"build, {name}, without drawing the map and imports (CPU)", _without_map(built), "s", _LIMIT, limit, "≤ 20"
        )
    )
    found.append(
        Measure(f"build, {name}, same files again (CPU)", again.cpu, "s", "the first build", built.cpu, "≤ 0,25")
    )
    found.append(
        Measure(f"build, {name}, a new month of reports (CPU)", month.cpu, "s", "the first build", built.cpu, "≤ 0,25")
    )
    found += _of_first(name, built, limit)
    return built


def _without_map(built: Spent) -> float:
    """CPU seconds of a first build but for the map, which is drawn only where the ground is another one, and imports."""
    drawing = sum(seconds for said, seconds in built.cpu_of_stages.items() if _of_stage("map", said))
    return built.cpu - drawing - _importing()


def _importing() -> float:
    """CPU seconds to start Python and import what a build imports."""
    command = [sys.executable, "-c", f"import {', '.join(_IMPORTED)}"]
    with subprocess.Popen(command, cwd=REPOSITORY) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(command)
    return used.ru_utime + used.ru_stime


def _without_last_month(path: Path) -> bytes:
    """Make a file of events what it was a month earlier; returns what it is.

    What was reported, registered or opened in the month is not there yet; what was closed in it is still open.
    """
    content = path.read_bytes()
    header, *rows = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    place = {name: number for number, name in enumerate(header)}
    begins = [place[name] for name in ("Meldingsdatum", "Registratiedatum", "Geopend") if name in place]
    kept = [row for row in rows if not any(row[column].endswith(_MONTH) for column in begins)]
    for row in kept:
        if "Gesloten" in place and row[place["Gesloten"]].endswith(_MONTH):
            row[place["Gesloten"]], row[place["Status"]] = "", "open"
        if "Laatste actie" in place and row[place["Laatste actie"]].endswith(_MONTH):
            row[place["Laatste actie"]] = _DAY_BEFORE
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *kept])
    return content


def _read_only(folder: Path) -> None:
    """The limit of a build: DuckDB reads and types the same files and does nothing else."""
    with duckdb.connect() as con:
        con.execute("set enable_progress_bar = false")
        for number, path in enumerate(sorted(folder.glob("*.csv"))):
            con.execute(f"create table t{number} as select * from read_csv(?)", [str(path)])
