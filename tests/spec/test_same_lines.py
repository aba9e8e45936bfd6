"""A file of which most lines were delivered before gives what it gives when all of it is read."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.configuration import read_configuration
from data.errors import BuurtlichtError
from ingest.forgetting import forget
from ingest.reading import same_lines
from ingest.reading.same_lines import lines_of
from tests.corporation import deliver, rows, run

Lines = list[str]
_HEADER = "Zaaknummer;Eenheidnummer;Geopend;Gesloten;Soort overlast;Status;Postcode;Huisnummer"
_KEY = b"key"


def _cases() -> Lines:
    """Cases of seven years, the oldest past their term, with a blank line, a double, a total and three mistakes among them."""
    dice = np.random.default_rng(3)
    lines = [_HEADER]
    for number in range(1, 401):
        opened = dt.date(2019, 10, 1) + dt.timedelta(days=6 * number)
        closed = opened + dt.timedelta(days=int(dice.integers(5, 90)))
        is_open = number % 9 == 0 or closed > dt.date(2026, 8, 31)
        ends = "open" if is_open else "gesloten"
        day = "" if is_open else f"{closed:%d-%m-%Y}"
        kind = ("geluid", "drugs", "jeugd")[number % 3]
        lines.append(f"Z{number};{1 + number % 4};{opened:%d-%m-%Y};{day};{kind};{ends};;{1 + number % 7}")
    lines[50] = "Z50;1;31-31-2020;;geluid;open;;1"
    lines[200] = "Z200;1;01-01-2020;;zwemmen;open;;1"
    lines[300] = "Totaal;;;;;;;"
    lines[310] = lines[309].replace("geluid", "drugs")
    lines[320] = ""
    return lines


def _month(lines: Lines) -> Lines:
    """New cases at the end, and one of before is closed."""
    closed = [
        line.replace(";;", ";02-09-2026;", 1).replace("open", "gesloten") if line[:5] == "Z396;" else line
        for line in lines
    ]
    return [*closed, *(f"Z{number};2;0{number - 400}-09-2026;;geluid;open;;3" for number in range(401, 409))]


def _corrected(lines: Lines) -> Lines:
    """Old ones: one that is past its term, and one that is not."""
    other = {"Z21": "drugs", "Z372": "jeugd"}
    return [line.replace("geluid", other.get(line.split(";")[0], "geluid")) for line in lines]


def _reopened(lines: Lines) -> Lines:
    """A case that was past its term is open again, further on in the file; its old line is still there."""
    return [*lines[:350], lines[31].replace("gesloten", "open").replace("2020;", "2020;", 1), *lines[350:]]


def _doubled(lines: Lines) -> Lines:
    """A case of which the line stayed has a second line, that is filled further."""
    return [*lines, "Z369;2;19-10-2025;01-09-2026;drugs;gesloten;1234AB;3"]


def _removed(lines: Lines) -> Lines:
    return [line for number, line in enumerate(lines) if number not in (15, 16, 290, 50)]


def _added_above(lines: Lines) -> Lines:
    return [lines[0], "Z900;1;05-05-2026;;geluid;open;;1", *lines[1:]]


def _turned(lines: Lines) -> Lines:
    return [lines[0], *reversed(lines[1:])]


def _american(lines: Lines) -> Lines:
    """The first line tells that months come first; then no day is what it was."""
    return [lines[0], *(line for line in lines[1:] if _may_be_month(line)), "Z901;1;05-25-2026;;geluid;open;;1"]


def _may_be_month(line: str) -> bool:
    return all(not day[:2].isdigit() or int(day[:2]) <= 12 for day in line.split(";")[2:4])


def _other_columns(lines: Lines) -> Lines:
    return [";".join([*line.split(";")[4:], *line.split(";")[:4]]) if line else "" for line in lines]


def _other_delimiter(lines: Lines) -> Lines:
    return [line.replace(";", ",") for line in lines]


def _spaced(lines: Lines) -> Lines:
    return [line.replace(";geluid;", "; geluid ;") for line in lines]


def _quoted(lines: Lines) -> Lines:
    """A cell with the end of a line in it: lines are no rows any more."""
    return [*lines, 'Z902;1;05-05-2026;;"geluid\n";open;;1']


def _mapped(monitor: Path) -> None:
    """Another meaning of a word in the file."""
    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(
        text.replace('kind = "cases"', 'kind = "cases"\nvalues.kind = { drugs = "other" }'), encoding="utf-8"
    )


def _dated(day: str) -> Callable[[Path], None]:
    def move(monitor: Path) -> None:
        text = monitor.read_text(encoding="utf-8")
        monitor.write_text(text.replace("2026-09-30", day), encoding="utf-8")

    return move


def _forgotten(monitor: Path) -> None:
    forget(read_configuration(monitor), "dwelling", "2", progress=lambda _: None)


def _short(monitor: Path) -> None:
    """The next delivery may be shorter."""
    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(text.replace("[ingest]", "[ingest]\nmax_row_drop = 1"), encoding="utf-8")


def _nothing(_monitor: Path) -> None:
    """As it was."""


def _text(lines: Lines) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _everything(monitor: Path) -> object:
    """All that is kept: the warehouse, the facts and the rows of each delivery, and the rejects."""
    var = monitor.parent / "var"
    with duckdb.connect(str(var / "warehouse.duckdb"), read_only=True) as con:
        names = [str(name) for (name,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        tables = {name: con.execute(f"select * from {name} order by all").fetchall() for name in names}
        kept = {
            path.name: con.execute("select * from read_parquet(?) order by all", [str(path)]).fetchall()
            for path in sorted((var / "deliveries").glob("*/*.parquet"))
        }
    facts = {path.name: json.loads(path.read_text()) for path in (var / "deliveries").glob("*/*.json")}
    rejects = {path.name: path.read_text() for path in (var / "rejects").glob("*.csv")}
    return tables, kept, facts, rejects


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A first delivery."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_lines, "WORTH_BYTES", 0)
        folder = tmp_path_factory.mktemp("first") / "a"
        folder.mkdir()
        run(deliver(folder, cases=_text(_cases())))
    return folder


@pytest.mark.parametrize(
    ("change", "configure", "is_compared"),
    [
        (_month, _nothing, True),
        (_corrected, _nothing, True),
        (_reopened, _nothing, True),
        (_doubled, _nothing, True),
        (_removed, _nothing, True),
        (_added_above, _nothing, True),
        (_turned, _nothing, True),
        (_spaced, _nothing, True),
        (_month, _dated("2026-12-31"), True),
        (_month, _forgotten, False),
        (_month, _dated("2026-06-30"), False),
        (_month, _mapped, False),
        (_american, _short, False),
        (_other_columns, _nothing, False),
        (_other_delimiter, _nothing, False),
        (_quoted, _nothing, False),
    ],
)
def test_what_is_taken_over_is_what_would_be_read(
    tmp_path: Path,
    delivered: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Lines], Lines],
    configure: Callable[[Path], None],
    is_compared: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    """Twins, of which one has the digests of the first delivery, and one has not; whatever the next delivery is."""
    monkeypatch.setattr(same_lines, "WORTH_BYTES", 0)
    compared: list[int] = []
    find = same_lines.find_taken
    monkeypatch.setattr("ingest.reading.file.find_taken", lambda *asked: compared.append(find(*asked)))
    found = []
    for name in ("a", "b"):
        folder = shutil.copytree(delivered, tmp_path / name)
        configure(folder / "monitor.toml")
        if name == "b":
            for digests in (folder / "var" / "deliveries").glob("*/*.lines"):
                digests.unlink()
        (folder / "cases.csv").write_bytes(_text(change(_cases())))
        run(folder / "monitor.toml")
        found.append(_everything(folder / "monitor.toml"))
    assert found[0] == found[1]
    assert bool(compared) == is_compared
    if change is _month and is_compared:
        # Of 400 lines all but the blocks with something odd in them.
        assert sum(compared) > 150


def test_what_a_newer_delivery_says_does_not_come_back_as_the_older_said_it(
    tmp_path: Path, delivered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Z9 is open in the file; a correction beside it says that it was closed long ago, so its number is gone."""
    monkeypatch.setattr(same_lines, "WORTH_BYTES", 0)
    found = []
    for name in ("a", "b"):
        folder = shutil.copytree(delivered, tmp_path / name)
        correction = [_HEADER, "Z9;2;24-11-2019;01-02-2020;geluid;gesloten;;3"]
        monitor = deliver(folder, cases=_text(_cases()), cases__late=_text(correction))
        run(monitor)
        assert rows(monitor, "select count(*) from fct_case where case_id = 'Z9'") == [(0,)]
        if name == "b":
            for digests in (folder / "var" / "deliveries").glob("*/*.lines"):
                digests.unlink()
        (folder / "cases.csv").write_bytes(_text(_month(_cases())))
        run(monitor)
        # The newest export has it open again.
        assert rows(monitor, "select count(*) from fct_case where case_id = 'Z9'") == [(1,)]
        found.append(_everything(monitor))
    assert found[0] == found[1]


def test_digests_go_with_what_they_are_of(tmp_path: Path, delivered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file that was replaced, and on a request to forget."""
    monkeypatch.setattr(same_lines, "WORTH_BYTES", 0)
    folder = shutil.copytree(delivered, tmp_path / "a")
    assert len(list((folder / "var" / "deliveries" / "cases").glob("*.lines"))) == 1
    before = set((folder / "var" / "deliveries" / "cases").glob("*.lines"))
    (folder / "cases.csv").write_bytes(_text(_month(_cases())))
    run(folder / "monitor.toml")
    now = set((folder / "var" / "deliveries" / "cases").glob("*.lines"))
    assert len(now) == 1
    assert not now & before
    figures = folder / "var" / "cache" / "figures"
    figures.mkdir(parents=True)
    (figures / "kept.arrow").touch()
    _forgotten(folder / "monitor.toml")
    assert not list((folder / "var" / "deliveries").glob("*/*.lines"))
    assert not figures.exists()


_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12)


@given(st.lists(_LINE, min_size=1, max_size=120), st.integers(0, 119), _LINE)
def test_lines_are_divided_by_what_they_hold(lines: list[str], place: int, new: str) -> None:
    """Every line lies in one block, no block can be guessed line by line, and a new line changes nothing before it."""
    divided = lines_of(_text(lines), _KEY)
    assert sum(divided.counts) == len(lines)
    assert all(count >= 8 for count in divided.counts) or len(divided.counts) == 1
    put_in = lines_of(_text([*lines[:place], new, *lines[place:]]), _KEY)
    before = int(np.searchsorted(divided.starts, min(place, len(lines)), side="right")) - 2
    assert put_in.digests[: max(before, 0)] == divided.digests[: max(before, 0)]
    assert lines_of(_text(lines), b"other").digests != divided.digests


def test_no_digest_is_kept_of_a_few_rows_that_lost_something(delivered: Path) -> None:
    """Else whoever has the key and the rows that are left could try what the others were."""
    (digests,) = (delivered / "var" / "deliveries" / "cases").glob("*.lines")
    told = json.loads(digests.read_text())
    with duckdb.connect() as con:
        rows = con.execute(
            "select row, expired from read_parquet(?)", [str(digests.with_suffix(".parquet"))]
        ).fetchall()
    expired, first, kept = dict(rows), 1, 0
    for count, digest in zip(told["counts"], told["digests"], strict=True):
        states = [expired.get(row) for row in range(first, first + count)]
        assert not digest or None not in states
        assert not digest or states.count(True) == 0 or states.count(True) >= 8
        first, kept = first + count, kept + bool(digest)
    assert kept > 5
    assert "" in told["digests"]


def test_a_reading_that_was_refused_leaves_nothing_to_compare_with(
    tmp_path: Path, delivered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_lines, "WORTH_BYTES", 0)
    folder = shutil.copytree(delivered, tmp_path / "a")
    before = _everything(folder / "monitor.toml")
    (folder / "cases.csv").write_bytes(_text([_HEADER, *(f"Z{n};1;99-99-2020;;geluid;open;;1" for n in range(400))]))
    with pytest.raises(BuurtlichtError):
        run(folder / "monitor.toml")
    (folder / "cases.csv").write_bytes(_text(_cases()))
    run(folder / "monitor.toml")
    assert _everything(folder / "monitor.toml") == before
