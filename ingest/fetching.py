"""One fetch: pages that are kept until the whole is there, then files, then the manifest.

A page that came in is kept in `<out>/.parts/`, so a fetch that was stopped goes on where it was; a
page older than a day is asked for again, because old and new pages do not belong together. Files
appear in `<out>` only when every page is in, and `manifest.json` says where each came from.
"""

import datetime as dt
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from data.errors import InputRefusedError
from ingest.paging import Rows
from ingest.web import Web

MANIFEST = "manifest.json"
_PARTS = ".parts"
_PART_LIVES_S = 24 * 3600
_TELL_EVERY = 10
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Written:
    """One file that was fetched: which kind of source it is, and how many rows it has."""

    file: str
    kind: str
    rows: int


@dataclass
class Fetching:
    """What a connector works with: the question, the addresses, and where the answer goes."""

    municipality: str
    """CBS code, GM and four digits."""
    year: int
    """The edition; 0 for a service that has only one."""
    services: Mapping[str, str]
    parts: Path
    web: Web
    progress: Callable[[str], None]
    asked: list[str] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)

    @property
    def digits(self) -> str:
        """The four digits that the codes of the municipality's districts and neighbourhoods share."""
        return self.municipality[2:]

    def content(self, url: str, read: Callable[[bytes], Answer]) -> Answer:
        """The answer to a request as `read` understands it, from an earlier try where it came in whole.

        An answer that `read` refuses is not kept.
        """
        self.asked.append(url)
        part = self.parts / hashlib.sha256(url.encode()).hexdigest()[:32]
        if part.is_file():
            return read(part.read_bytes())
        content = self.web.get(url)
        answer = read(content)
        unfinished = part.with_suffix(".new")
        unfinished.write_bytes(content)
        unfinished.replace(part)
        return answer

    def json(self, url: str) -> Mapping[str, Any]:
        """The answer to a request as a JSON object. Raises InputRefusedError where it is not."""

        def read(content: bytes) -> Mapping[str, Any]:
            try:
                answer = json.loads(content)
            except ValueError:
                answer = None
            if isinstance(answer, dict):
                return answer
            raise InputRefusedError(
                f"{url} geeft geen JSON maar begint met {content[:40].decode(errors='replace')!r}. "
                "Controleer het adres (--base-url), of probeer het later opnieuw."
            )

        return self.content(url, read)

    def gather(self, what: str, pages: Iterable[Rows]) -> list[Mapping[str, Any]]:
        """All rows of all pages, with progress."""
        self.progress(f"{what} ophalen")
        rows: list[Mapping[str, Any]] = []
        for number, page in enumerate(pages, start=1):
            rows.extend(page)
            if number % _TELL_EVERY == 0:
                self.progress(f"{what} ophalen, {len(rows)} tot nu toe")
        return rows

    def write(self, file: str, kind: str, rows: int, save: Callable[[Path], object]) -> None:
        """Have `save` write a file. It gets its name in the output folder when the whole fetch is done."""
        if not rows:
            raise InputRefusedError(
                f"Er is niets gevonden voor {self.municipality} ({file}). Controleer de gemeentecode (--municipality) "
                "en het jaar (--year)."
            )
        ready = self.parts / "ready"
        ready.mkdir(exist_ok=True)
        (ready / file).unlink(missing_ok=True)
        save(ready / file)
        self.written.append(Written(file, kind, rows))


def parts_folder(out: Path, name: str) -> Path:
    """The folder for the pages of one fetch; what is older than a day is thrown away."""
    folder = out / _PARTS / name
    folder.mkdir(parents=True, exist_ok=True)
    for part in folder.iterdir():
        if part.is_file() and time.time() - part.stat().st_mtime > _PART_LIVES_S:
            part.unlink()
    return folder


def finish(fetching: Fetching, out: Path, about: Mapping[str, str]) -> None:
    """Give the files their names, write them into the manifest and throw the pages away."""
    manifest = out / MANIFEST
    entries = {entry["file"]: entry for entry in json.loads(manifest.read_text("utf-8"))} if manifest.is_file() else {}
    for written in fetching.written:
        path = (fetching.parts / "ready" / written.file).replace(out / written.file)
        entries[written.file] = {
            "file": written.file,
            "kind": written.kind,
            "rows": written.rows,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "fetched_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "municipality": fetching.municipality,
            "year": fetching.year or None,
            **about,
            "urls": list(dict.fromkeys(fetching.asked)),
        }
    unfinished = manifest.with_suffix(".new")
    unfinished.write_text(json.dumps(list(entries.values()), ensure_ascii=False, indent=2) + "\n", "utf-8")
    unfinished.replace(manifest)
    shutil.rmtree(fetching.parts, ignore_errors=True)
    if not any((out / _PARTS).iterdir()):
        (out / _PARTS).rmdir()
