"""The outlook: a chance on the page of a complex, and its model card on the page Methode. Never about people."""

from dash import html
from dash.development.base_component import Component

from indicators.read_model import OutlookTest
from layouts._parts.attributes import attributes
from layouts._text import chance, count, number, percent, spread

NEVER = (
    "De vooruitblik gaat over een plek. Zij mag nooit meetellen bij een toewijzing, een huurder of een woningzoekende."
)
_RULES = {
    "no_change": ("geen verandering", "hoe vaak een complex met dit stoplicht een jaar later rood was"),
    "three_years": ("drie jaar gemiddeld", "het deel van de laatste twaalf kwartalen dat het complex rood was"),
}


def outlook_card(expected: float | None, test: OutlookTest | None) -> Component | None:
    """The card on the page of a complex; None where there is no outlook."""
    if expected is None or test is None:
        return None
    by = "Volgens het model."
    if test.used in _RULES:
        by = f"Volgens een eenvoudige regel: {_RULES[test.used][1]}. Het model is niet aantoonbaar beter."
    link = html.A("Hoe goed klopt dit?", href="/methode#vooruitblik", **attributes(data_visit="1"))
    return html.Section(
        [
            html.H2("Vooruitblik"),
            html.P(["Kans op rood over vier kwartalen: ", html.B(chance(expected)), "."]),
            html.P([by, " ", link], className="sm"),
            html.P(NEVER, className="note"),
        ],
        className="card",
        id="vooruitblik",
    )


def outlook_chapter(test: OutlookTest, decided: str) -> list[Component]:
    """The model card: what it is for, how it was tested, and whether it beats two simple rules."""
    told = [
        html.P(["Aangezet door: ", html.B(decided), "."], className="sub"),
        html.P(NEVER, className="note"),
        html.P(
            "De kans dat een complex over vier kwartalen rood is, met logistische regressie. Het model kent de score nu, "
            "van een jaar en van drie jaar, de verandering, hoe vaak het complex rood was en het aantal woningen. "
            "Het kent geen bewoners. Het is steeds getoetst op kwartalen die het nog niet kende."
        ),
    ]
    if not test.used:
        few = "Er zijn te weinig rode complexen om een vooruitblik te maken of te toetsen. Er staat daarom geen kans bij de complexen."
        return [*told, html.P(html.B(few))]
    return [
        *told,
        html.P(html.B(verdict(test))),
        html.P(
            f"Getoetst op {number(test.forecasts)} voorspellingen vanuit {count(test.origins, 'kwartaal', 'kwartalen')}; "
            f"{number(test.red)} keer was het complex een jaar later rood. De Brier-score van het model is {number(test.brier, 3)} (0 is foutloos)."
        ),
        _table(("Vergeleken met", "Brier-score", "Winst van het model", "Marge (95 %)"), [
            (_RULES[each.rule][0], number(each.brier, 3), percent(each.skill), spread(100 * each.lower, 100 * each.upper, 0) + " %")
            for each in test.skills
        ], "Het model en de eenvoudige regels"),
        _table(("Het model zei", "Keer", "Gemiddeld gezegd", "Kwam uit", "Marge (95 %)"), [
            (f"{spread(100 * each.low, 100 * each.high, 0)} %", number(each.forecasts), percent(each.said, 1), percent(each.came, 1), f"{spread(100 * each.lower, 100 * each.upper, 0)} %")
            for each in test.bins
        ], "Wat het model zei en wat er kwam"),
    ]  # fmt: skip


def verdict(test: OutlookTest) -> str:
    """Whether the model is better than both rules, in one sentence."""
    if test.used == "model":
        return "Het model is aantoonbaar beter dan beide eenvoudige regels. De kansen komen van het model."
    return (
        "Het model is niet aantoonbaar beter dan de eenvoudige regels. Daarom tonen wij de regel "
        f"‘{_RULES[test.used][0]}’: {_RULES[test.used][1]}."
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], label: str) -> Component:
    first, *others = head
    table = html.Table(
        [
            html.Thead(
                html.Tr([html.Th(first, scope="col"), *[html.Th(word, scope="col", className="r") for word in others]])
            ),
            html.Tbody(
                [
                    html.Tr([html.Th(name, scope="row"), *[html.Td(cell, className="r num") for cell in cells]])
                    for name, *cells in rows
                ]
            ),
        ],
        className="districts nw",
    )
    return html.Div(table, className="scrollx", tabIndex=0, role="region", **attributes(aria_label=label))
