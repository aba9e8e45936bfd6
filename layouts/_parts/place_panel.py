"""The panel about one place: answer first, evidence below, method last."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Certainty, Light
from indicators.read_model import Area, Method, Place, Score, Serving
from layouts._figures.trend import trend_with_table
from layouts._judged import since_words
from layouts._level_view import compare_link, levels
from layouts._notes import ABOUT_PLACES
from layouts._parts.attributes import attributes
from layouts._parts.icons import icon
from layouts._parts.indicators import indicator_list, theme_bars
from layouts._parts.light import light_word, shape
from layouts._parts.light_marks import beside_light, chart_marks, marks_of_place
from layouts._parts.reason import reason
from layouts._parts.score import score_card
from layouts._parts.score_course import score_course
from layouts._parts.star import star
from layouts._parts.verdict_card import verdict_parts
from layouts._place_view import asked_words, kept, place_link
from layouts._signals import link as signal_link
from layouts._text import capital, count, homes, long_date, number, quarter
from layouts._theme import Scheme


def place_panel(place: Place, serving: Serving, method: Method, at: str, scheme: Scheme) -> list[Component]:
    """Everything about a place in a quarter."""
    area, score = place.area, place.score
    parts: list[Component] = []
    marks = serving.light_marks(method.method).get(area.area_id, ())
    if score is None:
        parts.append(_box(html.P(f"Er is geen score voor het {quarter(at)}.", className="reason")))
    else:
        beside = beside_light(marks_of_place(serving, area.area_id, at, method.method))
        parts += [_box(score_card(score, method)), _box([reason(score.reason), *_since(score), *_there(beside)])]
    if score is not None and score.light is not Light.SHIELDED:
        if place.themes:
            parts.append(_box([_head("Thema’s", "streepje = gemiddelde bezit"), theme_bars(place.themes, method)]))
        counting = tuple(row for row in place.indicators if row.weight)
        if counting:
            parts.append(_box([_head("Indicatoren", "die meetellen in de score"), indicator_list(counting)]))
        if place.series:
            parts.append(
                _box(
                    [
                        _head("Score door de tijd", "grijs = marge"),
                        trend_with_table(place.series, method, scheme, chart_marks(marks)),
                        *_there(score_course(serving, area.area_id, at, method)),
                    ]
                )
            )
    if said := verdict_parts(area.area_id):
        parts.append(_box([_head("Toetsing", "naast het model"), *said]))
    build = serving.build
    about = f"{capital(quarter(at))} · peildatum {long_date(build.reference_date)} · {method.title} {method.version}"
    parts.append(_box([html.P(ABOUT_PLACES, className="xs sub"), html.P(about, className="xs mut")], "about"))
    return [
        _title(area.name, _line(area), star(area.area_id, area.name)),
        html.Div(
            parts, className="scr", tabIndex=0, role="region", **attributes(aria_label=f"Gegevens van {area.name}")
        ),
        _box(_ways_on(area, serving, kept(serving, at, method)), "topage"),
    ]


def unknown_panel(area_id: str, serving: Serving) -> list[Component]:
    """The area in the URL is not in this build."""
    return [
        _title("Dit gebied kennen we niet", capital(asked_words(area_id))),
        _box(
            [
                html.P(
                    f"Dit gebied staat niet in de meting van {long_date(serving.build.reference_date)}.",
                    className="reason",
                ),
                html.P(
                    "Misschien is het verkocht of gesloopt. Zoek een ander gebied of kies er een op de kaart.",
                    className="sub",
                ),
            ]
        ),
    ]


def hover_card(area: Area, score: Score | None, more: Sequence[Component] = ()) -> list[Component]:
    """Name, homes, light and why, for the pointer on the map; `more` is what the map shows besides."""
    head = html.Div([html.B(area.name), html.Span(homes(area.homes), className="mut")], className="fx sp")
    if score is None:
        return [head, html.Div("geen score in dit kwartaal", className="mut")]
    certainty = score.certainty if score.certainty is Certainty.UNCERTAIN else None
    word = html.Span(light_word(score.light, certainty), className=f"t-{score.light} m")
    mark = [] if score.score is None else [html.B(number(score.score, 1), className="num")]
    return [
        head,
        *more,
        html.Div([shape(score.light, score.certainty, named=False), word, *mark], className="fx"),
        html.Div(score.reason.partition("\n")[0], className="sub"),
    ]


def _ways_on(area: Area, serving: Serving, query: dict[str, str]) -> list[Component]:
    """To the page about the place, to its like, and to what rises there."""
    ways: list[Component] = [
        dcc.Link(f"Open {DUTCH_LEVELS[area.level][0]}", href=place_link(area.area_id, query), className="btn p")
    ]
    if area.level in levels(serving):
        ways.append(dcc.Link("Vergelijk", href=compare_link(area.level, query), className="btn"))
    if asking := [each for each in serving.signals_at(area.area_id) if each.asks]:
        text = count(len(asking), "attendering", "attenderingen")
        first = asking[0].shown_with or asking[0].signal_id
        ways.append(dcc.Link(text, href=signal_link(toon=first), className="btn"))
    return ways


def _title(name: str, line: str, *tools: Component) -> Component:
    close = html.Button(
        icon("close"),
        className="ib",
        type="button",
        **attributes(aria_label="Sluit details", data_go='{"gebied":null}'),
    )
    return html.Div(
        [
            html.Div([html.H2(name, tabIndex=-1), html.Span([*tools, close], className="tools")], className="fx sp"),
            html.P(line, className="sm mut"),
        ],
        className="bx dh",
    )


def _line(area: Area) -> str:
    above = [part for part in (area.neighbourhood, area.district) if part and part != area.name][:1]
    built = [str(area.built_year)] if area.built_year else []
    return " · ".join([capital(DUTCH_LEVELS[area.level][0]), *above, homes(area.homes), *built])


def _since(score: Score) -> list[Component]:
    lines = [since_words(score)]
    if score.expired:
        lines.append("Een of meer bronnen zijn te oud en tellen niet mee.")
    said = " ".join(line for line in lines if line)
    return [html.P(said, className="sm mut since")] if said else []


def _there(part: Component | None) -> list[Component]:
    return [] if part is None else [part]


def _head(title: str, remark: str) -> Component:
    return html.Div([html.H3(title), html.Span(remark, className="xs mut")], className="hd")


def _box(children: Component | list[Component], more: str = "") -> Component:
    return html.Div(children, className=f"bx {more}".strip())
