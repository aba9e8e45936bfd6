"""Records have versions, two people never lose each other's work, and what happened is written down for good."""

from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, String, Table, select, text
from sqlalchemy.exc import DBAPIError

from data.errors import CallerMistakeError, OutdatedError, StoreGoneError
from data.workflow import Store, User, history, sqlite_url, versioned
from data.workflow._changes import change_log

ANNA, BRAM = User("Anna"), User("Bram")


@pytest.fixture(scope="module")
def notes() -> Table:
    """A table of a topic that only this test knows."""
    table = versioned(
        "test_note", Column("area_id", String(200)), Column("mark", Integer), Column("words", String(200))
    )
    table.metadata.remove(table)
    return table


@pytest.fixture
def ready(store: Store, notes: Table) -> Store:
    with store.engine.begin() as connection:
        notes.create(connection)
    return store


def test_two_people_never_lose_one_anothers_work(ready: Store, notes: Table) -> None:
    with ready.writing(ANNA) as changes:
        note = changes.insert(notes, {"area_id": "complex:1", "mark": 3, "words": "trap"})
    with ready.writing(BRAM) as changes:
        assert changes.update(notes, note, 1, {"mark": 4}) == 2
    with pytest.raises(OutdatedError, match="Bram heeft dit intussen gewijzigd") as caught:
        with ready.writing(ANNA) as changes:
            changes.insert(notes, {"area_id": "complex:2", "mark": 1})
            changes.update(notes, note, 1, {"mark": 5})
    assert caught.value.theirs is not None
    assert (caught.value.theirs["mark"], caught.value.theirs["version"]) == (4, 2)
    with ready.reading() as connection:
        kept = connection.execute(select(notes.c.area_id, notes.c.mark, notes.c.changed_by)).all()
    assert kept == [("complex:1", 4, "Bram")], "what was refused left no trace, not even its first half"


def test_every_change_is_told_with_time_user_and_old_value(ready: Store, notes: Table) -> None:
    with ready.writing(ANNA) as changes:
        note = changes.insert(notes, {"area_id": "complex:1", "mark": 3})
    with ready.writing(BRAM) as changes:
        changes.update(notes, note, 1, {"mark": 4, "area_id": "complex:1"})
    with ready.writing(ANNA) as changes:
        changes.remove(notes, note, 2)
    with ready.reading() as connection:
        told = history(connection, notes, note)
    expected: list[tuple[str, str, object, object]] = [
        ("Anna", "insert", None, {"area_id": "complex:1", "mark": 3}),
        ("Bram", "update", {"mark": 3}, {"mark": 4}),
        ("Anna", "delete", {"area_id": "complex:1", "mark": 4, "words": None}, None),
    ]
    assert [(line.by, line.action, line.old, line.new) for line in told] == expected
    assert all(line.at.tzinfo is not None for line in told)
    with pytest.raises(OutdatedError, match="verwijderd"):
        with ready.writing(BRAM) as changes:
            changes.update(notes, note, 2, {"mark": 1})


@pytest.mark.parametrize("statement", ["delete from change_log", "update change_log set \"by\" = 'niemand'"])
def test_the_database_itself_keeps_the_log(ready: Store, notes: Table, statement: str) -> None:
    with ready.writing(ANNA) as changes:
        changes.insert(notes, {"mark": 3})
    with pytest.raises(DBAPIError, match="append-only"):
        with ready.engine.begin() as connection:
            connection.execute(text(statement))
    with ready.reading() as connection:
        assert connection.execute(select(change_log.c.by)).scalars().all() == ["Anna"]


def test_the_revision_goes_up_with_a_change_and_only_then(ready: Store, notes: Table) -> None:
    before = ready.revision()
    with ready.writing(ANNA) as changes:
        note = changes.insert(notes, {"mark": 3}, record_id="a" * 32)
    assert ready.revision() == before + 1
    with ready.writing(ANNA) as changes:
        assert changes.insert(notes, {"mark": 3}, record_id="a" * 32) == note, "sent twice counts once"
        assert changes.update(notes, note, 1, {"mark": 3}) == 1, "what is already so is no change"
    with ready.reading() as connection:
        assert len(history(connection, notes, note)) == 1


def test_a_store_of_a_newer_program_is_refused_in_one_sentence(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = 'later'"))
    other = Store(store.url.render_as_string(hide_password=False))
    with pytest.raises(CallerMistakeError, match=r"nieuwere Buurtlicht \(versie 'later'\)"):
        other.prepare()
    other.close()


@pytest.mark.parametrize("url", ["mysql://u@h/d", "geen url", "sqlite://", "postgresql://u@h:poort/d"])
def test_another_kind_of_url_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(CallerMistakeError, match=r"De url van \[workflow\] is niet goed"):
        Store(url)


def test_a_file_that_disappears_is_told_and_never_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "workflow.sqlite"
    store = Store(sqlite_url(file))
    store.prepare()
    away = file.rename(tmp_path / "away")
    with pytest.raises(StoreGoneError, match="niet bereikbaar"):
        store.revision()
    assert not file.exists()
    away.rename(file)
    assert store.revision() == 0
