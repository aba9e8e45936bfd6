"""What the light rests on: how much was measured, what is missing, inherited or too old, and from which sources."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Light
from indicators.read_model import LEEFBAAROMETER, Dossier, IndicatorRow, SourceDate
from layouts._parts.dot_strip import place_words, rank_words
from layouts._text import capital, count, date, listing, long_date, with_unit


def evidence_card(dossier: Dossier, about: str) -> Component:
    """The card 'Waar rust dit op?', with what the light is about."""
    place, score = dossier.place, dossier.place.score
    lines: list[tuple[str, str | Component]] = []
    if score is not None and score.light is not Light.SHIELDED:
        lines.append(("Gemeten deel van de methode", f"{round(score.coverage * 100)} %"))
    lines += _standing(dossier)
    inherited = sorted({row.inherited_from for row in place.indicators if row.inherited_from and row.weight})
    for above in inherited:
        labels = [row.label.lower() for row in place.indicators if row.inherited_from == above and row.weight]
        lines.append((f"Geërfd van {above}", capital(listing(labels))))
    if score is not None and score.missing:
        lines.append(("Ontbreekt", _names(dossier, score.missing)))
    if score is not None and score.expired:
        lines.append(("Te oud, telt niet mee", _expired(dossier, score.expired)))
    official = next((row for row in place.indicators if row.indicator == LEEFBAAROMETER and row.state == "ok"), None)
    if official is not None:
        lines.append((f"Leefbaarometer{_where(official)}", with_unit(official.value, official.decimals, official.unit)))
    terms = [part for name, value in lines for part in (html.Dt(name, className="sub"), html.Dd(html.B(value)))]
    return html.Section(
        [
            html.Div(html.H2("Waar rust dit op?"), className="hd"),
            html.Dl(terms, className="kv"),
            html.P(about, className="note"),
        ],
        className="card evidence",
    )


def _standing(dossier: Dossier) -> list[tuple[str, str | Component]]:
    standing = dossier.standing
    if standing is None or standing.of_level.of <= 1:
        return []
    many = DUTCH_LEVELS[dossier.place.area.level][1]
    lines: list[tuple[str, str | Component]] = [(f"Van alle {many}", rank_words(standing.of_level))]
    published = standing.published
    if published is None:
        return lines
    if published.other_weights != published.left_out:
        lines.append(("Met andere gewichten", place_words(published.other_weights)))
    lines.append(("Met telkens één indicator minder", place_words(published.left_out)))
    return lines


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


def sources_card(dossier: Dossier) -> Component:
    """The card 'Bronnen': the last day each source was measured here, those that count first."""
    counting = [source for source in dossier.sources if source.counts]
    others = [source for source in dossier.sources if not source.counts]
    more = None
    if others:
        title = f"{count(len(others), 'bron die niet meetelt', 'bronnen die niet meetellen')}"
        more = html.Details([html.Summary(capital(title)), _dates(others)], className="figures")
    return html.Section(
        [
            html.Div([html.H2("Bronnen"), html.Span("gemeten tot en met", className="xs mut")], className="hd"),
            _dates(counting) if counting else html.P("Geen bron telt hier mee.", className="sm sub remark"),
            more,
        ],
        className="card sources",
    )


def _dates(sources: Sequence[SourceDate]) -> Component:
    terms: list[Component] = []
    for source in sources:
        until = source.measured_until or source.delivered_until
        terms += [html.Dt(source.title, className="sub"), html.Dd(long_date(until) if until else "nog niet gemeten")]
    return html.Dl(terms, className="kv")
