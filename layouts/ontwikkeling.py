"""Ontwikkeling: what became better or worse since a quarter, such as the one of the previous meeting."""

import dash
from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Course, Development, Serving, shares_events
from layouts._answers import of_build
from layouts._context import serving
from layouts._figures.flow import flow_card
from layouts._level_view import DEVELOP, LevelView, levels, read_level_view
from layouts._parts.changes import changes_card, steady_card, unknown_card
from layouts._parts.filter_menu import none_found
from layouts._parts.foot import foot
from layouts._parts.level_bar import level_bar
from layouts._parts.level_courses import headline, levels_card
from layouts._parts.level_states import no_places, one_quarter
from layouts._parts.states import no_build
from layouts._text import count, listing, quarter

dash.register_page(__name__, path=DEVELOP, name="Ontwikkeling", title="Ontwikkeling · Buurtlicht", order=4)  # type: ignore[no-untyped-call]


@of_build
def layout(**query: str | list[str]) -> Component:
    """The page for the view in the URL."""
    found = serving()
    if found is None:
        return html.Main(no_build(), id="inhoud")
    view = read_level_view(found, DEVELOP, query)
    developed = found.development(view.level, view.since, view.quarter, view.method.method, view.selection)
    return html.Div(
        [
            *level_bar(view, found, with_since=True),
            html.Main(
                [*_body(view, found, developed), foot(found.build, view.method)],
                className="page levelpage",
                id="inhoud",
            ),
        ],
        className="ofalevel",
    )


def _body(view: LevelView, found: Serving, developed: Development) -> list[Component | None]:
    if view.since == view.quarter:
        return [html.H1("Ontwikkeling"), one_quarter(view)]
    if not developed.changes:
        title = html.H1(f"Ontwikkeling sinds het {quarter(view.since)}")
        return [title, none_found(view.level) if view.selection else no_places(view)]
    streams = developed.streams[view.level]
    marks = found.light_marks(view.method.method)
    columns = (
        (
            changes_card(developed.changes, Course.WORSE, view, marks),
            steady_card(developed.changes, view, marks),
            unknown_card(developed.changes, view, marks),
        ),
        (changes_card(developed.changes, Course.BETTER, view, marks),),
    )
    quarters = tuple(each.quarter for each in found.quarters)
    return [
        html.Div(
            [
                html.H1(f"Ontwikkeling sinds het {quarter(view.since)}"),
                html.P(_summary(developed, view), className="sub lead"),
            ],
            className="developed",
        ),
        headline(streams, view),
        html.Div(
            [
                flow_card(streams, view),
                html.Div([levels_card(developed.streams, levels(found), view), _how(view, quarters)], className="stack"),
            ],
            className="duo even",
        ),
        html.Div([html.Div([card for card in column if card is not None], className="stack") for column in columns], className="duo moves"),
    ]  # fmt: skip


def _summary(developed: Development, view: LevelView) -> str:
    """How many lights became worse and better until the quarter that is shown."""
    one, many = DUTCH_LEVELS[view.level]
    until = f"Tot het {quarter(view.quarter)}"
    worse, better = (
        sum(change.course is course for change in developed.changes) for course in (Course.WORSE, Course.BETTER)
    )
    if not worse and not better:
        return f"{until} veranderde geen enkel stoplicht van kleur."
    said = [
        f"{count(amount, one, many)} {word}" for amount, word in ((worse, "achteruit"), (better, "vooruit")) if amount
    ]
    verb = "ging" if (worse or better) == 1 else "gingen"
    missing = "" if worse and better else f" Er ging geen {one} {'vooruit' if worse else 'achteruit'}."
    return f"{until} {verb} {listing(said)}.{missing}"


def _how(view: LevelView, quarters: tuple[str, ...]) -> Component:
    """When a change is more than chance, and what the chosen quarters cannot say."""
    said = [
        "Een stoplicht verandert pas als de nieuwe kleur duidelijk waarschijnlijker is dan de oude. Zo knippert een kleur niet.",
        "Daarnaast staat bij elke plek of de marges van de score elkaar uitsluiten. Overlappen ze, dan kan het verschil toeval zijn.",
    ]
    parts: list[Component] = [html.P(text) for text in said]
    if shares_events(quarters, view.since, view.quarter):
        text = "Let op: tussen deze kwartalen zit minder dan een jaar. Beide metingen tellen deels dezelfde maanden, dus een echt verschil kan kleiner lijken."
        parts.append(html.P(text, className="m"))
    return html.Section([html.H2("Wanneer is een verandering echt?"), *parts], className="card how")
