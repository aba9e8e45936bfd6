"""Versioned builds: a folder each, and a pointer file CURRENT that is switched in one step.

A build is written in a folder of its own, is only pointed to when it is complete, and is never
changed afterwards. Readers look at the pointer per request: after a replace on the same path
DuckDB would go on serving old data.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.vocabulary import Tier

KEPT = 5
"""The last builds are kept, however fast they follow each other."""
KEPT_MONTHS = 12
"""Of this many months, counted back over those with a build, the last build is kept too: at most 17 in all."""
POINTER = "CURRENT"
_UNFINISHED = ".unfinished"
_MONTH = len("202612")


def current(builds: Path) -> str | None:
    """The id of the build in use, or None where nothing was built yet."""
    try:
        build_id = (builds / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return build_id if (builds / build_id).is_dir() else None


def serving_file(builds: Path, build_id: str, tier: Tier) -> Path:
    """The DuckDB file of one tier of a build."""
    return builds / build_id / f"{tier}.duckdb"


@contextmanager
def new_build(builds: Path, build_id: str) -> Iterator[Path]:
    """Yield a folder to write a build in; publish it when the block ends without an error.

    Whatever happens inside, the build that was in use stays in use until the switch.
    """
    folder = builds / f"{build_id}{_UNFINISHED}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        folder.rename(builds / build_id)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    switch(builds, build_id)
    _forget_old(builds)


def switch(builds: Path, build_id: str) -> None:
    """Point to a build, atomically."""
    pointer = builds / f"{POINTER}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(build_id)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(builds / POINTER)


def build_ids(builds: Path) -> list[str]:
    """Finished builds, oldest first (an id begins with the time it was made)."""
    if not builds.is_dir():
        return []
    return sorted(path.name for path in builds.iterdir() if path.is_dir() and path.suffix != _UNFINISHED)


def kept(ids: Sequence[str]) -> set[str]:
    """Which of these finished builds (oldest first) stay: the last ones, and the last one of each month."""
    of_month = {build_id[:_MONTH]: build_id for build_id in ids}
    return {*ids[-KEPT:], *list(of_month.values())[-KEPT_MONTHS:]}


def _forget_old(builds: Path) -> None:
    for path in builds.glob(f"*{_UNFINISHED}"):
        shutil.rmtree(path, ignore_errors=True)
    ids = build_ids(builds)
    for build_id in {*ids} - kept(ids) - {current(builds)}:
        # Under the other name first, so that what is half removed never counts as a build.
        away = (builds / build_id).rename(builds / f"{build_id}{_UNFINISHED}")
        shutil.rmtree(away, ignore_errors=True)
