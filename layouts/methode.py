"""Methode: how a figure becomes a light, what is published and what is ours, and what other weights would do."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, no_update
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level
from indicators.read_model import Method, MethodTheme, Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._judged import sensitivity_is_about
from layouts._parts import method_parts as parts
from layouts._parts.attributes import attributes
from layouts._parts.copyable import copyable
from layouts._parts.document import Chapter, document, page_head
from layouts._parts.export_menu import export_menu
from layouts._parts.foot import foot
from layouts._parts.level_bar import visit
from layouts._parts.off_by_default import off_by_default
from layouts._parts.outlook import outlook_chapter
from layouts._parts.register_texts import algorithm_register, dpia
from layouts._parts.states import no_build
from layouts._parts.try_out import numbers, shares, sliders, tried, weights_of
from layouts._stores import Trying
from layouts._text import capital

dash.register_page(__name__, path="/methode", name="Methode", title="Methode · Buurtlicht", order=6, group="Meer")  # type: ignore[no-untyped-call]

_LEVELS = (Level.COMPLEX, Level.STREET, Level.NEIGHBOURHOOD)


@of_build
def layout(**query: str) -> Component:
    """The page; `methode` chooses one, `niveau` and `gewicht` say what is tried."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    method = found.methods.get(query.get("methode", ""), found.default_method)
    details = found.method_details(method.method)
    in_use = method.method == found.build.default_method
    chapters = [
        Chapter("herkomst", "Wat is gepubliceerd, wat is van ons", parts.published_and_ours(details), "Herkomst"),
        Chapter("werking", "Van cijfer naar stoplicht", parts.steps(details, method), "Werking"),
        Chapter("gewichten", "Thema’s en gewichten", [parts.theme_weights(details.themes)], "Gewichten"),
        Chapter("grenzen", "Grenzen per indicator", parts.bounds_table(details.themes), "Grenzen"),
        Chapter("zekerheid", "Hoe zeker is een kleur?", parts.certainty(details), "Zekerheid"),
        _try(found, method, details.themes, details.file.aggregate, query),
        Chapter("uit", "Wat standaard uit staat", off_by_default(found.arrangements), "Staat uit"),
        Chapter(
            "register",
            "Tekst voor het Algoritmeregister",
            [html.P("Vul aan wat tussen haken staat.", className="sm mut under"), *copyable("tekst-register", "Algoritmeregister", algorithm_register(found, details))],
            "Algoritmeregister",
        ),
        Chapter(
            "dpia",
            "Tekst voor een DPIA",
            [html.P("Een begin, geen oordeel: de afweging maakt u zelf.", className="sm mut under"), *copyable("tekst-dpia", "DPIA", dpia(found))],
            "DPIA",
        ),
        Chapter("bestand", "Het bestand zelf", [_document(details.file.document)], "Het bestand"),
    ]  # fmt: skip
    if details.sensitivity:
        against = any(each.effective_weight < 0 for each in details.sensitivity)
        told = html.P(
            f"Hoe zwaar een indicator echt doorwerkt, en wat er gebeurt als hij wegvalt. {sensitivity_is_about(details)}"
            + (" Onder nul: hij maakt de verschillen tussen plekken juist kleiner." if against else ""),
            className="sm mut under",
        )
        chapters.insert(6, Chapter("gevoeligheid", "Wat bepaalt de uitkomst?", [told, parts.sensitivity(details.sensitivity)], "Gevoeligheid"))  # fmt: skip
    if found.outlook_test:
        decided = found.arrangements.get("outlook", "")
        chapters.insert(-4, Chapter("vooruitblik", "Vooruitblik", outlook_chapter(found.outlook_test, decided), "Vooruitblik"))  # fmt: skip
    marks = [
        f"Versie {method.version}",
        "Deze methode bepaalt de stoplichten" if in_use else "Deze methode wordt ook berekend",
    ]
    head = page_head(method.title, method.description, marks, export_menu("/methode", found.build.tier, ("workbook",)))
    return document(head, chapters, foot(found.build, method), above=_methods(found, method))


def _methods(found: Serving, chosen: Method) -> Component:
    links = [
        html.Li(visit(each.title, f"/methode?{urlencode({'methode': each.method})}", current=each is chosen))
        for each in found.methods.values()
    ]
    return html.Nav(
        [html.H2("Methoden", className="cap"), html.Ul(links)],
        className="contents methods",
        **attributes(aria_label="Methoden"),
    )


def _document(text: str) -> Component:
    told = "Dit TOML-bestand is precies waarmee is gerekend. U kunt het kopiëren en uw eigen versie maken."
    code = html.Pre(
        text,
        className="code",
        tabIndex=0,
        role="region",
        id="methodebestand",
        **attributes(aria_label="Methodebestand"),
    )
    return html.Div(
        [
            html.P(told, className="sm mut under"),
            html.Details([html.Summary("Toon het bestand"), code], className="figures"),
        ]
    )


def _try(
    found: Serving, method: Method, themes: Sequence[MethodTheme], aggregate: str, query: Mapping[str, str]
) -> Chapter:
    title, word = "Probeer andere gewichten", "Probeer zelf"
    counted = [theme for theme in themes if theme.weight]
    if aggregate != "arithmetic":
        why = "Deze methode vermenigvuldigt haar thema’s. Gewichten spelen daarin geen rol, dus er is hier niets te proberen."
        return Chapter("proberen", title, [html.P(why, className="sub")], word)
    if len(counted) < 2:  # noqa: PLR2004 - with one theme every weight gives the same score
        return Chapter(
            "proberen",
            title,
            [
                html.P(
                    "Deze methode heeft één thema met gewicht. Andere gewichten veranderen dan niets.", className="sub"
                )
            ],
            word,
        )
    asked = query.get("niveau", "")
    level = Level(asked) if asked in _LEVELS and Level(asked) in found.levels else Level.COMPLEX
    weights = weights_of(query.get("gewicht", ""), themes)
    kept = {"methode": method.method, "niveau": str(level)}
    levels = [
        visit(
            capital(DUTCH_LEVELS[each][0]),
            f"/methode?{urlencode(kept | {'niveau': str(each)} | _asked(query))}",
            current=each is level,
        )
        for each in _LEVELS
        if each in found.levels
    ]
    told = (
        "Schuif, en zie welke stoplichten in het laatste kwartaal anders zouden zijn. ",
        html.B("Dit is proberen, geen meting: "),
        "er wordt niets bewaard, en de kaart verandert niet.",
    )
    reset = visit("Zet de gewichten terug", f"/methode?{urlencode(kept)}")
    body = [
        html.P(told, className="sub under"),
        html.Div(
            [
                sliders(themes, weights, reset),
                html.Div(tried(found, method.method, level, themes, weights), id="tried", className="tried", **attributes(aria_live="polite")),
            ],
            className="trying",
        ),
        dcc.Store(id="trying", data=kept | {"themes": [theme.theme for theme in themes], "own": weights_of("", themes)}),
        dcc.Store(id="tried-weights"),
    ]  # fmt: skip
    return Chapter(
        "proberen",
        title,
        body,
        word,
        html.Nav(levels, className="seg", **attributes(aria_label="Niveau om mee te proberen")),
    )


def _asked(query: Mapping[str, str]) -> dict[str, str]:
    return {"gewicht": query["gewicht"]} if query.get("gewicht") else {}


@callback(
    Output("tried", "children"),
    Output({"type": "share", "theme": ALL}, "children"),
    Input({"type": "weight", "theme": ALL}, "value"),
    State("trying", "data"),
    prevent_initial_call=True,
)
@of_build
def _show(values: list[float | None], trying: Trying) -> Any:  # noqa: ANN401 - two outputs
    found = serving()
    if found is None or trying["methode"] not in found.methods:
        return no_update, [no_update] * len(values)
    themes = found.method_details(trying["methode"]).themes
    if [theme.theme for theme in themes] != trying["themes"] or len(themes) != len(values):
        return no_update, [no_update] * len(values)
    weights = numbers(values, trying["themes"])
    share = shares(weights)
    answer = tried(found, trying["methode"], Level(trying["niveau"]), themes, weights)
    return answer, [share[theme] for theme in trying["themes"]]


clientside_callback(
    ClientsideFunction("info", "weights"),
    Output("tried-weights", "data"),
    Input({"type": "weight", "theme": ALL}, "value"),
    State("trying", "data"),
)
