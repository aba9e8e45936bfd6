"""The agreements of a year: how many are on track, the numbers per party, and each with its evidence."""

from collections.abc import Sequence
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from data.workflow.agreement_facts import DUTCH_DIRECTIONS, DUTCH_PARTIES, DUTCH_THEMES, Party
from data.workflow.agreements import DUTCH_STATUSES, Meeting, Status
from layouts._agreements import Standing, Total, evidence
from layouts._parts.attributes import attributes
from layouts._parts.document import scroller
from layouts._text import capital, count, date, number, with_unit

PATH = "/afspraken"
_SHAPES = {Status.DONE: "✓", Status.ON_TRACK: "→", Status.LATE: "!", Status.UNKNOWN: "?"}
_ORDER = (Status.LATE, Status.UNKNOWN, Status.ON_TRACK, Status.DONE)


def link(**query: str) -> str:
    """The address of the page with this query; empty values are left out."""
    said = {key: value for key, value in query.items() if value}
    return f"{PATH}?{urlencode(said)}" if said else PATH


def year_links(years: Sequence[int], chosen: int) -> Component:
    """The years as links."""
    found = [
        html.Span(str(year), **attributes(aria_current="true"))
        if year == chosen
        else dcc.Link(str(year), href=link(jaar=str(year)))
        for year in years
    ]
    return html.Nav(found, className="seg small", **attributes(aria_label="Jaar"))


def status_word(status: Status) -> Component:
    """The word with its shape."""
    shape = html.I(_SHAPES[status], **attributes(aria_hidden="true"))
    return html.Span([shape, capital(DUTCH_STATUSES[status])], className=f"inzet-word afspraak-{status}")


def summary(standings: Sequence[Standing]) -> Component:
    """How many stand how."""
    tiles = [
        html.Div(
            [html.B(number(sum(each.status is status for each in standings)), className="big"), status_word(status)]
        )
        for status in _ORDER
    ]
    overdue = sum(each.overdue for each in standings)
    late = (
        html.P(f"Van {count(overdue, 'afspraak', 'afspraken')} is de datum voorbij.", className="sm sub")
        if overdue
        else None
    )
    return html.Section(
        [html.H2("Hoe staan de afspraken?"), html.Div(tiles, className="afspraak-tiles"), late], className="card"
    )


def totals_card(totals: Sequence[Total], year: int) -> Component | None:
    """The numbers of the year, as plain counts."""
    if not totals:
        return None
    parties = [party for party in Party if any(party in total.agreed for total in totals)]
    head = html.Tr(
        [html.Th("Wat", scope="col"), *(html.Th(capital(DUTCH_PARTIES[party]), className="r", scope="col") for party in parties), html.Th("Samen", className="r", scope="col")]
    )  # fmt: skip
    lines = [
        html.Tr(
            [
                html.Td(capital(total.counted)),
                *(
                    html.Td(_of(total.delivered.get(party, 0), total.agreed.get(party)), className="r")
                    for party in parties
                ),
                html.Td(html.B(_of(sum(total.delivered.values()), sum(total.agreed.values()))), className="r"),
            ]
        )
        for total in totals
    ]
    table = scroller(html.Table([html.Thead(head), html.Tbody(lines)]), f"De aantallen van {year}")
    return html.Section(
        [html.Div([html.H2(f"De aantallen van {year}"), html.Span("geleverd van afgesproken", className="xs mut")], className="hd"), table],
        className="card",
    )  # fmt: skip


def _of(delivered: int, agreed: int | None) -> str:
    return "–" if agreed is None else f"{number(delivered)} van {number(agreed)}"


def cards(standings: Sequence[Standing], opened: str) -> list[Component]:
    """A card per agreement, the late ones first; the meeting form stands in the one that was chosen."""
    ordered = sorted(standings, key=lambda each: _ORDER.index(each.status))
    return [_card(each, opened) for each in ordered]


def _card(standing: Standing, opened: str) -> Component:
    facts, identity = standing.agreement.facts, standing.agreement.id
    owners = [f"{DUTCH_PARTIES[party]}: {owner}" for party, owner in facts.owners.items()]
    said = {
        "Gebied": standing.area_name,
        "Trekkers": "; ".join(owners),
        "Doel": _goal(standing),
        "Nu": evidence(standing),
        "Volgens de cijfers": DUTCH_STATUSES[standing.by_figures],
    }
    terms = [part for name, value in said.items() if value for part in (html.Dt(name), html.Dd(value))]
    return html.Section(
        [
            html.Div([html.Span(capital(DUTCH_THEMES[facts.theme]), className="cap"), status_word(standing.status)], className="hd"),
            html.H2(facts.ambition),
            html.P("De datum is voorbij.", className="sm sub") if standing.overdue else None,
            html.Dl(terms, className="inzet-facts"),
            _meetings(standing.agreement.meetings),
            html.Div(
                [
                    dcc.Link("Zet de stand van een overleg erbij", href=link(jaar=str(facts.year), overleg=identity), className="btn"),
                    dcc.Link("Wijzig", href=link(wijzig=identity), className="btn q"),
                ],
                className="inzet-actions",
            )
            if opened != identity
            else None,
        ],
        className="card afspraak-card",
        id=f"afspraak-{identity}",
    )  # fmt: skip


def _goal(standing: Standing) -> str:
    facts, value = standing.agreement.facts, standing.value
    day = f" op {date(facts.target_on)}" if facts.target_on else ""
    if facts.target is None:
        return day.removeprefix(" op ")
    if value is None:
        return f"{facts.indicator} {DUTCH_DIRECTIONS[facts.direction]} {number(facts.target, 1)}{day}"
    unit = "" if value.unit.startswith("%") else f" {value.unit}"
    return f"{value.label} {DUTCH_DIRECTIONS[facts.direction]} {with_unit(facts.target, value.decimals, value.unit)}{unit}{day}"


def _meetings(meetings: Sequence[Meeting]) -> Component | None:
    if not meetings:
        return None
    lines = [
        html.Li(
            [html.B(date(each.held_on)), " ", status_word(each.status), html.Small(f"({each.by})", className="mut"), html.Span(each.remark, className="sub")]
        )
        for each in meetings
    ]  # fmt: skip
    return html.Ul(lines, className="afspraak-meetings")
