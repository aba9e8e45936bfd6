"""The place among similar places: a dot per place on the method's scale, its own dot with its margin and name."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_DWELLING_TYPES, DUTCH_LEVELS, DUTCH_LIGHTS, DwellingType, Level
from indicators.read_model import Dossier, Method, Peer, Rank, Standing
from layouts._parts.attributes import attributes
from layouts._parts.light import shape
from layouts._parts.method_scale import at
from layouts._parts.score import segments
from layouts._place_view import PlaceView, place_link
from layouts._text import capital, number, spread

_BINS = 40
_DOT_PX = 12
_HIGHEST_PX = 132
_LISTED = 30
_ROOM = 55.0
"""From here, in percent, a name at the right would leave the card."""


def dot_strip(dossier: Dossier, view: PlaceView) -> Component | None:
    """The card with the rank as its title; None where the place has no score."""
    standing, area = dossier.standing, dossier.place.area
    if standing is None or len(standing.similar) < 2:  # noqa: PLR2004 - one place is no order
        return None
    own = next(peer for peer in standing.similar if peer.area_id == area.area_id)
    middle = median(peer.score for peer in standing.similar)
    alike = alike_words(standing, area.level)
    says = (
        f"{area.name} staat op {rank_words(standing.rank)} {alike}, van meeste naar minste beheer. "
        f"De mediaan is {number(middle, 1)}."
    )
    return html.Section(
        [
            html.H2(capital(rank_words(standing.rank))),
            html.P(f"Vergelijkbaar: {alike}", className="xs mut under"),
            html.Div(
                [_dots(standing.similar, own, view.method), _own(own, view.method), _median(middle, view.method), _axis(view.method)],
                className="strip", role="img", **attributes(aria_label=says),
            ),
            html.P(explained(standing, area.level), className="xs sub remark"),
            _table(standing.similar, own, view),
        ],
        className="card",
    )  # fmt: skip


def rank_words(rank: Rank) -> str:
    """'plek 2 tot 5 van 31'; one place only where the margins do not overlap."""
    return f"{place_words(rank)} van {number(rank.of)}"


def place_words(rank: Rank) -> str:
    """'plek 2 tot 5', or 'plek 2'."""
    return f"plek {rank.first}" if rank.first == rank.last else f"plek {rank.first} tot {rank.last}"


def alike_words(standing: Standing, level: Level) -> str:
    """What makes the places alike: 'portiek, gebouwd 1946–1964, 20–49 woningen'."""
    alike = standing.alike
    if not alike:
        return f"alle {DUTCH_LEVELS[level][1]}"
    said = []
    if kind := alike.get("dwelling_type"):
        said.append(DUTCH_DWELLING_TYPES.get(DwellingType(kind), kind))
    if period := alike.get("building_period"):
        said.append(f"gebouwd {period}")
    if size := alike.get("size_class"):
        said.append(f"{size} woningen")
    return ", ".join(said)


def explained(standing: Standing, level: Level) -> str:
    """How to read the strip."""
    said = "Elk punt is een plek. Rechts vraagt het meeste beheer."
    if standing.alike:
        said += f" Van alle {DUTCH_LEVELS[level][1]}: {rank_words(standing.of_level)}."
    if standing.rank.first != standing.rank.last:
        said += " De marges overlappen, dus de volgorde is niet zeker."
    return said


def _dots(similar: Sequence[Peer], own: Peer, method: Method) -> Component:
    """A column of dots per bin; the dots move closer where there are many."""
    bins = Counter(min(int(at(peer.score, method) / 100 * _BINS), _BINS - 1) for peer in similar if peer is not own)
    step = min(_DOT_PX, _HIGHEST_PX / max(bins.values(), default=1))
    columns = [
        html.I(
            style={"left": f"{(place + 0.5) / _BINS:.2%}", "height": f"{count * step:.1f}px", "--step": f"{step:.2f}px"}
        )
        for place, count in sorted(bins.items())
    ]
    return html.Span(columns, className="dots")


def _own(own: Peer, method: Method) -> Component:
    """A row of its own under the dots; the name stands where there is room."""
    here = at(own.score, method)
    left, right = sorted((at(own.lower, method), at(own.upper, method)))
    beside = {"left": f"calc({right:.1f}% + 8px)"} if right <= _ROOM else {"right": f"calc({100 - left:.1f}% + 8px)"}
    return html.Span(
        [
            html.I(className="reach", style={"left": f"{left:.1f}%", "width": f"{right - left:.1f}%"}),
            html.I(className="me", style={"left": f"{here:.1f}%"}),
            html.B(f"{own.name} {number(own.score, 1)}", className="tag", style=beside),
        ],
        className="own",
    )


def _median(middle: float, method: Method) -> Component:
    here = f"{at(middle, method):.1f}%"
    return html.Span(
        [html.I(style={"left": here}), html.Span(f"mediaan {number(middle, 1)}", style={"left": here})],
        className="median",
    )


def _axis(method: Method) -> Component:
    ends = [method.scale_low, method.green_until, method.red_from, method.scale_high]
    ticks = [
        html.Span(number(end, 0 if end == round(end) else 1), style={"left": f"{at(end, method):.1f}%"}) for end in ends
    ]
    return html.Span(
        [html.Span(segments(method), className="track"), html.Span(ticks, className="ticks")], className="stripaxis"
    )


def _table(similar: Sequence[Peer], own: Peer, view: PlaceView) -> Component:
    """The nearest places on the scale, most management first."""
    ordered = sorted(similar, key=lambda peer: peer.score, reverse=view.method.high_is_worse)
    place = ordered.index(own)
    start = max(0, min(place - _LISTED // 2, len(ordered) - _LISTED))
    listed = ordered[start : start + _LISTED]
    rows = [_line(peer, own, view) for peer in listed]
    head = html.Thead(
        html.Tr(
            [
                html.Th("Plek", scope="col"),
                html.Th("Score", scope="col", className="r"),
                html.Th("Marge", scope="col", className="r"),
            ]
        )
    )
    title = (
        "Toon de plekken"
        if len(listed) == len(ordered)
        else f"Toon de {len(listed)} plekken het dichtst bij {own.name}"
    )
    return html.Details(
        [
            html.Summary(title),
            html.Table([head, html.Tbody(rows)], **attributes(aria_label="Scores van vergelijkbare plekken")),
        ],
        className="figures",
    )


def _line(peer: Peer, own: Peer, view: PlaceView) -> Component:
    name = html.B(peer.name) if peer is own else dcc.Link(peer.name, href=place_link(peer.area_id, view.kept))
    light = html.Span(f", {DUTCH_LIGHTS[peer.light]}", className="sr")
    return html.Tr(
        [
            html.Td([shape(peer.light, peer.certainty, 13, named=False), " ", name, light]),
            html.Td(number(peer.score, 1), className="v"),
            html.Td(spread(peer.lower, peer.upper, 1), className="r sub"),
        ]
    )
