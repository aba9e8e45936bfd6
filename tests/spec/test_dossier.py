"""What the page about one place may claim: ranges of ranks, contributions that add up, parts that share homes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Level, Light, Tier
from indicators.read_model import Goalposts, IndicatorRow, Measurement, Peer, Rank, ReadModel, Serving
from indicators.read_model.peers import LEAST_MEMBERS, rank
from layouts._figures.history import axis_remark, axis_ticks
from layouts._parts.indicator_table import year_before
from layouts._parts.spine import spine
from layouts._place_view import place_link, read_area_id, read_place_view
from tests.sample_build import write_sample_build

QUARTER, METHOD = "2026-3", "bik"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Serving:
    found = ReadModel(write_sample_build(tmp_path_factory.mktemp("sample")), Tier.PRIVATE).serving()
    assert found is not None
    return found


def _peer(name: str, score: float, margin: float) -> Peer:
    return Peer(name, name, 20, Light.GREEN, None, score, score - margin, score + margin)


def test_a_rank_is_a_range_as_long_as_margins_overlap() -> None:
    peers = [_peer("a", 4.0, 0.2), _peer("b", 3.0, 0.3), _peer("c", 2.8, 0.3), _peer("d", 1.5, 0.2)]
    assert [rank(own, peers, high_is_worse=True) for own in peers] == [
        Rank(1, 1, 4), Rank(2, 3, 4), Rank(2, 3, 4), Rank(4, 4, 4),
    ]  # fmt: skip
    assert rank(peers[0], peers, high_is_worse=False) == Rank(4, 4, 4)


def test_contributions_lead_from_the_stock_to_the_score(serving: Serving) -> None:
    asking = serving.attention(Level.COMPLEX, QUARTER, METHOD).asking[0]
    dossier = serving.dossier(asking.area.area_id, QUARTER, METHOD)
    assert dossier is not None
    by_theme = {influence.theme: influence.contribution for influence in dossier.influences}
    by_indicator: dict[str, float] = {}
    for row in dossier.place.indicators:
        by_indicator[row.theme] = by_indicator.get(row.theme, 0.0) + (row.contribution or 0.0)
    assert by_theme == pytest.approx(by_indicator)
    assert list(by_theme.values()) == sorted(by_theme.values(), reverse=True)


def test_parts_share_the_homes_of_the_whole(serving: Serving) -> None:
    for level, parts_level in ((Level.COMPLEX, Level.BUILDING), (Level.NEIGHBOURHOOD, Level.COMPLEX)):
        for found in serving.scored_areas(level, QUARTER, METHOD)[:5]:
            dossier = serving.dossier(found.area.area_id, QUARTER, METHOD)
            assert dossier is not None
            shared = sum(part.shared_homes for part in dossier.parts if part.level is parts_level)
            assert shared == found.area.homes
            assert [step.level for step in dossier.way_up][0:1] in ([Level.MUNICIPALITY], [Level.DISTRICT])
            assert dossier.lies_in[-1].level is Level.STOCK


def test_similar_places_are_a_fixed_class_and_widen_when_there_are_few(serving: Serving) -> None:
    for found in serving.scored_areas(Level.COMPLEX, QUARTER, METHOD)[::5]:
        dossier = serving.dossier(found.area.area_id, QUARTER, METHOD)
        assert dossier is not None
        if found.score.score is None:
            assert dossier.standing is None
            continue
        assert dossier.standing is not None
        assert len(dossier.standing.similar) >= LEAST_MEMBERS
        assert found.area.area_id in {peer.area_id for peer in dossier.standing.similar}
        assert dossier.standing.rank.of <= dossier.standing.rank_in_level.of


def test_a_history_ends_at_the_quarter_that_is_looked_at(serving: Serving) -> None:
    dossier = serving.dossier("complex:1052", "2025-2", METHOD)
    assert dossier is not None
    for row in dossier.place.indicators:
        last = dossier.histories[row.indicator][-1]
        assert (last.quarter, last.value) == ("2025-2", row.value)
    before = year_before(dossier.histories["survey_mark"], "2025-2")
    assert before is not None
    assert before.quarter == "2024-2"
    assert year_before(dossier.histories["survey_mark"], "2024-2") is None


def test_a_place_without_a_score_has_no_history_and_no_rank(serving: Serving) -> None:
    shielded = next(f for f in serving.scored_areas(Level.COMPLEX, QUARTER, METHOD) if f.score.light is Light.SHIELDED)
    dossier = serving.dossier(shielded.area.area_id, QUARTER, METHOD)
    assert dossier is not None
    assert dossier.standing is None
    assert dossier.influences == ()
    assert serving.dossier("complex:0417", QUARTER, METHOD) is None


@given(st.sampled_from(list(Level)), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_an_address_leads_back_to_its_area(level: Level, code: str) -> None:
    area_id = f"{level}:{code}"
    address = place_link(area_id, {})
    assert address.isascii()
    assert not set(address) & set("?#: ")
    assert read_area_id(address.removeprefix("/gebied/")) == area_id


def test_quarter_and_method_that_are_unknown_are_the_default(serving: Serving) -> None:
    view = read_place_view(serving, "street/Lichtveen/Vonkstraat", {"kwartaal": "1999-1", "methode": "nee"})
    assert (view.area_id, view.quarter, view.kept) == ("street:Lichtveen/Vonkstraat", QUARTER, {})
    earlier = read_place_view(serving, "stock", {"kwartaal": "2025-2"})
    assert place_link(earlier.area_id, earlier.kept) == "/gebied/stock?kwartaal=2025-2"


def _row(
    unit: str, better: str, value: float, lower: float | None, upper: float | None, comparison: str | None
) -> IndicatorRow:
    return IndicatorRow(
        indicator="x", label="X", unit=unit, theme="t", kind="ratio", better=better, decimals=1, count_label="{n} antwoorden",
        description="", numerator=1.0, denominator=1.0, n=1.0, value=value, lower=lower, upper=upper, state="ok",
        measured_until=dt.date(2026, 9, 30), inherited_from=None, stock_value=6.9, similar_value=None, comparison=comparison,
        weight=1.0, contribution=0.1,
    )  # fmt: skip


def test_on_the_spine_worse_lies_at_the_right_and_the_dot_is_open_without_a_proven_difference() -> None:
    worse = str(spine(_row("cijfer 1–10", "higher", 6.0, 5.6, 6.4, "worse"), Goalposts(5.5, 8.0)))
    assert "'left': '84.6%'" in worse
    assert "pt open" not in worse
    same = str(spine(_row("per 100", "lower", 6.5, 5.0, 8.0, "similar"), Goalposts(8.0, 0.0)))
    assert "'left': '45.2%'" in same
    assert "pt open" in same
    assert spine(_row("per 100", "lower", 6.5, None, None, None), None) is not None


def test_axes_begin_at_zero_but_for_marks_and_say_so() -> None:
    def series(*values: float) -> list[Measurement]:
        return [Measurement(f"2025-{part}", value, None, None, None) for part, value in enumerate(values, start=1)]

    rate, mark = _row("per 100", "lower", 3, None, None, None), _row("cijfer 1–10", "higher", 6, None, None, None)
    assert axis_ticks(rate, series(2.1, 3.4), None) == [0, 1, 2, 3, 4]
    assert axis_ticks(rate, series(0.0, 0.0), None) == [0, 1]
    assert axis_ticks(rate, series(-0.2017, 0.028), None) == [-0.3, -0.2, -0.1, 0, 0.1]
    assert axis_ticks(rate, series(-0.2, 0.0), None) == [-0.2, -0.15, -0.1, -0.05, 0]
    assert axis_ticks(mark, series(6.2, 5.8), Goalposts(5.5, 8.0)) == [5, 6, 7, 8]
    assert axis_ticks(mark, series(6.2, 5.8), None) == [5, 5.5, 6, 6.5, 7]
    assert axis_remark(mark, series(6.2, 5.8), Goalposts(5.5, 8.0)) == " (as begint bij 5)"
    assert axis_remark(rate, series(2.1, 3.4), None) == ""


def test_every_place_of_the_town_has_a_dossier(serving: Serving) -> None:
    for level in Level:
        for found in serving.scored_areas(level, QUARTER, METHOD)[:2]:
            assert serving.dossier(found.area.area_id, QUARTER, METHOD) is not None
