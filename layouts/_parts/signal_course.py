"""What an attendering is about over time: the score, or the indicator that counts the same records."""

from dash import html
from dash.development.base_component import Component

from indicators.read_model import SCORE, Serving, Signal
from layouts._figures.trend import trend_with_table
from layouts._parts.light_marks import chart_marks
from layouts._parts.trend_cards import indicator_course
from layouts._theme import Scheme

_INDICATORS = {"housing_fraud": "confirmed_fraud_per_1000_homes", "tenancies_ended": "mutation_rate"}


def signal_course(found: Serving, area_id: str, measure: str, scheme: Scheme) -> list[Component | None]:
    """A chart with the rise marked in it: the score where the place has no line for what was counted."""
    method = found.default_method
    dossier = found.dossier(area_id, found.build.latest_quarter, method.method)
    if dossier is None:
        return []
    beside = found.light_marks(method.method).get(area_id, ())
    name = "" if measure == SCORE else indicator_of(measure)
    marks = chart_marks(beside, name, found.indicator_sources.get(name, ""))
    row = next((each for each in dossier.place.indicators if each.indicator == name), None)
    if row and (course := indicator_course(dossier, row, scheme, marks, html.H3)):
        return course
    head = html.H3("De score door de tijd")
    return [head, trend_with_table(dossier.place.series, method, scheme, chart_marks(beside))]


def indicator_of(measure: str) -> str:
    """The indicator that counts a measure: 'cases:noise' → 'noise_cases_per_100_homes'."""
    subject, _, kind = measure.partition(":")
    return _INDICATORS.get(subject) or "_".join(part for part in (kind, subject, "per_100_homes") if part)


def course_place(signal: Signal) -> dict[str, str]:
    """What `signal_course` asks, as the page keeps it."""
    return {"area_id": signal.area_id, "measure": signal.measure}
