"""The head of the page about a place: the way up, its name, what it is, and where else to look."""

from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_DWELLING_TYPES, DUTCH_LEVELS, DwellingType, Level, Tier
from indicators.read_model import Area, Dossier, Serving
from layouts._context import face
from layouts._level_view import compare_link, levels
from layouts._parts.attributes import attributes
from layouts._parts.star import star
from layouts._place_view import PlaceView, place_link
from layouts._text import capital, count, homes
from layouts._view import link

_BUILT = {Level.BUILDING, Level.COMPLEX}
_PREFIXED = {Level.DISTRICT: "Wijk ", Level.NEIGHBOURHOOD: ""}


def place_head(dossier: Dossier, view: PlaceView, serving: Serving) -> Component:
    """Crumbs, heading, line of facts, link to the map."""
    area = dossier.place.area
    return html.Header(
        [
            _crumbs(dossier, view),
            html.Div(
                [
                    html.Div(
                        [
                            html.H1(area.name, tabIndex=-1, id="place-name"),
                            star(area.area_id, area.name),
                            html.Span(facts(dossier), className="mut sm"),
                        ],
                        className="headline",
                    ),
                    html.Div(
                        [
                            *_elsewhere(area, serving),
                            *_compare(area, view, serving),
                            dcc.Link("Op de kaart", href=map_link(area, view), className="btn"),
                        ],
                        className="fx",
                    ),
                ],
                className="fx sp",
            ),
        ],
        className="placehead",
    )


def map_link(area: Area, view: PlaceView) -> str:
    """The map with this place selected."""
    return link(niveau=str(area.level), gebied=area.area_id, **view.kept)


def _elsewhere(area: Area, serving: Serving) -> list[Component]:
    """The place in the corporation's own system, where monitor.toml says how; for the corporation itself only."""
    address = face().links.erp
    if not address or serving.build.tier is not Tier.PRIVATE:
        return []
    if "{level}" not in address and area.level is not Level.COMPLEX:
        return []
    filled = address.replace("{code}", quote(area.code, safe="")).replace("{level}", str(area.level))
    return [html.A("Open in het ERP", href=filled, target="_blank", rel="noreferrer", className="btn")]


def _compare(area: Area, view: PlaceView, serving: Serving) -> list[Component]:
    """The page that compares the places of this level, where there is something to compare."""
    if area.level not in levels(serving):
        return []
    text = f"Vergelijk {DUTCH_LEVELS[area.level][1]}"
    return [dcc.Link(text, href=compare_link(area.level, view.kept), className="btn")]


def facts(dossier: Dossier) -> str:
    """'Complex · 148 woningen · 4 gebouwen · portiekflats · bouwjaar 1971'."""
    area = dossier.place.area
    said = [capital(DUTCH_LEVELS[area.level][0]), homes(area.homes)]
    inside = [part for part in dossier.parts if part.level is _counted(area.level)]
    if inside:
        said.append(count(len(inside), *DUTCH_LEVELS[inside[0].level]))
    if area.level in _BUILT and area.dwelling_type:
        said.append(DUTCH_DWELLING_TYPES.get(DwellingType(area.dwelling_type), area.dwelling_type))
    if area.level in _BUILT and area.built_year:
        said.append(f"bouwjaar {area.built_year}")
    return " · ".join(said)


def _counted(level: Level) -> Level:
    return Level.BUILDING if level is Level.COMPLEX else Level.COMPLEX


def _crumbs(dossier: Dossier, view: PlaceView) -> Component:
    steps = [
        html.Li(dcc.Link(_named(step.level, step.name), href=place_link(step.area_id, view.kept)))
        for step in dossier.way_up
    ]
    return html.Nav(html.Ol(steps), className="crumb", **attributes(aria_label="Kruimelpad"))


def _named(level: Level, name: str) -> str:
    prefix = _PREFIXED.get(level, "")
    return name if name.lower().startswith(prefix.lower().strip() or "\0") else prefix + name
