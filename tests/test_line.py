"""The line from files to lights, by the commands a newcomer types, and what they say when something is wrong."""

import csv
import errno
import json
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click
import duckdb
import pytest

import app
from data import builds
from data.command_line import LazyGroup, run
from data.configuration import read_configuration
from data.vocabulary import Tier
from layouts._filters import MOST_MINE
from layouts._gunicorn import in_url
from tests.conftest import BuiltDemo, CommandLine

_PATIENCE_S = 60
SMALL = ("--homes", "600", "--years", "4")


def test_status_tells_the_build_its_sources_and_its_areas(demo: BuiltDemo, buurtlicht: CommandLine) -> None:
    done = buurtlicht("status", "-c", demo.monitor, "--json")
    assert done.returncode == 0, done.stderr
    state = json.loads(done.stdout)
    assert state["build"] == demo.report["build"]
    stock = next(source for source in state["sources"] if source["kind"] == "stock")
    assert stock["rows_read"] == stock["accepted"] + stock["rejected"] + stock["duplicates"] == 6000
    assert {level: state["areas"][level] for level in ("neighbourhood", "district", "municipality", "stock")} == {
        "neighbourhood": 12,
        "district": 3,
        "municipality": 1,
        "stock": 1,
    }
    with (demo.folder / "woningen.csv").open(encoding="utf-8") as file:
        complexes = {row["Complexnummer"] for row in csv.DictReader(file, delimiter=";")}
    assert state["areas"]["complex"] == len(complexes)
    assert state["areas"]["building"] > state["areas"]["complex"]


def test_every_row_is_accepted_rejected_or_a_duplicate(demo: BuiltDemo) -> None:
    for file in demo.report["ingest"]["files"]:
        counted = file["accepted"] + file["rejected"] + file["duplicates"]
        assert counted == file["rows_read"], file["path"]


def test_a_light_stands_only_where_ten_homes_are(demo: BuiltDemo) -> None:
    folder = demo.folder / "var" / "builds"
    with duckdb.connect(str(folder / demo.report["build"] / "private.duckdb"), read_only=True) as con:
        small = con.sql("select distinct light from area join score using (area_id) where homes < 10").fetchall()
        colours = con.sql("select distinct light from area join score using (area_id) where homes >= 10").fetchall()
    assert small == [("insufficient",)]
    assert {("green",), ("amber",), ("red",)} <= set(colours)


def test_a_build_that_is_refused_leaves_the_one_before(tmp_path: Path, buurtlicht: CommandLine) -> None:
    assert buurtlicht("demo", "--out", tmp_path, *SMALL).returncode == 0
    assert buurtlicht("build", "-c", tmp_path).returncode == 0
    place = read_configuration(tmp_path).installation
    before = builds.current(place.builds)
    stock = tmp_path / "woningen.csv"
    header, *rows = stock.read_text(encoding="utf-8").splitlines()
    stock.write_text("\n".join([header, *(";" * header.count(";") for _ in rows)]), encoding="utf-8")
    done = buurtlicht("build", "-c", tmp_path)
    assert done.returncode == 3
    assert "woningen.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert builds.current(place.builds) == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text.replace('kind = "cases"', 'kind = "casussen"'), "casussen"),
        (lambda text: text.replace('"overlastzaken.csv"', '"weg.csv"'), "weg.csv"),
        (lambda text: text.replace("reference_date", "peildatum"), "'peildatum' is onbekend"),
        (lambda text: text.replace('method = "bik"', 'method = "bok"'), "bok"),
    ],
    ids=["unknown kind", "missing file", "bad key", "unknown method"],
)
def test_a_mistake_of_the_caller_is_one_dutch_sentence_and_exit_code_2(
    demo: BuiltDemo, tmp_path: Path, buurtlicht: CommandLine, change: object, sentence: str
) -> None:
    assert callable(change)
    for path in demo.folder.iterdir():
        if path.is_file() and path.name != "monitor.toml":
            (tmp_path / path.name).symlink_to(path)
    text = change(demo.monitor.read_text(encoding="utf-8"))
    (tmp_path / "monitor.toml").write_text(text, encoding="utf-8")
    done = buurtlicht("build", "-c", tmp_path)
    assert (done.returncode, sentence in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("bouw",), "bestaat niet: bouw"),
        (("build", "--hard"), "De optie --hard bestaat niet"),
        (("build", "-c", "weg.toml"), "weg.toml bestaat niet"),
        (("build", "-c"), "De optie -c heeft een waarde nodig"),
        (("demo", "mijn", "map"), "Dit is te veel: mijn map. Zet een naam met spaties tussen aanhalingstekens"),
        (("serve", "--tier", "geheim"), "kies uit open, closed, private"),
        (("demo", "--homes", "veel"), "schrijf een geheel getal. Zie"),
        (("demo", "--years", "veel"), "schrijf een geheel getal van 4 tot en met 20"),
        (("demo", "--reference-date", "morgen"), "schrijf een datum als 2026-09-30"),
        (("backup", "/"), "dat is een map, en het moet een bestand zijn"),
    ],
)
def test_a_wrong_command_says_what_to_do(
    arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app.root, list(arguments)) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert sentence in told
    assert "buurtlicht" in told


def test_a_demonstration_that_is_too_small_says_the_bounds_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(app.root, ["demo", "--homes", "400"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "van 600 tot en met 3.000.000, want met minder zijn er te weinig complexen" in told


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/data/var/x.part"), 1, "De schijf is vol (/data/var/x.part). De vorige meting"),
        (duckdb.Error('Could not write file "/data/var/w.part": No space left on device'), 1, "De schijf is vol (/data/var/w.part)"),
        (OSError(errno.EROFS, "Read-only file system", "/data/var/writer.lock"), 2, "mag hier niet lezen of schrijven (/data/var/writer.lock)"),
        (sqlite3.OperationalError("attempt to write a readonly database"), 2, "mag hier niet lezen of schrijven. Geef uw gebruiker rechten"),
        (ValueError("een fout van ons"), 1, "Er ging iets mis in Buurtlicht zelf"),
    ],
    ids=["full", "full, says duckdb", "read-only", "read-only, says sqlite", "a defect"],
)  # fmt: skip
def test_a_full_disk_or_a_closed_folder_is_not_told_as_a_defect(
    error: Exception, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def failing() -> None:
        raise RuntimeError("a library that wraps it") from error

    group = click.Group(commands={"x": failing})
    assert run(group, ["x"]) == code
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_a_port_in_use_is_told(
    demo: BuiltDemo, buurtlicht: CommandLine, family: socket.AddressFamily, host: str
) -> None:
    with socket.socket(family) as taken:
        try:
            taken.bind((host, 0))
        except OSError:
            pytest.skip("this computer has no IPv6")
        taken.listen()
        port = taken.getsockname()[1]
        done = buurtlicht("serve", "-c", demo.monitor, "--host", host, "--port", str(port))
    assert done.returncode == 2
    assert f"Poort {port} op {host} is niet vrij" in done.stderr


def test_an_address_with_all_areas_of_ones_own_is_answered(demo: BuiltDemo) -> None:
    mine = "&".join(f"mijn=street:Lichtveen/Vuurtorenlaan{number:03}" for number in range(MOST_MINE))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "app.py", "serve", "-c", str(demo.monitor), "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + _PATIENCE_S
            while (status := _answered(f"http://127.0.0.1:{port}/?{mine}")) is None and time.monotonic() < until:
                time.sleep(0.2)
        finally:
            server.terminate()
    assert status == 200


def _answered(address: str) -> int | None:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except urllib.error.URLError:
        return None


def test_an_address_of_ipv6_stands_in_brackets_before_its_port() -> None:
    assert [in_url(host) for host in ("::1", "127.0.0.1", "localhost")] == ["[::1]", "127.0.0.1", "localhost"]


@pytest.mark.ground
def test_doesburg_real_panden_and_neighbourhoods(tmp_path: Path, shared_data: Path, buurtlicht: CommandLine) -> None:
    """Figures that a person can check in the source files by hand."""
    made = buurtlicht(
        *("demo", "--out", tmp_path),
        *("--panden", shared_data / "bag_pand_doesburg_gm0221_20200915.geojson"),
        *("--buurten", shared_data / "leefbaarometer30_buurt_2024_doesburg_apeldoorn.geojson"),
        *("--leefbaarometer", shared_data / "leefbaarometer30_scores_buurten_2002-2024_doesburg.csv"),
        *("--leefbaarometer", shared_data / "leefbaarometer30_buurt_2024_nederland.csv"),
    )
    assert made.returncode == 0, made.stderr
    done = buurtlicht("build", "-c", tmp_path)
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(tmp_path / "var" / "warehouse.duckdb"), read_only=True) as con:
        panden = con.sql("select count(*) from geo_pand").fetchall()
    assert panden == [(7204 + 3 + 14 + 6,)]
    serving = builds.serving_file(
        tmp_path / "var" / "builds", str(builds.current(tmp_path / "var" / "builds")), Tier.PRIVATE
    )
    with duckdb.connect(str(serving), read_only=True) as con:
        deviation = con.sql(
            """select value from indicator_value where area_id = 'neighbourhood:BU02210100'
            and indicator = 'leefbaarometer_deviation' and quarter = (select latest_quarter from build)"""
        ).fetchall()
        assert deviation == [(pytest.approx(0.11226592231347, abs=1e-9),)]
        assert con.sql("select invented <> '' and synthetic from build").fetchall() == [(True,)]


def test_every_command_is_found_by_the_text_of_its_module() -> None:
    """Otherwise `buurtlicht <command>` says that the command does not exist, although the help shows it."""
    context = click.Context(app.root)
    for name in app.root.list_commands(context):
        fresh = LazyGroup(help="", packages=app.root.packages, own=(app.build_command, app.serve_command))
        assert fresh.get_command(context, name), f"name `{name}` in the docstring of its commands.py"
