"""Files that people ask for on a page: where they lie, how long, and the process that makes a long one.

A long file is made by a process of its own. The callback that Dash runs in the background is a fork of a
worker that has threads, where no database may be opened; it only starts that process and passes on what
it tells. A stop kills both.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dash import DiskcacheManager
from diskcache import Cache
from flask import Flask, Response, abort, send_file

from data.errors import CallerMistakeError
from data.vocabulary import Tier
from layouts._context import face
from layouts._exports.folders import Folders
from layouts._notes import FILE_FAILED
from layouts._store import agreed_store

_KEPT_S = 3600
_SIZE_BYTES = 64_000_000
_ROOT = Path(__file__).resolve().parents[2]
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")
_configured: dict[str, Folders] = {}


def configure(builds: Path, geometry: Path, tier: Tier) -> DiskcacheManager:
    """Choose where files are made; returns what runs the long ones. The folder lies in `var/`, for all workers."""
    _configured["folders"] = Folders(builds, geometry, tier)
    cache = Cache(str(_folder() / "cache"), size_limit=_SIZE_BYTES)
    return DiskcacheManager(cache, expire=_KEPT_S)  # type: ignore[no-untyped-call]


def folders() -> Folders:
    """What `configure` chose."""
    return _configured["folders"]


def _folder() -> Path:
    """One per tier: what was made in one cannot be asked of another."""
    return folders().builds.parent / "exports" / str(folders().tier)


def new_folder() -> Path:
    """An empty folder with a name that nobody can guess; folders of an hour old are thrown away."""
    files = _folder() / "files"
    files.mkdir(parents=True, exist_ok=True)
    for old in files.iterdir():
        if time.time() - old.stat().st_mtime > _KEPT_S:
            shutil.rmtree(old, ignore_errors=True)
    made = files / secrets.token_urlsafe(24)
    made.mkdir(mode=0o700)
    return made


def address(path: Path) -> str:
    """Where a browser fetches a file of `new_folder`."""
    return f"/export/{path.parent.name}/{path.name}"


def serve_files(server: Flask) -> None:
    """Answer the addresses of files."""
    server.add_url_rule("/export/<token>/<name>", view_func=_file, endpoint="export")


def _file(token: str, name: str) -> Response:
    path = _folder() / "files" / token / name
    if not _TOKEN.fullmatch(token) or "/" in name or name.startswith(".") or not path.is_file():
        abort(404)
    response = send_file(path, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _store_url() -> str:
    """Where verdicts and agreements are; with its password, so it goes through a pipe and not on a command line."""
    store = agreed_store()
    return store.url.render_as_string(hide_password=False) if store else ""


def make(asked: dict[str, Any], tell: Callable[[float, str], None]) -> Path:
    """Have a process make the file that was asked for, and pass on how far it is.

    Raises CallerMistakeError with the sentence that the process gave.
    """
    here = folders()
    folder = new_folder()
    task = {
        "builds": str(here.builds),
        "geometry": str(here.geometry),
        "tier": str(here.tier),
        "folder": str(folder),
        "store": _store_url(),
        "open_data": face().open_data.model_dump(),
        **{key: str(asked.get(key) or "") for key in ("kind", "path", "search", "party", "agreement")},
    }
    # -P: the working directory of the server may hold a folder `data`, which is not ours.
    command = [sys.executable, "-P", "-m", "layouts._exports.work"]
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    with subprocess.Popen(  # noqa: S603  our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a process without pipes")
        process.stdin.write(json.dumps(task))
        process.stdin.close()
        said: dict[str, Any] = {}
        for line in process.stdout:
            said = json.loads(line)
            if "stage" in said:
                tell(said["share"], said["stage"])
    if process.returncode or "file" not in said:
        raise CallerMistakeError(said.get("mistake", FILE_FAILED))
    return Path(said["file"])
