"""Open data: only what the open tier holds, in files that explain themselves and say what changed."""

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pyogrio
import pytest

from data.configuration import OpenDataRules
from data.errors import CallerMistakeError
from data.vocabulary import Tier
from indicators.read_model import ReadModel, Serving
from layouts._exports.kind import export, export_kinds
from layouts._exports.open_data.folder import write_open_data
from layouts._exports.request import export_request
from tests.sample_build import write_sample_build

_SHIELD = "update stored_value set state = 'shielded', value = null, lower = null, upper = null, numerator = null, n = null where area_id = 'neighbourhood:BU99010000' and indicator = 'cases_per_100_homes'"
_LATER = "20270112-090000-000"


def changed(builds: Path, build_id: str, statement: str) -> None:
    with duckdb.connect(str(builds / build_id / "open.duckdb"), config={"threads": 1}) as con:
        con.execute(statement)


def serving(builds: Path, tier: Tier = Tier.OPEN) -> Serving:
    found = ReadModel(builds, tier).serving()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds of the open tier; the second shields one figure and knows one score better."""
    folder = tmp_path_factory.mktemp("open")
    builds = write_sample_build(folder, Tier.OPEN)
    for statement in ("delete from area where level in ('building', 'complex', 'street')", "delete from score where area_id not in (select area_id from area)", "delete from stored_value where area_id not in (select area_id from area)"):  # fmt: skip
        changed(builds, "20261012-090000-000", statement)
    write_sample_build(folder, Tier.OPEN, _LATER)
    for statement in ("delete from area where level in ('building', 'complex', 'street')", "delete from score where area_id not in (select area_id from area)", "delete from stored_value where area_id not in (select area_id from area)", _SHIELD, "update score set score = 4.75 where area_id = 'neighbourhood:BU99010001' and quarter = '2026-3' and method = 'bik'"):  # fmt: skip
        changed(builds, _LATER, statement)
    return folder


@pytest.fixture(scope="module")
def folder(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, as they come out of the ZIP."""
    found = serving(town / "builds")
    out = tmp_path_factory.mktemp("made")
    request = export_request(found, town / "builds", town / "geometry")
    made = export(export_kinds()["opendata"], request, out / "open.zip", lambda _share, _stage: None, lambda: False)
    with zipfile.ZipFile(made) as archive:
        archive.extractall(out / "files")
    return out / "files"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(town: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(town / "builds" / _LATER / "open.duckdb"), read_only=True, config={"threads": 1}) as con:
        return con.execute(query).fetchall()


def test_the_figures_are_those_of_the_open_file_and_what_is_shielded_is_not_there(folder: Path, town: Path) -> None:
    asked = ask(town, "select area_id, quarter, indicator, value, state from indicator_value where state <> 'off'")
    shown = {(row["gebied_id"], row["kwartaal"], row["indicator"]): row for row in rows(folder, "cijfers")}
    assert shown.keys() == {row[:3] for row in asked}
    for *key, value, state in asked:
        row = shown[tuple(key)]
        assert row["waarde"] == ("" if value is None else repr(value))
        if state == "shielded":
            assert row["toestand"] == "afgeschermd"
            assert not any(row[name] for name in ("waarde", "onder", "boven", "teller", "n"))
    assert "afgeschermd" in {row["toestand"] for row in shown.values()}
    scores = {(row["gebied_id"], row["kwartaal"]): row["score"] for row in rows(folder, "scores")}
    for area_id, quarter, score in ask(town, "select area_id, quarter, score from score where method = 'bik'"):
        assert scores[area_id, quarter] == ("" if score is None else repr(score))


def test_json_and_the_map_layers_hold_the_same(folder: Path) -> None:
    everything = json.loads((folder / "buurtlicht.json").read_text(encoding="utf-8"))
    assert [row["gebied_id"] for row in everything["gebieden"]] == [row["gebied_id"] for row in rows(folder, "gebieden")]  # fmt: skip
    assert everything["over"]["voorbeeldgegevens"] is True
    layer = pyogrio.read_dataframe(folder / "buurtlicht.gpkg", layer="buurten")
    latest = {row["gebied_id"]: row for row in rows(folder, "scores") if row["kwartaal"] == "2026-3"}
    assert layer.crs.to_epsg() == 28992
    assert len(layer) == 3
    for place in layer.itertuples():
        assert place.stoplicht == latest[place.gebied_id]["stoplicht"]
        assert place.score == pytest.approx(float(latest[place.gebied_id]["score"]))
        assert place.geometry.is_valid
    assert set(pyogrio.list_layers(folder / "buurtlicht.gpkg")[:, 0]) == {"buurten", "wijken", "gemeenten"}


def test_the_schema_names_every_column_with_its_type_key_and_meaning(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    meanings = {(row["tabel"], row["kolom"]) for row in rows(folder, "woordenboek") if row["betekenis"]}
    for resource in package["resources"]:
        found = rows(folder, resource["name"])
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(found[0])
        keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in found]
        assert len(set(keys)) == len(keys)
        for field in fields:
            assert (resource["name"], field["name"]) in meanings
            if field["type"] == "number":
                assert all(row[field["name"]] == "" or float(row[field["name"]]) is not None for row in found)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_record_has_what_dcat_ap_nl_requires(folder: Path) -> None:
    """Geonovum, DCAT-AP-NL 3.0, shapes 300: the properties with a least count of one, and those with at most one."""
    catalogue = json.loads((folder / "dcat.jsonld").read_text(encoding="utf-8"))
    (dataset,) = catalogue["dcat:dataset"]
    for name in ("dct:title", "dct:description", "dct:publisher", "dcat:contactPoint"):
        assert catalogue[name]
    for name in ("dct:title", "dct:description", "dct:identifier", "dct:publisher", "dct:creator", "dcat:contactPoint", "dcat:theme", "dct:accessRights"):  # fmt: skip
        assert dataset[name]
    for name in ("dct:identifier", "dcat:contactPoint", "dcat:version"):
        assert not isinstance(dataset[name], list)
    assert dataset["dct:accessRights"]["@id"].endswith("/access-right/PUBLIC")
    assert all("/data-theme/" in theme["@id"] for theme in dataset["dcat:theme"])
    files = {each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]}
    assert files == {path.name for path in folder.iterdir() if path.suffix in {".csv", ".json", ".gpkg"}}
    for each in dataset["dcat:distribution"]:
        assert each["dct:license"]["@id"].endswith("/licence/CC_BY_4_0")
        assert each["dcat:accessURL"]
        assert int(each["dcat:byteSize"]["@value"]) == (folder / each["dcat:downloadURL"]["@id"]).stat().st_size


def test_the_change_log_tells_what_differs_from_the_build_before(folder: Path) -> None:
    changes = rows(folder, "wijzigingen")
    assert {row["tabel"] for row in changes} == {"scores", "cijfers"}
    (score,) = [row for row in changes if row["tabel"] == "scores"]
    assert (score["sleutel"], score["kolom"], score["is_nu"]) == ("neighbourhood:BU99010001 | 2026-3", "score", "4.75")
    shielded = [row for row in changes if row["kolom"] == "toestand"]
    assert {(row["was"], row["is_nu"]) for row in shielded} <= {("waarde", "afgeschermd"), ("te weinig", "afgeschermd")}
    assert "20261012-090000-000" in (folder / "LEESMIJ.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("tier", [Tier.PRIVATE, Tier.CLOSED])
def test_another_tier_is_refused_and_nothing_is_written(tmp_path: Path, tier: Tier) -> None:
    builds = write_sample_build(tmp_path, tier)
    found, out = serving(builds, tier), tmp_path / "out"
    out.mkdir()
    with pytest.raises(CallerMistakeError, match="openbare laag"):
        write_open_data(out, found, found.default_method, tmp_path / "geometry", None, OpenDataRules())
    assert not list(out.iterdir())


def test_a_part_of_the_stock_is_refused(town: Path, tmp_path: Path) -> None:
    request = export_request(serving(town / "builds"), town / "builds", town / "geometry", area_ids=["district:WK990100"])  # fmt: skip
    with pytest.raises(CallerMistakeError, match="hele bezit"):
        export(export_kinds()["opendata"], request, tmp_path / "x.zip", lambda _share, _stage: None, lambda: False)
    assert not list(tmp_path.iterdir())


def test_another_licence_and_contact_of_monitor_toml_stand_in_the_record(town: Path, tmp_path: Path) -> None:
    terms = OpenDataRules(licence="CC0-1.0", publisher="https://register.example/lichtveen", contact="https://lichtveen.example/open")  # fmt: skip
    request = export_request(serving(town / "builds"), town / "builds", town / "geometry", open_data=terms)
    path = export(export_kinds()["opendata"], request, tmp_path / "x.zip", lambda _share, _stage: None, lambda: False)
    with zipfile.ZipFile(path) as archive:
        (dataset,) = json.loads(archive.read("dcat.jsonld"))["dcat:dataset"]
        assert "CC0" in archive.read("LICENTIE.txt").decode()
    assert dataset["dct:publisher"]["@id"] == terms.publisher
    assert dataset["dcat:contactPoint"]["vcard:hasURL"]["@id"] == terms.contact
    assert all(each["dct:license"]["@id"].endswith("/licence/CC0") for each in dataset["dcat:distribution"])
