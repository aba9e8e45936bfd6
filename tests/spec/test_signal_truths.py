"""The planted truths of the demo, as attenderingen of the built demo: found, honest, and not fooled."""

from datetime import date

import pytest

from data import builds
from data.vocabulary import Tier
from indicators.read_model import DECLINE, ONE_REPORTER, SURGE, ReadModel, Serving, Signal
from tests.conftest import BuiltDemo


@pytest.fixture(scope="module")
def found(demo: BuiltDemo) -> Serving:
    serving = ReadModel(demo.folder / "var" / "builds", Tier.PRIVATE).serving()
    assert serving is not None
    return serving


def _around(found: Serving, complex_id: str) -> tuple[Signal, ...]:
    """Attenderingen of a complex and of its buildings."""
    return tuple(
        each for each in found.signals() if each.area_id == f"complex:{complex_id}" or each.area_id.startswith(f"building:{complex_id}-")
    )  # fmt: skip


def _months(since: str, day: date) -> int:
    year, month = map(int, since.split("-"))
    return (day.year - year) * 12 + day.month - month + 1


def test_the_visible_surge_is_found_within_two_months(found: Serving, demo: BuiltDemo) -> None:
    truth = demo.truths["surge"]
    surge = next(
        each for each in _around(found, truth["complex_id"]) if each.state == SURGE and each.label == "overlastzaken"
    )
    assert _months(truth["month"], surge.found_on) <= 2
    assert (surge.ongoing, surge.strong, surge.begins_on.strftime("%Y-%m")) == (True, True, truth["month"])
    assert surge.also, "the street and the complex are told with it, once"


def test_what_is_too_small_is_said_to_be_so(found: Serving, demo: BuiltDemo) -> None:
    truth = demo.truths["small_surge"]
    assert not _around(found, truth["complex_id"])
    reach = {each.months: each for each in found.reach(f"complex:{truth['complex_id']}") if each.measure == "cases"}
    assert reach[6].smallest > truth["cases_since"]
    assert reach[3].smallest >= 3


def test_the_loud_reporter_is_no_surge(found: Serving, demo: BuiltDemo) -> None:
    told = _around(found, demo.truths["one_reporter"]["complex_id"])
    assert {each.state for each in told} == {ONE_REPORTER}
    assert any("één melder" in each.sentence and "niet als toename" in each.sentence for each in told)


def test_another_way_of_registering_is_told_and_no_surge(found: Serving, demo: BuiltDemo) -> None:
    truth = demo.truths["registration_change"]
    (change,) = found.registrations()
    assert (change.team, change.source) == (truth["team"], "complaints")
    assert abs(_months(truth["month"], change.begins_on) - 1) <= 3
    assert change.lower < truth["factor"] < change.upper
    reports = [
        each
        for each in found.signals()
        if each.registration and each.state == SURGE and each.found_on >= change.begins_on
    ]
    assert reports == [], "twice the reports of the whole team are no rise of any place"


def test_the_street_that_declines_is_told_and_a_surge_is_no_decline(found: Serving, demo: BuiltDemo) -> None:
    truth = demo.truths["declining_street"]
    told = {each.area_id: each for each in found.signals() if each.state == DECLINE}
    (street,) = [each for each in told.values() if each.name == truth["name"]]
    assert (street.ongoing, street.observed, street.level) == (True, None, "street")
    assert "al vijf jaar achteruit" in street.sentence
    assert street.also, "its complexes are told with it, once"
    assert not told.keys() & {f"complex:{complex_id}" for complex_id in truth["complex_ids"]}
    assert f"complex:{demo.truths['surge']['complex_id']}" not in told, "half a bad year is a surge"
    trend = found.score_trend(street.area_id, found.build.latest_quarter, found.default_method.method)
    assert trend is not None
    assert trend.direction == ("rising" if found.default_method.high_is_worse else "falling")


def test_what_rises_stands_beside_the_light_it_touches(found: Serving, demo: BuiltDemo) -> None:
    marks = found.light_marks(found.default_method.method)
    surge = marks[f"complex:{demo.truths['surge']['complex_id']}"]
    assert [(mark.kind, mark.measure, mark.counts, mark.ongoing) for mark in surge] == [("surge", "cases", True, True)]
    truth = demo.truths["registration_change"]
    of_team = [mark for there in marks.values() for mark in there if mark.team == truth["team"]]
    assert of_team
    assert not any(mark.counts for mark in of_team), "reports do not count in this light"
    assert of_team[0].touches("complaints_per_100_homes", "complaints")
    assert not of_team[0].touches("cases_per_100_homes", "cases")


def test_other_tiers_hold_nothing_of_it(demo: BuiltDemo) -> None:
    folder = demo.folder / "var" / "builds"
    assert builds.current(folder)
    for tier in (Tier.CLOSED, Tier.OPEN):
        serving = ReadModel(folder, tier).serving()
        assert serving is not None
        assert (serving.signals(), serving.signal_frame, serving.registrations()) == ((), None, ())
        assert serving.light_marks(serving.default_method.method) == {}
