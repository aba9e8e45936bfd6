"""The card about attenderingen on the page of a place."""

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_COMPARED, Level
from indicators.read_model import Reach, Serving, WorseRun
from layouts._parts.registration import registration_notes
from layouts._parts.signal_parts import severity
from layouts._signals import link
from layouts._text import count, long_month, number

_MOST_RUNS = 4
_WIDER = {Level.DISTRICT, Level.MUNICIPALITY, Level.STOCK}
_MEASURES = {"cases": "overlastzaken", "complaints": "overlastmeldingen"}


def place_signals_card(found: Serving, area_id: str, method: str) -> Component | None:
    """What rises at a place, how long it is worse than others, and what could not have been seen."""
    if found.signal_frame is None:
        return None
    rises, reach = found.signals_at(area_id), found.reach(area_id)
    lines: list[Component] = [
        html.Li([severity(each), html.P([each.sentence, " ", dcc.Link(f"Naar de attendering van {long_month(each.found_on)}", href=link(toon=each.shown_with or each.signal_id))], className="sm")], className="sig-line") for each in rises
    ]  # fmt: skip
    lines += [
        html.Li(f"{run.label}: al {count(run.quarters, 'kwartaal', 'kwartalen')} op rij {DUTCH_COMPARED[run.word]} dan vergelijkbare plekken.")
        for run in _runs_of_indicators(found, area_id, method)
    ]  # fmt: skip
    notes = registration_notes(found.registrations(area_id))
    if not (lines or reach or notes):
        return None
    body: list[Component] = [html.Ul(lines, className="sig-lines")] if lines else []
    if not any(each.asks for each in rises):
        body.insert(
            0,
            html.P(_quiet(area_id, reach), className="sm"),
        )
    return html.Section(
        [
            html.Div([html.H2("Attenderingen"), dcc.Link("Alle attenderingen", href=link(), className="sm")], className="hd"),
            *notes,
            *body,
            html.P(_reach(reach), className="xs mut") if reach else None,
        ],
        className="card",
        id="attenderingen",
    )  # fmt: skip


def _runs_of_indicators(found: Serving, area_id: str, method: str) -> list[WorseRun]:
    """The longest; that of the score stands beside the score (`score_course`)."""
    return [run for run in found.worse_runs(area_id, method) if not run.of_score][:_MOST_RUNS]


def _quiet(area_id: str, reach: tuple[Reach, ...]) -> str:
    """Nothing was seen, nothing could be seen, or nobody looks at this level."""
    if reach:
        return "Er is hier geen toename gezien."
    if area_id.split(":", maxsplit=1)[0] in _WIDER:
        return "Toenames zoeken we per gebouw, complex, straat en buurt, niet voor een groter gebied."
    return "Te klein om een toename te zien."


def _reach(reach: tuple[Reach, ...]) -> str:
    three = [each for each in reach if each.months == 3]  # noqa: PLR2004  a quarter
    said = " of ".join(f"{number(each.smallest)} {_MEASURES[each.measure]}" for each in three)
    return f"Wat kleiner is, valt bij deze aantallen niet van toeval te onderscheiden: hier was een toename pas opgevallen vanaf {said} in drie maanden."
