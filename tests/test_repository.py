"""Rules of the repository that a person would have to remember."""

import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
CONTENT = ("ingest/sources", "ingest/connectors", "indicators/definitions")


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", False), ("requirements-dev.lock", True)])
def test_every_dependency_is_locked_with_a_hash_and_without_an_address(lock: str, *, extra: bool) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"]["dev"] if extra else [])
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    locked = {_normal(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    # dash[compress] brings flask-compress: a lock made before the extra was asked for misses it.
    extras = {"compress": "flask-compress", "diskcache": "diskcache", "binary": "psycopg-binary"}
    for requirement in wanted:
        name, _, chosen = re.split(r"[<>=!~ ]", requirement)[0].rstrip("]").partition("[")
        needed = {_normal(name)} | {extras[extra_name] for extra_name in filter(None, chosen.split(","))}
        assert needed <= locked, f"{needed - locked} is not in {lock}: run make lock"
    assert "://" not in text
    assert text.count("--hash=sha256:") >= len(locked)


@pytest.mark.parametrize("folder", CONTENT)
def test_content_files_stay_small(folder: str) -> None:
    for path in (REPOSITORY / folder).glob("*.py"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 200, f"{path.name} has {lines} lines: move machinery out of {folder}"


def test_no_text_of_this_machine_or_of_a_registry_is_committed() -> None:
    forbidden = re.compile(r"(pypi|pythonhosted|npmjs)\.(org|com)|deb\.debian\." + r"org|(?<![\w.-])/(work|farm|root)/")
    for path in REPOSITORY.rglob("*"):
        parts = path.relative_to(REPOSITORY).parts
        if parts[0].startswith(".") and parts[0] != ".ci":
            continue
        if path.suffix in {".py", ".md", ".toml", ".sql", ".js", ".css", ".lock"} or path.name in {"Makefile", "run"}:
            found = forbidden.search(path.read_text(encoding="utf-8"))
            assert found is None or path == Path(__file__), f"{path.name} holds {found and found.group()}"


def test_style_sheets_close_what_they_open() -> None:
    for path in (REPOSITORY / "layouts" / "_assets").glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert text.count("{") == text.count("}"), f"{path.name}: a brace is missing, and rules after it do not count"
