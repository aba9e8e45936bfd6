"""Where a score is going: the trend rule over five years, and how long a place is worse or better than its like."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED
from indicators.read_model import Method, Serving
from layouts._text import count


def score_course(found: Serving, area_id: str, quarter: str, method: Method) -> Component | None:
    """The marker in words; None with fewer than five yearly points."""
    trend = found.score_trend(area_id, quarter, method.method)
    runs = found.worse_runs(area_id, method.method) if quarter == found.build.latest_quarter else ()
    said = []
    if trend is not None:
        said.append("Geen trend over vijf jaar.")
        if trend.direction is not None:
            worse = (trend.direction == "rising") == method.high_is_worse
            sign, way = ("↘", "achteruit") if worse else ("↗", "vooruit")
            said = [f"{sign} Trend over vijf jaar: {way}."]
    for run in runs:
        if run.of_score:
            said.append(
                f"Al {count(run.quarters, 'kwartaal', 'kwartalen')} op rij {DUTCH_COMPARED[run.word]} dan vergelijkbare plekken."
            )
    return html.P(" ".join(said), className="sm score-course") if said else None
