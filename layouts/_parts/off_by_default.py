"""What is off by default, why, and what must be arranged before it may be on (the users' own rule)."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

_OFF = (
    (("care_contract", "mediation"), "Zorgcontract en bemiddeling", "Dit zegt wie ergens woont, niet hoe het er is. Het kan gezondheid verraden.", "Een doel, een grondslag in de AVG en een afspraak met zorg en gemeente."),
    (("under_23",), "Huurders jonger dan 23 jaar", "Dit is samenstelling, geen gedrag. Leeftijd is geen overlast.", "Een doel en een grondslag in de AVG."),
    (("health_kinds",), "Soorten overlast die gezondheid verraden", "Meldingen over verward gedrag of verslaving tellen als ‘overig’. De soort bewaren we niet, tenzij dit aan staat.", "Een doel, een grondslag in de AVG en een afspraak met zorg en gemeente."),
    (("arrears",), "Huurachterstand buiten de interne laag", "Geldzorgen zijn van een huishouden. Intern staan er alleen aantallen per complex.", "Een afspraak met de partners over doel en ondergrens."),
    (("housing_fraud", "drugs", "threat"), "Woonfraude, drugs en bedreiging per complex buiten de interne laag", "Kleine aantallen wijzen iemand aan.", "Een convenant met de partners."),
    (("outlook",), "Vooruitblik per complex (kans op rood)", "Een kans kleurt een plek voor er iets gebeurd is. Alleen intern, nooit voor toewijzing.", "Een besluit met een naam in monitor.toml, en een blik op de toets op deze pagina."),
    ((), "Advies over toewijzing", "Een plek samen beoordelen is werk van mensen. Het stoplicht mag geen besluit nemen.", "Dit kan niet aan."),
)  # fmt: skip


def off_by_default(arrangements: Mapping[str, str]) -> list[Component]:
    """A row per subject, with its state; arrangements for other subjects stand below."""
    known = {key for keys, *_ in _OFF for key in keys}
    rows = []
    for keys, subject, why, needed in _OFF:
        named = [arrangements[key] for key in keys if key in arrangements]
        state = (
            [html.B("Staat aan"), html.Small("; ".join(named))] if named else [html.Span("Staat uit", className="sub")]
        )
        rows.append(
            html.Li(
                [
                    html.Div([html.B(subject), html.P(why, className="sm sub")]),
                    html.P([html.Span("Eerst regelen", className="cap"), needed], className="sm"),
                    html.Div(state, className="state"),
                ]
            )
        )
    others = [
        html.Li([html.B(subject), f": {text}"])
        for subject, text in sorted(arrangements.items())
        if subject not in known
    ]
    more = (
        [
            html.P("Andere afspraken die iets aanzetten:", className="sm sub above"),
            html.Ul(others, className="sm plain"),
        ]
        if others
        else []
    )
    never = "De beschuldigde wordt nooit ingelezen, en een lijst van huishoudens bestaat in geen enkele laag."
    return [html.Ul(rows, className="offlist"), *more, html.P(never, className="note above")]
