"""The planted truths of the demo corporation, from its files to its lights."""

import datetime as dt
import json
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from data.commands import demo
from data.configuration import read_configuration
from data.stored_geometry import Geometry
from indicators.publish import publish
from ingest.warehouse import ingest

Built = tuple[duckdb.DuckDBPyConnection, dict[str, Any]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("demo")
    assert CliRunner().invoke(demo, ["--out", str(folder)]).exit_code == 0
    configuration = read_configuration(folder / "monitor.toml")
    ingest(configuration, progress=lambda _: None)
    warehouse = configuration.installation.warehouse
    moment, nowhere = dt.datetime(2026, 10, 1, tzinfo=dt.UTC), Geometry("", {}, {}, {})
    publish(warehouse, configuration, folder, build_id="b", built_at=moment, geometry=nowhere, progress=lambda _: None)
    truths: dict[str, Any] = json.loads((folder / "truths.json").read_text(encoding="utf-8"))["truths"]
    return duckdb.connect(str(folder / "private.duckdb"), read_only=True), truths


def _latest(built: Built, area_id: str) -> dict[str, Any]:
    """The score row of an area in the latest quarter."""
    rows = built[0].execute(
        "select s.* from score s, build b where s.quarter = b.latest_quarter and s.method = b.default_method and area_id = ?",
        [area_id],
    )
    names = [column[0] for column in rows.description or ()]
    return dict(zip(names, rows.fetchall()[0], strict=True))


def test_tiny_complexes_have_no_light(built: Built) -> None:
    for tiny in built[1]["tiny_complexes"]:
        row = _latest(built, f"complex:{tiny['complex_id']}")
        assert (row["light"], row["certainty"]) == ("insufficient", None)


def test_the_surge_is_seen_and_the_flood_of_one_reporter_does_not_turn_red(built: Built) -> None:
    surge = _latest(built, f"complex:{built[1]['surge']['complex_id']}")
    assert surge["light"] == "red"
    assert "overlastzaken bij" in surge["reason"]
    flood = _latest(built, f"complex:{built[1]['one_reporter']['complex_id']}")
    assert flood["light"] != "red"
    assert "Er is 1 melder met veel meldingen: 2" in flood["reason"], "26 planted, and a few of its own"


def test_few_answers_and_a_stale_survey_do_not_count(built: Built) -> None:
    few = _latest(built, f"neighbourhood:{built[1]['few_answers']['code']}")
    stale = _latest(built, f"neighbourhood:{built[1]['stale_survey']['code']}")
    assert (few["missing"], stale["expired"]) == (["survey_mark"], ["survey_mark"])
    assert "telt niet meer mee" in stale["reason"]


def test_the_declining_street_asks_more_every_year(built: Built) -> None:
    name = built[1]["declining_street"]["name"]
    rows = (
        built[0]
        .execute(
            """select value from indicator_value join area using (area_id)
            where level = 'street' and name like ? || '%' and indicator = 'cases_per_100_homes' and quarter like '%-3'
              and quarter >= '2023' order by quarter""",
            [name],
        )
        .fetchall()
    )
    values = [value for (value,) in rows]
    assert values == sorted(values)
    assert values[-1] > 2 * values[0]
    marker = """select trend, trend_judged from indicator_value join area using (area_id), build
        where level = 'street' and name like ? || '%' and indicator = 'cases_per_100_homes' and quarter = latest_quarter"""
    assert built[0].execute(marker, [name]).fetchall() == [("up", "worse")]


def test_lights_are_plausible(built: Built) -> None:
    """Of the complexes with a light most are green, some amber and a few red; most claims are fairly certain."""
    rows = built[0].execute(
        """select light, sum(homes), sum(homes) filter (where certainty <> 'uncertain') from score
        join area using (area_id) join build on latest_quarter = quarter and default_method = method where level = 'complex' group by light"""
    )
    homes = {light: (total, sure or 0) for light, total, sure in rows.fetchall()}
    total = sum(homes[light][0] for light in ("green", "amber", "red"))
    assert homes["green"][0] > total / 2
    assert 0 < homes["red"][0] < total / 10
    assert sum(sure for _, sure in homes.values()) > total / 2


def test_every_reason_reads_well(built: Built) -> None:
    wrong = ("%NaN%", "%None%", "%{%", "% 1 woningen%", "% 1 overlastzaken%", "%  %", "%..%", "%(1 antwoorden)%")
    condition = " or ".join(f"reason like '{pattern}'" for pattern in wrong)
    assert built[0].execute(f"select reason from score where {condition} limit 3").fetchall() == []
    assert built[0].execute("select max(length(reason)) <= 160, min(length(reason)) > 20 from score").fetchall() == [
        (True, True)
    ]
