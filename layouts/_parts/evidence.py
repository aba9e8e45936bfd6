"""What the light rests on: how much was measured, what is missing, inherited or too old, and from which sources."""

from dash import dcc, html
from dash.development.base_component import Component

from indicators.read_model import Dossier, IndicatorRow
from layouts._parts.dot_strip import rank_words
from layouts._place_view import PlaceView, place_link
from layouts._text import capital, date, listing, long_date, with_unit

_LEEFBAAROMETER = "leefbaarometer_deviation"


def evidence_card(dossier: Dossier) -> Component:
    """The card 'Waar rust dit op?'."""
    place, score = dossier.place, dossier.place.score
    lines: list[tuple[str, str | Component]] = []
    if score is not None:
        lines.append(("Gemeten deel van de methode", f"{round(score.coverage * 100)} %"))
    if dossier.standing is not None and dossier.standing.rank_in_level.of > 1:
        lines.append(("In het hele bezit", rank_words(dossier.standing.rank_in_level)))
    inherited = sorted({row.inherited_from for row in place.indicators if row.inherited_from and row.weight})
    for above in inherited:
        labels = [row.label.lower() for row in place.indicators if row.inherited_from == above and row.weight]
        lines.append((f"Geërfd van {above}", capital(listing(labels))))
    if score is not None and score.missing:
        lines.append(("Ontbreekt", _names(dossier, score.missing)))
    if score is not None and score.expired:
        lines.append(("Te oud, telt niet mee", _expired(dossier, score.expired)))
    official = next((row for row in place.indicators if row.indicator == _LEEFBAAROMETER and row.state == "ok"), None)
    if official is not None:
        lines.append((f"Leefbaarometer{_where(official)}", with_unit(official.value, official.decimals, official.unit)))
    terms = [part for name, value in lines for part in (html.Dt(name, className="sub"), html.Dd(html.B(value)))]
    return html.Section(
        [html.Div(html.H2("Waar rust dit op?"), className="hd"), html.Dl(terms, className="kv")], className="card"
    )


def _where(row: IndicatorRow) -> str:
    return f", {row.inherited_from}" if row.inherited_from else ""


def _names(dossier: Dossier, indicators: tuple[str, ...]) -> str:
    return capital(listing([dossier.labels.get(name, name).lower() for name in indicators]))


def _expired(dossier: Dossier, indicators: tuple[str, ...]) -> str:
    until = {row.indicator: row.measured_until for row in dossier.place.indicators}
    said = []
    for name in indicators:
        day = until.get(name)
        said.append(dossier.labels.get(name, name).lower() + (f" (tot {date(day)})" if day else ""))
    return capital(listing(said))


def sources_card(dossier: Dossier, about: str) -> Component:
    """The card 'Bronnen': the last day each source was measured here, and what the light is about."""
    terms = []
    for source in dossier.sources:
        until = source.measured_until or source.delivered_until
        said = long_date(until) if until else "nog niet gemeten"
        terms += [html.Dt(source.title, className="sub"), html.Dd(said)]
    return html.Section(
        [
            html.Div([html.H2("Bronnen"), html.Span("gemeten tot en met", className="xs mut")], className="hd"),
            html.Dl(terms, className="kv") if terms else html.P("Geen bron telt hier mee.", className="sm sub remark"),
            html.P(about, className="note"),
        ],
        className="card sources",
    )


def next_step(dossier: Dossier, view: PlaceView) -> Component | None:
    """For a place without a colour: the smallest place above it that has one."""
    above = next((part for part in dossier.lies_in if part.score is not None), None)
    if above is None:
        return None
    return dcc.Link(f"Bekijk {above.name}", href=place_link(above.area_id, view.kept), className="btn p")
