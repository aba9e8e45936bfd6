"""What was made before, and out of what: work whose inputs are the same to the last byte need not be done again.

A mark says what a result was made of: the inputs that its maker names, the code of this product and the
libraries that it computes with. Marks lie in `var/cache/<name>.json` beside what a report needs; a mark that
does not fit is as good as none, so deleting the folder is always safe.
"""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data.installation import Installation

_PACKAGES = ("data", "ingest", "indicators")
_LIBRARIES = (
    "duckdb",
    "numpy",
    "scipy",
    "shapely",
    "pyarrow",
    "geopandas",
    "pyogrio",
    "scikit-learn",
    "esda",
    "libpysal",
)


def mark_of(*inputs: str | bytes) -> str:
    """One hash over these inputs, in this order, and the code and libraries that work on them."""
    digest = sha256(_code().encode())
    for each in inputs:
        content = each.encode() if isinstance(each, str) else each
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def contents(paths: Iterable[Path]) -> bytes:
    """Names and contents of files, in the order of their names; what is no file is left out."""
    found = [(path.name.encode(), path.read_bytes()) for path in sorted(paths) if path.is_file()]
    return b"".join(len(part).to_bytes(8, "big") + part for pair in found for part in pair)


def remember(installation: Installation, name: str, mark: str, told: dict[str, Any]) -> None:
    """Keep the mark of a result, with plain values that tell about it; replaces the one before in one step."""
    path = _path(installation, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps({"mark": mark, "told": told}, ensure_ascii=False, default=str), encoding="utf-8")
    partial.replace(path)


def recall(installation: Installation, name: str, mark: str) -> dict[str, Any] | None:
    """What was told about the result of this mark; None where the last one was another, or there is none."""
    kept = _read(_path(installation, name))
    return kept["told"] if kept.get("mark") == mark else None


def mark_in_use(installation: Installation, name: str) -> str:
    """The mark of the last result; empty where there is none."""
    return str(_read(_path(installation, name)).get("mark", ""))


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        # Absent, or cut short when a disk was full: then nothing is known.
        return {}


def cache_folder(installation: Installation) -> Path:
    """Where marks lie."""
    return installation.var / "cache"


def figures_folder(installation: Installation) -> Path:
    """Where figures lie that a next build may take over; they hold counts of small places."""
    return cache_folder(installation) / "figures"


def _path(installation: Installation, name: str) -> Path:
    return cache_folder(installation) / f"{name}.json"


@cache
def _code() -> str:
    digest = sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    root = Path(__file__).resolve().parents[1]
    for path in sorted(path for package in _PACKAGES for path in (root / package).rglob("*") if path.is_file()):
        if path.suffix in {".py", ".sql", ".toml"}:
            digest.update(f"\n{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
