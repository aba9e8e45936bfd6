"""`buurtlicht fetch` against a real HTTP server: nothing is lost, nothing is fetched twice, and errors say what to do."""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import click
import geopandas as gpd
import pytest
from urllib3.util import Retry

from data.command_line import run
from data.errors import BuurtlichtError, CallerMistakeError, InputRefusedError
from ingest.connector import connectors
from ingest.connectors.commands import fetch, run_connector
from ingest.web import RETRY, Web
from tests.open_data import Services, crime_rows, official_zip, serving


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as running:
        yield running


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been waited; nobody waits."""
    waited: list[float] = []
    monkeypatch.setattr("urllib3.util.retry.time.sleep", waited.append)
    return waited


def addresses(services: Services, name: str) -> dict[str, str]:
    known = {"opendata": "lbm", "wfs": "wfs", "areas": "areas-{year}", "bag": "bag", "crime": "crime"}
    return {service: f"{services.address}/{known[service]}" for service in connectors()[name].services}


def get(services: Services, name: str, out: Path, code: str = "GM0221", retry: Retry = RETRY) -> None:
    run_connector(connectors()[name], code, out, base_urls=addresses(services, name), web=Web(retry))


def manifest(out: Path) -> dict[str, dict[str, object]]:
    return {entry["file"]: entry for entry in json.loads((out / "manifest.json").read_text("utf-8"))}


def test_every_connector_of_the_command_line_is_found_by_its_file() -> None:
    assert sorted(connectors()) == ["areas", "buildings", "crime", "leefbaarometer"]
    for connector in connectors().values():
        assert all(url.startswith("https://") for url in connector.services.values())
        assert connector.licence
        assert connector.homepage


@pytest.mark.parametrize("knows_filter", [True, False])
@pytest.mark.parametrize("knows_metres", [True, False])
def test_areas_come_whole_through_capped_pages_whatever_the_service_knows(
    services: Services, tmp_path: Path, *, knows_filter: bool, knows_metres: bool
) -> None:
    services.knows_filter, services.knows_metres = knows_filter, knows_metres
    get(services, "areas", tmp_path)
    file = tmp_path / "gebieden.gpkg"
    buurten = gpd.read_file(file, layer="buurten")
    assert buurten["buurtcode"].tolist() == ["BU02210100", "BU02210101", "BU02210102"]
    assert buurten["jaar"].unique().tolist() == [2025]
    assert buurten.crs == "EPSG:28992"
    assert buurten.total_bounds == pytest.approx([200_000, 450_000, 201_000, 451_000], abs=0.5)
    assert [len(gpd.read_file(file, layer=layer)) for layer in ("wijken", "gemeenten")] == [1, 1]
    entry = manifest(tmp_path)["gebieden.gpkg"]
    assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (entry["rows"], entry["kind"], entry["licence"], entry["year"]) == (5, "areas", "CC BY 4.0", 2025)
    assert str(entry["urls"]).count(services.address) == len(services.asked)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_buildings_lie_in_the_municipality_and_addresses_name_their_panden(services: Services, tmp_path: Path) -> None:
    get(services, "buildings", tmp_path)
    panden = gpd.read_file(tmp_path / "panden.gpkg")
    inside = [f"0221100000{number:06}" for number in range(7)]  # x from 200.000 to 200.900; the next stands in GM0222
    assert panden["identificatie"].tolist() == inside
    rows = list(csv.DictReader((tmp_path / "adressen.csv").read_text("utf-8").splitlines()))
    assert [row["pandidentificatie"] for row in rows] == [inside[0], f"{inside[1]},{inside[0]}", *inside[2:]]
    assert rows[3]["identificatie"] == "0221010000000003"
    assert (rows[3]["openbare_ruimte"], rows[3]["huisnummer"], rows[3]["woonplaats"]) == ("Kerkstraat", "4", "Doesburg")
    assert (rows[3]["gebruiksdoel"], rows[3]["x_m"], rows[3]["y_m"]) == (
        "woonfunctie,winkelfunctie",
        "200455.0",
        "450105.0",
    )
    boxes = {path.split("bbox=")[1].split("&")[0] for path in services.asked if "bbox" in path}
    west, south, east, north = map(float, boxes.pop().split(","))
    assert 5.9 < west < east < 6.1
    assert 52.0 < south < north < 52.1


def test_crime_pads_its_codes_and_pages_by_id_until_nothing_comes(services: Services, tmp_path: Path) -> None:
    services.cap = 3
    get(services, "crime", tmp_path)
    rows = list(csv.reader((tmp_path / "misdrijven.csv").read_text("utf-8").splitlines(), delimiter=";"))
    expected = [
        [
            row["WijkenEnBuurten"].strip(),
            row["Perioden"],
            row["SoortMisdrijf"].strip(),
            row["GeregistreerdeMisdrijven_1"],
        ]
        for row in crime_rows()
        if row["WijkenEnBuurten"][2:6] == "0221"
    ]
    assert rows[0] == ["WijkenEnBuurten", "Perioden", "SoortMisdrijf", "GeregistreerdeMisdrijven_1"]
    assert rows[1:] == [["" if cell is None else str(cell) for cell in row] for row in expected]


def test_an_empty_200_is_an_error_that_names_the_padding(services: Services, tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="leeg antwoord.*aangevuld met spaties.*controleer de gemeentecode"):
        get(services, "crime", tmp_path, code="GM9999")
    assert not (tmp_path / "misdrijven.csv").exists()


def test_rows_out_of_order_are_refused_because_pages_would_miss_some(services: Services, tmp_path: Path) -> None:
    services.shuffled = True
    with pytest.raises(InputRefusedError, match="niet op volgorde van ID"):
        get(services, "crime", tmp_path)


def test_leefbaarometer_keeps_the_official_lines_of_the_municipality_and_adds_classes(
    services: Services, tmp_path: Path
) -> None:
    get(services, "leefbaarometer", tmp_path)
    lines = (tmp_path / "leefbaarometer_buurten.csv").read_text("utf-8").splitlines()
    assert lines[0] == '"bu_code","bu_naam","jaar","lbm","afw","fys","onv","soc","vrz","won"'
    assert lines[1] == '"BU02210100","Buurt, BU02210100",2022,4.058,-0.043,NA,NA,NA,NA,NA'
    assert [line[1:11] for line in lines[1:]] == [f"BU0221010{n}" for n in (0, 0, 1, 1, 2, 2)]
    classes = json.loads((tmp_path / "leefbaarometer_buurten_klassen.geojson").read_text("utf-8"))
    assert [one["properties"]["id"] for one in classes["features"]] == ["BU02210100", "BU02210101", "BU02210102"]
    assert {entry["kind"] for entry in manifest(tmp_path).values()} == {"leefbaarometer"}
    assert [entry["rows"] for entry in manifest(tmp_path).values()] == [6, 2, 2, 3, 1, 1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (official_zip(leave_out="wijken"), "geen scores van wijken"),
        (official_zip()[:-40], "geen goed zipbestand"),
        (b"<html>", "geen goed zipbestand"),
    ],
)
def test_a_bad_zip_is_refused_and_not_kept(services: Services, tmp_path: Path, content: bytes, message: str) -> None:
    services.zip_bytes = content
    with pytest.raises(InputRefusedError, match=message):
        get(services, "leefbaarometer", tmp_path)
    services.zip_bytes = b""
    get(services, "leefbaarometer", tmp_path)
    assert len(manifest(tmp_path)) == 6


def test_a_busy_a_failing_and_a_breaking_service_are_asked_again(
    services: Services, tmp_path: Path, pauses: list[float]
) -> None:
    services.troubles = {"/areas": [(429, {"Retry-After": "17"}), (500, {}), "break", (503, {})]}
    get(services, "areas", tmp_path)
    assert len(gpd.read_file(tmp_path / "gebieden.gpkg", layer="buurten")) == 3
    assert pauses[0] == 17
    assert all(0 <= pause <= 10 for pause in pauses[1:])
    assert len(set(services.asked[:5])) == 1


def test_a_service_that_keeps_failing_gives_one_sentence_and_what_came_in_is_not_asked_again(
    services: Services, tmp_path: Path, pauses: list[float]
) -> None:
    services.troubles = {"/areas-2025/collections/wijken": [(500, {})] * 7}
    with pytest.raises(BuurtlichtError, match=r"na 7 pogingen geen goed antwoord.*500.*hetzelfde commando") as error:
        get(services, "areas", tmp_path)
    assert error.value.exit_code == 1
    assert not (tmp_path / "gebieden.gpkg").exists()
    assert [int(pause) for pause in pauses] == [1, 2, 4, 8, 16]  # the second try comes at once
    first = {path for path in services.asked if "buurten/" in path}
    assert len(first) == 2
    services.asked.clear()
    get(services, "areas", tmp_path)
    assert not first & set(services.asked)
    assert len(gpd.read_file(tmp_path / "gebieden.gpkg", layer="buurten")) == 3
    assert len(str(manifest(tmp_path)["gebieden.gpkg"]["urls"]).split(",")) >= 4


def test_an_interruption_at_any_page_gives_the_same_file_in_the_end(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get(services, "crime", tmp_path / "whole")
    pages = len(services.asked)
    services.asked.clear()
    real, stops = Web.get, {3, 20, 41}

    def interrupted(self: Web, url: str) -> bytes:
        if len(services.asked) in stops:
            stops.remove(len(services.asked))
            raise KeyboardInterrupt
        return real(self, url)

    monkeypatch.setattr(Web, "get", interrupted)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            get(services, "crime", tmp_path / "again")
    get(services, "crime", tmp_path / "again")
    assert len(services.asked) == pages
    assert (tmp_path / "again/misdrijven.csv").read_bytes() == (tmp_path / "whole/misdrijven.csv").read_bytes()


def test_a_page_of_yesterday_is_asked_for_again(services: Services, tmp_path: Path) -> None:
    import os
    import time

    parts = tmp_path / ".parts" / "areas-GM0221-2025"
    parts.mkdir(parents=True)
    get(services, "areas", tmp_path / "other")
    url = next(iter(json.loads((tmp_path / "other/manifest.json").read_text("utf-8"))))["urls"][0]
    part = parts / hashlib.sha256(url.encode()).hexdigest()[:32]
    part.write_bytes(b'{"features": [], "links": []}')
    os.utime(part, (time.time() - 90_000,) * 2)
    get(services, "areas", tmp_path)
    assert len(gpd.read_file(tmp_path / "gebieden.gpkg", layer="buurten")) == 3


def test_a_service_that_gives_less_than_it_counts_is_refused(services: Services, tmp_path: Path) -> None:
    services.loses = 1
    with pytest.raises(InputRefusedError, match="3 van de 4 objecten"):
        get(services, "areas", tmp_path)


def test_a_page_that_is_not_json_is_refused_and_asked_again_next_time(services: Services, tmp_path: Path) -> None:
    services.troubles = {"/areas": ["html"]}
    with pytest.raises(InputRefusedError, match="geen JSON maar begint met '<html>Onderhoud"):
        get(services, "areas", tmp_path)
    get(services, "areas", tmp_path)
    assert len(manifest(tmp_path)) == 1


@pytest.mark.parametrize("name", ["areas", "buildings", "leefbaarometer"])
def test_an_unknown_municipality_writes_nothing(services: Services, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputRefusedError, match="--municipality"):
        get(services, name, tmp_path, code="GM9999")
    assert not (tmp_path / "manifest.json").exists()


def test_a_proxy_of_the_environment_is_used(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", services.address)
    assert Web().get("http://open-data.invalid/lbm/scores.zip") == official_zip()
    assert services.asked == ["http://open-data.invalid/lbm/scores.zip"]


def test_two_fetches_share_a_folder_and_a_manifest(services: Services, tmp_path: Path) -> None:
    for name in ("areas", "crime", "areas"):
        get(services, name, tmp_path)
    assert sorted(manifest(tmp_path)) == ["gebieden.gpkg", "misdrijven.csv"]


@click.group()
def root() -> None:
    """As in app.py."""


root.add_command(fetch)


def test_the_command_prints_the_sources_for_monitor_toml(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crime = f"crime={services.address}/crime"
    arguments = ["fetch", "crime", "--municipality", "gm0221", "--out", str(tmp_path), "--base-url", crime]
    assert run(root, arguments) == 0
    out, err = capsys.readouterr()
    assert f'[[source]]\nkind = "crime"\npath = "{tmp_path}/misdrijven.csv"' in out
    assert "Misdrijven (woninginbraak) ophalen" in err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["crime", "--municipality", "Doesburg"], 2, "Doesburg is geen gemeentecode: schrijf GM en vier cijfers"),
        (["weer", "--municipality", "GM0221"], 2, "crime"),
        (["crime", "--municipality", "GM0221", "--base-url", "bag=http://localhost/"], 2, "kies uit crime"),
        (["crime", "--municipality", "GM0221", "--base-url", "crime"], 2, "schrijf dienst=https://adres"),
        (["crime", "--municipality", "GM0221", "--year", "2024"], 2, "kent geen jaar"),
        (["areas", "--municipality", "GM0221", "--base-url", "areas={}/nergens"], 2, "foutcode 404"),
        (["crime", "--municipality", "GM9999", "--base-url", "crime={}/crime"], 3, "leeg antwoord"),
    ],
)
def test_a_mistake_is_one_dutch_sentence_with_its_exit_code(
    services: Services,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    services.troubles = {"/nergens": [(404, {})]}
    given = [argument.replace("{}", services.address) for argument in arguments]
    assert run(root, ["fetch", *given, "--out", str(tmp_path / "out")]) == code
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert "Traceback" not in err


def test_an_unreachable_service_and_an_unwritable_folder_are_told(
    services: Services, tmp_path: Path, pauses: list[float]
) -> None:
    services.gone = True
    with pytest.raises(BuurtlichtError, match=r"127\.0\.0\.1:\d+ geeft na 3 pogingen geen goed antwoord"):
        get(services, "areas", tmp_path, retry=RETRY.new(total=2))
    assert len(pauses) == 1
    (tmp_path / "file").write_text("")
    with pytest.raises(CallerMistakeError, match="niet te beschrijven"):
        get(services, "areas", tmp_path / "file")
