"""`make bench`: measure, write results.json and the tables in docs/bench.md. Names of parts measure those only; `large` and `national` are measured only by name."""

import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.attending import attending
from tests.bench.building import builds, large, national
from tests.bench.drawing import draws
from tests.bench.mapping import mapping
from tests.bench.measures import REPOSITORY, Measure, machine, run
from tests.bench.pages import pages
from tests.bench.paper import paper
from tests.bench.peer import peer
from tests.bench.reading import reading
from tests.bench.starting import starts
from tests.bench.workbook import workbook

_RESULTS = Path(__file__).with_name("results.json")
_PAGE = REPOSITORY / "docs" / "bench.md"
_HEADINGS = {
    "draws": "Simulation",
    "attenderingen": "Attenderingen",
    "builds": "Builds",
    "peer": "The same in pandas",
    "map": "Map",
    "pages": "Pages",
    "reading": "Pages in the browser",
    "starts": "Start and memory",
    "exports": "Exports",
    "paper": "Paper",
    "large": "Ten times as large",
    "national": "The whole country",
}
_BY_NAME = ("large", "national")
_SERVED_HOMES = 6_000
_Alone = Callable[[], list[Measure]]
_OnABuild = Callable[[Path], list[Measure]]
_ALONE: dict[str, _Alone] = {
    "draws": draws,
    "attenderingen": attending,
    "builds": builds,
    "exports": workbook,
    "large": large,
    "national": national,
    "map": mapping,
}
_ON_A_BUILD: dict[str, _OnABuild] = {"peer": peer, "pages": pages, "reading": reading, "starts": starts, "paper": paper}


def main(asked: list[str]) -> None:
    """Measure everything, or what is asked; the other parts stay as they were measured last."""
    wanted = asked or [part for part in _HEADINGS if part not in _BY_NAME]
    results: dict[str, Any] = json.loads(_RESULTS.read_text(encoding="utf-8")) if _RESULTS.exists() else {}
    kept = {part: told for part, told in results.get("parts", {}).items() if part in _HEADINGS}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if any(part in _ON_A_BUILD for part in wanted):
            run("demo", "--out", folder, "--homes", str(_SERVED_HOMES))
            run("build", "-c", folder)
        for part in wanted:
            started = time.monotonic()
            measured = _ALONE[part]() if part in _ALONE else _ON_A_BUILD[part](folder)
            kept[part] = _head() | {"measures": [asdict(each) | {"ratio": round(each.ratio, 3)} for each in measured]}
            _write(kept)
            sys.stdout.write(f"{_HEADINGS[part]}: {time.monotonic() - started:.0f} s\n")
            sys.stdout.flush()


def _head() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.strip()
    load = float(Path("/proc/loadavg").read_text(encoding="utf-8").split()[0])
    return {"date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", "commit": commit, "machine": machine(), "load": load}


def _write(parts: dict[str, Any]) -> None:
    _RESULTS.write_text(json.dumps({"parts": parts}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _PAGE.write_text(_page(parts), encoding="utf-8")


def _page(parts: dict[str, Any]) -> str:
    """The tables as a page of the docs."""
    lines = [
        "# Benchmark",
        "",
        (
            "Made by `make bench` (`python -m tests.bench PART …` for some of it). Each figure stands beside a limit or a "
            "peer that was measured in the same run. Times are CPU seconds where it says so, because the machine may be "
            "shared: `load` is how many processes wanted a core just after the part was measured, the bench itself included. "
            "What is not reached, and why: [speed-targets.md](speed-targets.md)."
        ),
    ]
    for part, heading in _HEADINGS.items():
        if part not in parts:
            continue
        told = parts[part]
        lines += [
            "",
            f"## {heading}",
            "",
            f"{told['date']}, commit {told['commit']}, {told['machine']}, load {told['load']:.1f}.",
            "",
        ]
        lines += ["| measure | figure | beside | its figure | ratio | aimed at |", "|---|---|---|---|---|---|"]
        lines += [
            f"| {m['name']} | {m['value']:.4g} {m['unit']} | {m['limit']} | {m['of_limit']:.4g} | {m['ratio']:.3g} | {m['target']} |"
            for m in told["measures"]
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
