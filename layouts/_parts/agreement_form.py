"""The form for an agreement and the one for a meeting."""

import datetime as dt

from dash import dcc, html
from dash.development.base_component import Component

from data.errors import CallerMistakeError
from data.vocabulary import Level
from data.workflow.agreement_facts import (
    DUTCH_DIRECTIONS,
    DUTCH_PARTIES,
    DUTCH_THEMES,
    LONGEST,
    Direction,
    Facts,
    Party,
    Theme,
)
from data.workflow.agreements import DUTCH_STATUSES, Status
from indicators.read_model import Serving
from layouts import _typed
from layouts._parts.fields import area_option, choice_field, form_actions, long_field, options_of, typed_field
from layouts._parts.icons import icon
from layouts._parts.inzet_form import NO_GOAL
from layouts._text import capital

_OWNERS = tuple(f"owner-{party}" for party in Party)
_AGREED = tuple(f"agreed-{party}" for party in Party)
_DELIVERED = tuple(f"delivered-{party}" for party in Party)
FIELDS = (
    "year", "theme", "ambition", "area", "goal", "direction", "target", "day", "counted", *_OWNERS, *_AGREED, *_DELIVERED,
)  # fmt: skip
"""Names of the fields in order; the id of each is 'afspraak-' and its name."""


def form(found: Serving, facts: Facts, *, is_new: bool, identity: dict[str, object], back: str) -> Component:
    """The form with what is known; `identity` holds the id and the version that the user saw."""
    area = found.area(facts.area_id)
    places = [area_option(area) if area else {"value": facts.area_id, "label": facts.area_id}]
    stock = found.area(Level.STOCK)
    if stock is not None and facts.area_id != Level.STOCK:
        places.append(area_option(stock))
    goals = [{"value": NO_GOAL, "label": "Geen indicator"}] + [
        {"value": name, "label": f"{label} ({unit})"} for name, label, unit in found.goals
    ]
    what = [
        typed_field("Jaar", "afspraak-year", str(facts.year), longest=4),
        choice_field("Thema", "afspraak-theme", options_of(DUTCH_THEMES), str(facts.theme)),
        choice_field(
            "Gebied", "afspraak-area", places, facts.area_id, searchable=True, limit=12, leftSection=icon("search")
        ),
        long_field("Ambitie", "afspraak-ambition", facts.ambition, LONGEST),
    ]
    aim = [
        choice_field("Indicator", "afspraak-goal", goals, facts.indicator or NO_GOAL, searchable=True),
        choice_field("Richting", "afspraak-direction", options_of(DUTCH_DIRECTIONS), str(facts.direction)),
        typed_field("Streefwaarde", "afspraak-target", _typed.as_typed(facts.target), longest=12),
        typed_field("Op", "afspraak-day", _typed.day_as_typed(facts.target_on), "Zoals 31-12-2027.", 10),
    ]
    owners = [
        typed_field(
            f"Trekker {DUTCH_PARTIES[party]}", f"afspraak-owner-{party}", getattr(facts, f"owner_{party}"),
            "Een afdeling of functie.",
        )
        for party in Party
    ]  # fmt: skip
    numbers = [typed_field("Wat wordt geteld", "afspraak-counted", facts.counted, "Sociale huurwoningen opgeleverd.")]
    for party in Party:
        for what_is, word in (("agreed", "Afgesproken"), ("delivered", "Geleverd")):
            value = getattr(facts, f"{what_is}_{party}")
            numbers.append(
                typed_field(f"{word}, {DUTCH_PARTIES[party]}", f"afspraak-{what_is}-{party}", _whole(value), longest=7)
            )
    remove = [] if is_new else [html.Button("Verwijder", id="afspraak-remove", type="button", className="btn q")]
    return html.Section(
        [
            html.H2("Nieuwe afspraak" if is_new else "Wijzig deze afspraak", tabIndex=-1),
            html.Div(what, className="fields"),
            html.H3("Doel in de monitor"),
            html.Div(aim, className="fields"),
            html.H3("Wie trekt het"),
            html.Div(owners, className="fields"),
            html.H3("Aantallen per partij"),
            html.Div(numbers, className="fields"),
            html.Div(id="afspraak-said"),
            form_actions("afspraak-save", back, *remove),
            dcc.Store(id="afspraak-identity", data=identity),
        ],
        className="card formcard",
    )


def meeting_form(ambition: str, identity: dict[str, object], today: dt.date, back: str) -> Component:
    """How an agreement stands at a meeting."""
    fields = [
        typed_field("Datum van het overleg", "afspraak-held", _typed.day_as_typed(today), longest=10),
        choice_field("Stand", "afspraak-status", options_of(DUTCH_STATUSES), str(Status.ON_TRACK)),
        long_field("Opmerking (mag leeg blijven)", "afspraak-remark", "", LONGEST),
    ]
    return html.Section(
        [
            html.H2(f"Stand van: {ambition}"),
            html.Div(fields, className="fields"),
            html.Div(id="afspraak-noted"),
            form_actions("afspraak-note", back, word="Bewaar de stand"),
            dcc.Store(id="afspraak-meeting", data=identity),
        ],
        className="card formcard",
    )


def read(typed: dict[str, str | None]) -> Facts:
    """What the fields say. Raises CallerMistakeError in one sentence for what cannot be read."""
    year = _typed.whole(typed["year"], "Jaar")
    if year is None:
        raise CallerMistakeError("Vul het jaar in waar de afspraak over gaat.")
    goal = typed["goal"] or NO_GOAL
    numbers = {
        f"{what}_{party}": _typed.whole(typed[f"{what}-{party}"], f"{word}, {DUTCH_PARTIES[party]}")
        for what, word in (("agreed", "Afgesproken"), ("delivered", "Geleverd"))
        for party in Party
    }
    return Facts(
        year=year,
        theme=Theme(typed["theme"] or Theme.OTHER),
        ambition=typed["ambition"] or "",
        area_id=typed["area"] or "",
        indicator="" if goal == NO_GOAL else goal,
        direction=Direction(typed["direction"] or Direction.AT_MOST),
        target=_typed.number(typed["target"], "Streefwaarde"),
        target_on=_typed.day(typed["day"], "Op"),
        counted=typed["counted"] or "",
        owner_corporation=typed["owner-corporation"] or "",
        owner_municipality=typed["owner-municipality"] or "",
        owner_tenants=typed["owner-tenants"] or "",
        **numbers,
    )


def differences(theirs: Facts, mine: Facts) -> list[tuple[str, str, str]]:
    """Name of the field, what stands there now, what this person typed; only where they differ."""
    names = {
        "year": "Jaar", "theme": "Thema", "ambition": "Ambitie", "area_id": "Gebied", "indicator": "Indicator",
        "direction": "Richting", "target": "Streefwaarde", "target_on": "Op", "counted": "Wat wordt geteld",
    }  # fmt: skip
    for party in Party:
        names |= {f"owner_{party}": f"Trekker {DUTCH_PARTIES[party]}"}
        names |= {
            f"agreed_{party}": f"Afgesproken, {DUTCH_PARTIES[party]}",
            f"delivered_{party}": f"Geleverd, {DUTCH_PARTIES[party]}",
        }
    shown = [(name, _shown(getattr(theirs, key)), _shown(getattr(mine, key))) for key, name in names.items()]
    return [(name, one, two) for name, one, two in shown if one != two]


def _shown(value: object) -> str:
    if isinstance(value, Theme):
        return capital(DUTCH_THEMES[value])
    if isinstance(value, Direction):
        return DUTCH_DIRECTIONS[value]
    if isinstance(value, dt.date):
        return _typed.day_as_typed(value)
    return _typed.as_typed(value) if isinstance(value, int | float) else str(value or "")


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)
