"""The card 'In de omgeving': nuisance that lies together, reports that come from few, facilities and how far."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Level
from indicators.read_model import HotSpot, Nearby, ReportConcentration
from layouts._text import capital, chance, count, number, percent

BESIDE = "Dit telt niet mee in het stoplicht."
_SHOWN = 4


def nearby_card(nearby: Nearby, level: Level) -> Component | None:
    """The card; None where there is nothing to tell."""
    parts: list[Component] = []
    if nearby.hot_spot is not None:
        parts += [
            html.H3("Overlast bij elkaar", className="cap"),
            html.P(hot_spot_words(nearby.hot_spot, level), className="sm"),
        ]
    if nearby.concentration is not None:
        parts += [
            html.H3("Wie meldt er?", className="cap"),
            html.P(_concentration(nearby.concentration), className="sm"),
        ]
    if nearby.distances:
        rows = [
            html.Li([html.Span(capital(each.kind)), html.Span(each.name, className="u"), html.Span(_metres(each.metres), className="num")])
            for each in nearby.distances[:_SHOWN]
        ]  # fmt: skip
        parts += [
            html.H3("Dichtstbijzijnde voorzieningen", className="cap"),
            html.Ul(rows, className="bs-near sm"),
            html.P("Hemelsbreed, vanaf het midden.", className="xs mut"),
        ]
    if not parts:
        return None
    title = html.Div([html.H2("In de omgeving"), html.Span(BESIDE, className="xs mut")], className="hd")
    return html.Section([title, *parts], className="card", id="omgeving")


def hot_spot_words(spot: HotSpot, level: Level) -> str:
    """What a place is among its neighbours, in two sentences at most."""
    one, many = ("complex", "complexen") if level is Level.COMPLEX else ("straat", "straten")
    reach = f"{number(spot.reach_m)} meter"
    cases = count(spot.cases, "overlastzaak", "overlastzaken")
    if spot.among == "alone":
        return f"N.v.t.: binnen {reach} ligt geen ander{'e' if one == 'straat' else ''} {one} van ons."
    around = f"{count(spot.neighbours, one, many)} binnen {reach}"
    if spot.among == "hot" and spot.chance is not None:
        return (
            f"Brandpunt: {cases} in {spot.months} maanden, en ook veel bij de {around}. "
            f"De kans dat dit toeval is, is {chance(spot.chance)}."
        )
    if spot.among == "high":
        return f"Veel overlast hier en bij de {around}, maar dat kan toeval zijn ({cases} in {spot.months} maanden)."
    return f"Geen brandpunt: {cases} in {spot.months} maanden, vergeleken met {around}."


def _concentration(found: ReportConcentration) -> str:
    return (
        f"Een tiende van de melders ({found.top_reporters} van de {found.reporters}) deed {percent(found.share)} van de "
        f"{number(found.reports)} overlastmeldingen in {found.months} maanden."
    )


def _metres(metres: float) -> str:
    return f"{number(metres / 1000, 1)} km" if metres >= 1000 else f"{number(metres)} m"  # noqa: PLR2004 - a kilometre
