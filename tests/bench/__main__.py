"""`make bench`: measure, write results.json and the table in docs/bench.md, and say what was not reached."""

import datetime as dt
import json
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.bench.measures import REPOSITORY, Measure, builds, cold_start, draws, machine, run
from tests.bench.paper import paper

SIZES = (6_000, 24_000)


def main() -> None:
    """Measure everything in one run."""
    found = [*draws(), *builds(SIZES)]
    with tempfile.TemporaryDirectory() as place:
        run("demo", "--out", place)
        run("build", "-c", place)
        found += [*cold_start(Path(place)), *paper(Path(place))]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.strip()
    head = {"date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", "commit": commit, "machine": machine()}
    results = head | {"measures": [asdict(measure) | {"ratio": round(measure.ratio, 2)} for measure in found]}
    here = Path(__file__).parent
    (here / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = page(head, found)
    (REPOSITORY / "docs" / "bench.md").write_text(text, encoding="utf-8")
    print(text)  # noqa: T201  what the command is for


def page(head: dict[str, str], found: list[Measure]) -> str:
    """The table as a page of the docs."""
    lines = [
        "# Benchmark",
        "",
        (
            f"Made by `make bench` on {head['date']}, commit {head['commit']}, {head['machine']}. Each figure stands beside a "
            "limit measured in the same run; the machine is shared, so read the ratios."
        ),
        "",
        "| measure | figure | limit | limit's figure | ratio | aimed at |",
        "|---|---|---|---|---|---|",
    ]
    for m in found:
        limit = f"{m.of_limit:.2f}"
        lines.append(f"| {m.name} | {m.value:.2f} {m.unit} | {m.limit} | {limit} | {m.ratio:.2f} | {m.target} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
