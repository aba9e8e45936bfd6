"""What was confirmed is never lost: a kill in the middle of saving, a backup, an older store."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from data.errors import CallerMistakeError, InputRefusedError
from data.installation import Installation, only_writer
from data.vocabulary import Light
from data.workflow import Store, User, backup, restore, sqlite_url
from data.workflow._changes import change_log
from data.workflow.assessments import assessments, save_assessment
from data.workflow.rounds import make_round, rounds
from data.workflow.verdict_facts import ModelLight, Role
from data.workflow.verdicts import save_verdict, verdicts_in
from tests.conftest import CommandLine

ANNA = User("Anna")
ROOT = Path(__file__).parents[2]
CONFIRMED = 60


def url_of(store: Store) -> str:
    return store.url.render_as_string(hide_password=False)


def filled(store: Store) -> str:
    spring = make_round(store, ANNA, "voorjaar 2027", {"complex:1": "Hof"}, blind=False, record_id="a" * 32)
    said = {"round_id": spring, "area_id": "complex:1", "role": Role.CARE, "model": ModelLight(Light.RED, "b")}
    save_verdict(store, ANNA, light=Light.AMBER, reason="tackled", note="Café ‘t Hoekje", **said)  # type: ignore[arg-type]
    return spring


def test_kill_9_during_50_concurrent_saves_loses_nothing_that_was_confirmed(store: Store) -> None:
    areas = {f"complex:{number}": f"Complex {number}" for number in range(50)}
    spring = make_round(store, ANNA, "voorjaar 2027", areas, blind=True, record_id="a" * 32)
    command = [sys.executable, "-m", "tests.workflow.saver", url_of(store), spring]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(CONFIRMED)]
        process.kill()
        told += process.stdout.readlines()
    confirmed: dict[str, tuple[int, str]] = {}
    for line in told:
        if line.endswith("\n"):
            area_id, version, light = line.split()
            confirmed[area_id] = max(confirmed.get(area_id, (0, "")), (int(version), light))
    kept = {area_id: (said[0].version, str(said[0].light)) for area_id, said in verdicts_in(store, spring).items()}
    assert sum(version for version, _ in confirmed.values()) >= CONFIRMED
    for area_id, (seen, colour) in confirmed.items():
        assert kept[area_id][0] in {seen, seen + 1}, f"{area_id}: confirmed {seen}, kept {kept[area_id]}"
        if kept[area_id][0] == seen:
            assert kept[area_id][1] == colour
    with store.reading() as connection:
        logged = connection.execute(select(change_log.c.number).where(change_log.c.table_name == "verdict")).all()
    assert len(logged) == sum(version for version, _ in kept.values()), "each change is in the log, once"


def test_a_backup_comes_back_whole_on_either_database(
    store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    spring = filled(store)
    marks = {"schoon": "A+", "overlast": "3"}
    save_assessment(store, ANNA, "1052", rounds(store)[0].made_on, marks, "b" * 32)
    file = tmp_path / "kopie.zip"
    assert backup(store, file) > 3
    other_kind = (
        str(request.getfixturevalue("postgresql_url")) if store.is_sqlite else sqlite_url(tmp_path / "o.sqlite")
    )
    other = Store(other_kind)
    try:
        restore(other, file, tmp_path / "spill")
        assert verdicts_in(other, spring) == verdicts_in(store, spring)
        assert assessments(other) == assessments(store)
        assert other.revision() == store.revision()
        make_round(other, ANNA, "najaar 2027", {"complex:1": "Hof"}, blind=True, record_id="c" * 32)
        restore(store, file, tmp_path / "spill")
        assert len(rounds(store)) == 1, "a store that is restored goes on"
        make_round(store, ANNA, "najaar 2027", {"complex:1": "Hof"}, blind=True, record_id="d" * 32)
    finally:
        other.close()


def test_what_people_wrote_is_not_laid_outside_the_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(sqlite_url(tmp_path / "w.sqlite"))
    filled(store)
    backup(store, tmp_path / "kopie.zip")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no such folder"))
    restore(store, tmp_path / "kopie.zip", tmp_path / "spill")
    assert not list((tmp_path / "spill").iterdir()), "and nothing of it stays"


@pytest.mark.parametrize("damage", ["cut", "changed", "lacking", "not a zip"])
def test_a_damaged_backup_is_refused_and_changes_nothing(tmp_path: Path, damage: str) -> None:
    store = Store(sqlite_url(tmp_path / "w.sqlite"))
    filled(store)
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    backup(store, good)
    if damage == "cut":
        bad.write_bytes(good.read_bytes()[:-200])
    elif damage == "not a zip":
        bad.write_text("voorjaar")
    else:
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
            for name in old.namelist():
                if damage == "changed" or name != "verdict.jsonl":
                    new.writestr(name, old.read(name).replace(b"amber", b"green"))
    before = rounds(store), store.revision()
    with pytest.raises(InputRefusedError, match="geen gave reservekopie"):
        restore(store, bad, tmp_path / "spill")
    assert (rounds(store), store.revision()) == before
    with pytest.raises(CallerMistakeError, match="bestaat niet"):
        restore(store, tmp_path / "weg.zip", tmp_path / "spill")


def test_a_store_of_an_older_version_is_migrated_with_what_it_holds(url: str) -> None:
    old = Store(url)
    old.create_at("core")
    with old.engine.begin() as connection:
        assert not inspect(connection).has_table("verdict")
        connection.execute(text("update store_state set revision = 41"))
        connection.execute(
            text(
                "insert into change_log (number, revision, at, by, table_name, record_id, action)"
                " values (1, 41, '2026-01-02 03:04:05', 'Anna', 'iets', 'x', 'insert')"
            )
            if old.is_sqlite
            else text(
                "insert into change_log (revision, at, by, table_name, record_id, action)"
                " values (41, '2026-01-02 03:04:05', 'Anna', 'iets', 'x', 'insert')"
            )
        )
    old.close()
    new = Store(url)
    assert new.revision() == 41
    spring = filled(new)
    assert verdicts_in(new, spring)["complex:1"][0].note == "Café ‘t Hoekje"
    with new.reading() as connection:
        assert connection.execute(select(change_log.c.by).order_by(change_log.c.number)).scalars().first() == "Anna"
    new.close()


def test_the_commands_backup_and_restore(tmp_path: Path, buurtlicht: CommandLine) -> None:
    (tmp_path / "monitor.toml").write_text(
        'name = "W"\nreference_date = 2026-09-30\n[[source]]\nkind = "stock"\npath = "w.csv"\n', encoding="utf-8"
    )
    store = Store(sqlite_url(tmp_path / "var" / "workflow.sqlite"))
    filled(store)
    done = buurtlicht("backup", "-c", tmp_path, tmp_path / "kopie.zip")
    assert done.returncode == 0, done.stderr
    assert buurtlicht("backup", "-c", tmp_path, tmp_path / "kopie.zip").returncode == 2
    make_round(store, ANNA, "najaar 2027", {"complex:1": "Hof"}, blind=True, record_id="c" * 32)
    done = buurtlicht("restore", "-c", tmp_path, tmp_path / "kopie.zip")
    assert done.returncode == 0, done.stderr
    assert [each.name for each in rounds(store)] == ["voorjaar 2027"]
    (saved,) = (tmp_path / "var").glob("voor-restore-*.zip")
    assert saved.name in done.stdout
    with only_writer(Installation(tmp_path)):
        meanwhile = buurtlicht("restore", "-c", tmp_path, tmp_path / "kopie.zip")
    assert (meanwhile.returncode, "Wacht tot die klaar is" in meanwhile.stderr) == (2, True)
    assert list((tmp_path / "var").glob("voor-restore-*.zip")) == [saved]
    (tmp_path / "stuk.zip").write_bytes(saved.read_bytes()[:-50])
    refused = buurtlicht("restore", "-c", tmp_path, tmp_path / "stuk.zip")
    assert refused.returncode == 3
    assert refused.stderr.count("\n") == 1
