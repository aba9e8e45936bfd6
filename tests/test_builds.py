"""A build is published whole or not at all, and the one before stays until then."""

import datetime as dt
import gc
import itertools
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import app
from data import builds
from data.configuration import FILE_NAME, read_configuration
from data.errors import CallerMistakeError
from data.installation import Installation, only_writer
from data.secret import derived_key, read_secret
from data.vocabulary import Tier
from data.working import connect


def publish(folder: Path, build_id: str) -> None:
    with builds.new_build(folder, build_id) as place:
        (place / "private.duckdb").write_text(build_id, encoding="utf-8")


def test_a_build_that_fails_leaves_the_previous_one_in_use(tmp_path: Path) -> None:
    publish(tmp_path, "20260101-000000-001")
    with pytest.raises(OSError, match="disk full"), builds.new_build(tmp_path, "20260101-000000-002") as place:
        (place / "private.duckdb").write_text("half", encoding="utf-8")
        raise OSError("disk full")
    assert builds.current(tmp_path) == "20260101-000000-001"
    assert builds.build_ids(tmp_path) == ["20260101-000000-001"]
    assert builds.serving_file(tmp_path, "20260101-000000-001", Tier.PRIVATE).read_text() == "20260101-000000-001"


def test_python_searches_for_cycles_again_after_a_build_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile: list[bool] = []

    def disk_full(*_: object) -> None:
        meanwhile.append(gc.isenabled())
        raise OSError("disk full")

    monkeypatch.setattr(app, "_build", disk_full)
    (tmp_path / FILE_NAME).write_text(
        'name = "W"\nreference_date = 2026-09-30\n[[source]]\nkind = "stock"\npath = "w.csv"\n', encoding="utf-8"
    )
    with pytest.raises(OSError, match="disk full"):
        app.build(read_configuration(tmp_path), print)
    assert (meanwhile, gc.isenabled()) == ([False], True)


def test_the_last_five_builds_are_kept_and_the_pointer_names_the_newest(tmp_path: Path) -> None:
    for number in range(7):
        publish(tmp_path, f"20260101-000000-{number:03d}")
    assert builds.build_ids(tmp_path) == [f"20260101-000000-{number:03d}" for number in range(2, 7)]
    assert builds.current(tmp_path) == "20260101-000000-006"
    assert not list(tmp_path.glob("*.unfinished"))


def test_nightly_builds_leave_the_last_one_of_each_of_twelve_months() -> None:
    found: list[str] = []
    day = dt.date(2025, 8, 1)
    while day <= dt.date(2026, 11, 3):
        found.append(f"{day:%Y%m%d}-020000-000")
        found = sorted(builds.kept(found))
        assert len(found) <= 17
        day += dt.timedelta(days=1)
    assert [build_id[:8] for build_id in found] == [
        "20251231", "20260131", "20260228", "20260331", "20260430", "20260531",
        "20260630", "20260731", "20260831", "20260930",
        "20261030", "20261031", "20261101", "20261102", "20261103",
    ]  # fmt: skip


_KILLED = """
import os, signal, sys
from pathlib import Path
from data import builds
folder, at = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
def look(event, arguments):
    global seen
    if event in {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"} and str(folder) in str(arguments[0]):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
with builds.new_build(folder, "20260103-000000-000") as place:
    for tier in ("private", "open"):
        (place / f"{tier}.duckdb").write_text("20260103-000000-000")
"""


def test_killed_at_any_moment_a_whole_build_is_in_use_and_the_next_one_leaves_nothing_behind(tmp_path: Path) -> None:
    before, after, stopped = "20260102-000000-005", "20260104-000000-000", 0
    for moment in itertools.count(1):
        folder = tmp_path / str(moment)
        for number in range(6):
            publish(folder, f"20260102-000000-{number:03d}")
        done = subprocess.run([sys.executable, "-c", _KILLED, str(folder), str(moment)], check=False)
        in_use = builds.current(folder)
        assert in_use in {before, "20260103-000000-000"}
        assert builds.serving_file(folder, in_use, Tier.PRIVATE).read_text() == in_use
        assert all((folder / each / "private.duckdb").is_file() for each in builds.build_ids(folder))
        publish(folder, after)
        assert builds.current(folder) == after
        assert {path.name for path in folder.iterdir()} == {*builds.build_ids(folder), builds.POINTER}
        if done.returncode == 0:
            break
        stopped += done.returncode == -signal.SIGKILL
    assert stopped == moment - 1 >= 10


def test_a_pointer_to_a_build_that_is_gone_is_no_build(tmp_path: Path) -> None:
    builds.switch(tmp_path, "20260101-000000-000")
    assert builds.current(tmp_path) is None


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    with only_writer(installation), pytest.raises(CallerMistakeError, match="loopt al een andere meting"):
        with only_writer(installation):
            pass
    with only_writer(installation):
        pass


def test_the_secret_is_made_once_and_only_the_owner_may_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BUURTLICHT_SECRET", raising=False)
    path = tmp_path / "var" / "secret"
    secret = read_secret(path)
    assert len(secret) == 32
    assert read_secret(path) == secret
    assert path.stat().st_mode & 0o777 == 0o600
    assert derived_key(secret, "session") != derived_key(secret, "reporter")
    monkeypatch.setenv("BUURTLICHT_SECRET", "from the environment")
    assert read_secret(path) == b"from the environment"


def test_what_does_not_fit_in_memory_waits_inside_the_installation_until_the_next_writer(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    with connect(installation) as con:
        con.execute("set memory_limit = '40MB'")
        con.execute("create table much as select random() as a, random() as b from range(6000000)")
        assert list(installation.spill.iterdir())
        assert con.execute("select count(*) from much").fetchall() == [(6_000_000,)]
    installation.spill.mkdir(exist_ok=True)
    (installation.spill / "left").touch()
    with only_writer(installation):
        assert not installation.spill.exists()
