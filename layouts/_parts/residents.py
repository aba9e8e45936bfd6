"""What residents get back, in words that a resident reads; and what was done as marks for the chart of the score."""

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_INTERVENTIONS, InterventionKind
from indicators.read_model import Dossier, GivenBack, Serving
from layouts._figures.chart_marks import Mark
from layouts._parts.inzet_log import link as log_link
from layouts._place_view import PlaceView, place_link
from layouts._store import has_private
from layouts._text import count, listing, number, quarter, quarter_of

_DONE = {
    InterventionKind.PHYSICAL: "we hebben iets gemaakt, hersteld of vernieuwd",
    InterventionKind.SOCIAL: "er was extra hulp en aandacht in de buurt",
    InterventionKind.ALLOCATION: "we hebben woningen anders toegewezen",
    InterventionKind.ENFORCEMENT: "er is gecontroleerd en opgetreden",
    InterventionKind.PARTICIPATION: "we hebben samen met bewoners iets gedaan",
}
_YEAR_BACK = 4


def marks_of(found: Serving, area_id: str) -> list[Mark]:
    """What began at a place, as this tier may know it."""
    return [
        Mark(quarter_of(done.started_on), done.measure or DUTCH_INTERVENTIONS[done.kind])
        for done in found.interventions(area_id)
    ]


def residents_card(dossier: Dossier, view: PlaceView, found: Serving) -> Component | None:
    """The card 'Wat er met meldingen gebeurt'; None where reports were never delivered."""
    given = found.given_back(view.area_id, view.quarter)
    if given.latest is None and not given.kinds and not has_private():
        return None
    return html.Section(
        [
            html.Div(
                [html.H2("Wat er met meldingen gebeurt"), html.Span("een jaar", className="xs mut")], className="hd"
            ),
            *_reports(given, dossier, view),
            _work(given),
            *_log_links(found, view),
        ],
        className="card residents",
    )


def _log_links(found: Serving, view: PlaceView) -> list[Component]:
    """Inside the corporation: the log of this place, and the form to add to it."""
    if not has_private():
        return []
    known = len(found.interventions(view.area_id))
    links = [dcc.Link(f"Bekijk {number(known)} keer inzet hier", href=log_link(gebied=view.area_id))] if known else []
    return [
        html.P(
            [*links, " · " if links else "", dcc.Link("Voeg inzet toe", href=log_link(nieuw="1", gebied=view.area_id))],
            className="sm",
        )
    ]


def _reports(given: GivenBack, dossier: Dossier, view: PlaceView) -> list[Component]:
    year = given.latest
    if year is None:
        return []
    if year.reports is None:
        why = (
            "Het zijn er zo weinig dat wij het aantal niet noemen: het kan over één huishouden gaan."
            if year.shielded
            else "Het aantal meldingen is hier niet bekend."
        )
        larger = dossier.lies_in[0] if dossier.lies_in else None
        link = [dcc.Link(f"Bekijk {larger.name}", href=place_link(larger.area_id, view.kept))] if larger else []
        return [html.P(why, className="sub"), *link]
    said = [
        f"In het jaar tot en met het {quarter(year.quarter)} kwamen er {count(year.reports, 'melding', 'meldingen')} van overlast."
    ]
    if year.taken_up is not None and year.reports:
        said.append(_taken_up(year.taken_up, year.reports))
    before = given.years[-1 - _YEAR_BACK].reports if len(given.years) > _YEAR_BACK else None
    if before is not None:
        said.append(f"Een jaar eerder waren het er {number(before)}.")
    return [html.P(" ".join(said))]


def _taken_up(taken_up: int, reports: int) -> str:
    if taken_up == 0:
        return "Van geen enkele melding maakten wij een zaak."
    if taken_up == reports:
        return "Elke melding namen wij in behandeling." if reports > 1 else "Die melding namen wij in behandeling."
    return f"Daarvan namen wij er {number(taken_up)} in behandeling."


def _work(given: GivenBack) -> Component | None:
    if not given.kinds:
        return None
    return html.P(f"Wat er gedaan is: {listing([_DONE[kind] for kind in given.kinds])}.")
