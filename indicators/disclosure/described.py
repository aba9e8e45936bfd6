"""From the definition of an indicator to what the shield must know of it.

Families follow the records that are counted: cases and complaints, tenancies, answers, fraud. What is
counted out of those (kinds, open cases, cases with a follow-up, tenants that left early) is a part of
them and is shown only where its total is.
"""

from collections.abc import Container, Iterable

from data.vocabulary import Level
from indicators.disclosure.rules import Basis, Column, IndicatorRule
from indicators.indicator import Indicator
from indicators.outlook import OUTLOOK

_OFFICIAL = {"leefbaarometer", "context", "crime"}
_PLACES = {"staff_assessment", "plans", "participation"}
"""Judgements and plans about a place: no count of people."""
_TOTALS = {
    "cases": {"cases_per_100_homes", "cases_per_100_homes_24_months", "cases_change"},
    "complaints": {"complaints_per_100_homes"},
    "tenancies": {"mutation_rate"},
    "survey": {"survey_mark"},
}
"""Indicators over one set of records; another of the same source is a part of it."""
_QUESTIONS = {"survey_safety", "survey_nuisance", "survey_clean", "survey_effort", "low_marks", "survey_dont_know"}
"""The four questions that make the mark, and what is counted out of their answers: fewer answers each."""
_PART_OF = {
    "cases_with_follow_up": "cases",
    # A home that is let again is advertised: their number is nearly that of the re-lettings.
    "vacancy_days": "tenancies",
    "responses_per_advert": "tenancies",
    # One reporter of ten complaints shields itself, not the complaints.
    "reporters_per_100_homes": "complaints",
}
_ONE_PER_HOME = {"tenancy_length"}
"""What stands behind it is homes, which are no secret."""
_KINDS = "_cases_per_100_homes"


def rule_of(indicator: Indicator, arranged: Container[str]) -> IndicatorRule:
    """How an indicator is shielded; `arranged` holds what an arrangement lets out of the private tier."""
    i = indicator
    inside = i.private_until is not None and arrangement_key(i) not in arranged
    family, part_of = _family(i)
    return IndicatorRule(
        indicator=i.name,
        family=family,
        basis=_basis(i),
        source=i.source,
        guarded=_guarded(i),
        part_of=part_of,
        window_of=i.name.removesuffix(f"_{i.months}_months"),
        months=i.months,
        additive=i.name not in _ONE_PER_HOME,
        private_only=inside and i.private_until is Level.STOCK,
        # Nobody but its owner knows what an indicator of its own counts.
        neighbourhood_up=inside or bool(i.arrangement) or i.source == "own_indicator",
    )


def arrangement_key(indicator: Indicator) -> str:
    """The key in [arrangements] that lets an indicator out of the private tier; empty for one that needs none."""
    if indicator.arrangement:
        return indicator.arrangement
    if indicator.private_until is None:
        return ""
    if _KINDS in indicator.name:
        return indicator.name.split(_KINDS)[0]
    return "housing_fraud" if "fraud" in indicator.name else indicator.source


def arrangement_keys(indicators: Iterable[Indicator]) -> frozenset[str]:
    """Every key that [arrangements] may hold."""
    return frozenset(filter(None, map(arrangement_key, indicators))) | {OUTLOOK}


def _family(indicator: Indicator) -> tuple[str, str | None]:
    source, name = indicator.source, indicator.name
    if name in _TOTALS.get(source, ()):
        return source, None
    if name in _QUESTIONS:
        return "survey questions", "survey"
    if name in _PART_OF:
        return name, _PART_OF[name]
    if _KINDS in name:
        return "case kinds", "cases"
    if source in {"cases", "complaints"} or name == "tenancies_ended_early":
        return name, source
    return name, None


def _basis(indicator: Indicator) -> Basis:
    if indicator.source in _OFFICIAL:
        return Basis.OFFICIAL
    if indicator.tells_n:
        return Basis.DELIVERED
    if indicator.source in _PLACES:
        return Basis.PLACE
    return Basis.ANSWERS if indicator.source == "survey" else Basis.EVENTS


def _guarded(indicator: Indicator) -> tuple[Column, ...]:
    if indicator.kind == "change":
        return ()
    is_mean = indicator.interval == "mean" and indicator.source != "survey"
    if indicator.tells_n or indicator.kind == "quantile" or is_mean:
        return ("n",)
    if indicator.source == "survey" and indicator.name != "survey_response":
        return ("denominator",)
    if indicator.interval == "share" and indicator.source != "survey":
        return "numerator", "rest"
    return ("numerator",)
