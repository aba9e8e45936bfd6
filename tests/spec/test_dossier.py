"""What the page about one place may claim: ranges of ranks, contributions that add up, parts that share homes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocabulary import Compared, Level, Light, Tier
from indicators.read_model import Goalposts, IndicatorRow, Measurement, Peer, Rank, ReadModel, Serving, trend_is_tested
from indicators.read_model.peers import rank
from layouts._figures.history import axis_remark, axis_ticks
from layouts._parts.indicator_table import indicator_table
from layouts._parts.movement import change_parts, trend_mark
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
    ends = [(peer.lower, peer.upper) for peer in peers]
    assert [rank(*own, ends, high_is_worse=True) for own in ends] == [
        Rank(1, 1, 4), Rank(2, 3, 4), Rank(2, 3, 4), Rank(4, 4, 4),
    ]  # fmt: skip
    assert rank(*ends[0], ends, high_is_worse=False) == Rank(4, 4, 4)


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


def test_similar_places_are_the_published_class(serving: Serving) -> None:
    for found in serving.scored_areas(Level.COMPLEX, QUARTER, METHOD)[::5]:
        dossier = serving.dossier(found.area.area_id, QUARTER, METHOD)
        assert dossier is not None
        if found.score.score is None:
            assert dossier.standing is None
            continue
        assert dossier.standing is not None
        assert dossier.standing.alike["dwelling_type"] == found.area.dwelling_type
        peers = {peer.area_id for peer in dossier.standing.similar}
        small = dossier.standing.alike["size_class"] == "10–49"
        assert peers == {
            other.area.area_id
            for other in serving.scored_areas(Level.COMPLEX, QUARTER, METHOD)
            if other.area.dwelling_type == found.area.dwelling_type
            and (other.area.homes < 50) == small
            and other.score.score is not None
        }


def test_the_rank_under_other_choices_is_that_of_the_latest_quarter(serving: Serving) -> None:
    asking = serving.attention(Level.COMPLEX, QUARTER, METHOD).asking[0].area.area_id
    now, earlier = (serving.dossier(asking, quarter, METHOD) for quarter in (QUARTER, "2025-2"))
    assert now is not None
    assert now.standing is not None
    assert now.standing.published is not None
    assert now.standing.of_level.first == 1
    assert now.standing.of_level.of > now.standing.rank.of
    assert earlier is not None
    assert earlier.standing is not None
    assert earlier.standing.published is None


def test_no_trend_is_told_only_after_five_fresh_measurements_with_a_margin() -> None:
    def history(*changes: float | None, margin: bool = True) -> list[Measurement]:
        lower, upper = (1.0, 2.0) if margin else (None, None)
        return [
            Measurement(f"{2022 + place}-3", 1.5, lower, upper, None, change) for place, change in enumerate(changes)
        ]

    five = history(None, 0.1, -0.1, 0.2, 0.0)
    assert trend_is_tested(five, "2026-3", "2025-3")
    assert not trend_is_tested(five[1:], "2026-3", "2025-3")
    assert not trend_is_tested(history(None, 0.1, None, 0.2, 0.0), "2026-3", "2025-3")
    assert not trend_is_tested(history(None, 0.1, -0.1, 0.2, 0.0, margin=False), "2026-3", "2025-3")
    assert not trend_is_tested(five, "2026-3", "2024-3")
    assert not trend_is_tested(five, "2026-3", None)
    row = replace(_row("per 100", "lower", 1.5, 1.0, 2.0, None), change=0.0, change_from="2025-3", change_passes=False)
    assert "geen trend" in str(trend_mark(row, five, "2026-3"))
    assert trend_mark(row, five[1:], "2026-3") is None
    up = str(trend_mark(replace(row, trend="up", trend_judged=Compared.WORSE)))
    assert "stijgt" in up
    assert "slechter" in up


@pytest.mark.parametrize(
    ("passes", "words"), [(True, "aantoonbaar"), (False, "kan toeval zijn"), (None, "niet getoetst")]
)
def test_a_change_says_what_its_test_says(passes: bool | None, words: str) -> None:  # noqa: FBT001 - a case, not an option
    row = replace(_row("% van de woningen", "lower", 6.0, 5.0, 7.0, None), change=1.25, change_from="2025-3")
    said = str(change_parts(replace(row, change_passes=passes)))
    assert words in said
    assert "+1,2 %-punt" in said
    assert "geen nieuwe meting" in str(change_parts(replace(row, change=None)))


def test_what_the_method_does_not_count_is_folded_theme_by_theme(serving: Serving) -> None:
    dossier = serving.dossier("complex:1052", QUARTER, METHOD)
    assert dossier is not None
    rows = tuple(
        replace(row, weight=0.0, theme="plans") if row.indicator == "mutation_rate" else row
        for row in dossier.place.indicators
    )
    table = str(indicator_table(replace(dossier, place=replace(dossier.place, indicators=rows)), QUARTER))
    counted, folded = table.split("Meer indicatoren: 1 indicator die niet meetelt")
    assert "Overlastzaken" in counted
    assert "Mutatiegraad" not in counted
    assert folded.index("Plannen") < folded.index("Mutatiegraad")


def test_a_history_ends_at_the_quarter_that_is_looked_at(serving: Serving) -> None:
    dossier = serving.dossier("complex:1052", "2025-2", METHOD)
    assert dossier is not None
    for row in dossier.place.indicators:
        last = dossier.histories[row.indicator][-1]
        assert (last.quarter, last.value) == ("2025-2", row.value)


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
    unit: str, better: str, value: float, lower: float | None, upper: float | None, comparison: Compared | None
) -> IndicatorRow:
    return IndicatorRow(
        indicator="x", label="X", unit=unit, theme="t", theme_label=None, kind="ratio", better=better, decimals=1, count_label="{n} antwoorden",
        description="", numerator=1.0, denominator=1.0, n=1.0, value=value, lower=lower, upper=upper, state="ok",
        measured_until=dt.date(2026, 9, 30), inherited_from=None, stock_value=6.9, similar_value=None, comparison=comparison,
        similar_comparison=None, similar_n=None, trend=None, trend_judged=None, change=None, change_from=None, change_passes=None,
        weight=1.0, contribution=0.1,
    )  # fmt: skip


def test_on_the_spine_worse_lies_at_the_right_and_the_dot_is_open_without_a_proven_difference() -> None:
    worse = str(spine(_row("cijfer 1–10", "higher", 6.0, 5.6, 6.4, Compared.WORSE), Goalposts(5.5, 8.0)))
    assert "'left': '84.6%'" in worse
    assert "pt open" not in worse
    same = str(spine(_row("per 100", "lower", 6.5, 5.0, 8.0, Compared.SIMILAR), Goalposts(8.0, 0.0)))
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


def test_plans_stand_with_the_complex_what_it_lies_in_and_what_is_part_of_it(serving: Serving) -> None:
    found = serving.dossier("complex:1052", QUARTER, METHOD)
    assert found is not None
    told = [(plan.year, plan.plan, plan.homes, plan.condition_score) for plan in found.plans]
    assert told == [(2027, "renovatie", None, 4.0), (2028, "verkoop", 3, None)]
    for part in (*found.lies_in, *found.parts):
        beside = serving.dossier(part.area_id, QUARTER, METHOD)
        assert beside is not None
        assert set(found.plans) <= set(beside.plans), part.area_id
    elsewhere = serving.dossier("street:Lichtveen/Lantaarnweg", QUARTER, METHOD)
    assert elsewhere is not None
    assert not elsewhere.plans


def test_every_place_of_the_town_has_a_dossier(serving: Serving) -> None:
    for level in Level:
        for found in serving.scored_areas(level, QUARTER, METHOD)[:2]:
            assert serving.dossier(found.area.area_id, QUARTER, METHOD) is not None
