"""Assessments given in the app are a source of the next build, by the same contract as a file."""

import datetime as dt
from pathlib import Path

from data.configuration import read_configuration
from data.workflow import User, open_store
from data.workflow.assessments import save_assessment
from tests.corporation import deliver, rows, run

DAY = dt.date(2026, 9, 1)


def test_two_raters_count_and_no_name_reaches_the_warehouse(tmp_path: Path) -> None:
    """Marks of complex A on 1 September, as they were given.

    rater | schoon | overlast
    Anna  | A      | 2
    Anna  | A+     |           (she was wrong at first: her last mark of a day counts)
    Bram  | C      |
    """
    monitor = deliver(tmp_path)
    store = open_store(read_configuration(monitor))
    save_assessment(store, User("A. de Wijk"), "A", DAY, {"schoon": "A", "overlast": "2"}, "a" * 32)
    save_assessment(store, User("A. de Wijk"), "A", DAY, {"schoon": "A+"}, "b" * 32)
    save_assessment(store, User("Bram"), "A", DAY, {"schoon": "C"}, "c" * 32)
    store.close()
    for _ in range(2):
        report = run(monitor)
        found = rows(
            monitor,
            "select code, aspect, mark, rater_hash from fct_staff_mark join dim_place using (place_key) order by all",
        )
        assert [row[:3] for row in found] == [("A", "overlast", 2.0), ("A", "schoon", 2.0), ("A", "schoon", 5.0)]
        assert len({row[3] for row in found}) == 2
    told = next(file for file in report.files if file.file.endswith("complexbeoordeling-app.csv"))
    assert (told.accepted, told.rejected) == (3, 0)
    assert not list(tmp_path.rglob("complexbeoordeling-app.csv")), "the file is there only while ingest runs"
    for path in (tmp_path / "var").rglob("*"):
        if path.is_file() and not path.name.startswith("workflow.sqlite"):
            assert b"de Wijk" not in path.read_bytes(), path
