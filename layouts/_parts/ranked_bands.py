"""Places in order of what they ask, each with its margin on the scale and the range of its rank."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Level, Light
from indicators.read_model import LightMark, Method, Ranked, ScoredArea
from layouts._level_places import LevelPlaces
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.figures import figures_table
from layouts._parts.light import light_word, shape
from layouts._parts.light_marks import SIGNS_SAY, Marks, of_light, signs
from layouts._parts.method_scale import at, axis
from layouts._parts.more import listed, more_line
from layouts._text import capital, count, listing, number, spread, with_unit

SHOWN = 25
_FEW = 4
_MANY = 8
"""From this number of rows on they take the height of the column beside them."""
_NEUTER = {Level.BUILDING, Level.COMPLEX}


def ranked_bands(
    places: LevelPlaces, view: LevelView, stock: float | None, shares: Mapping[str, float | None], marks: Marks
) -> Component:
    """The card; `shares` are the corporations' share of homes where known, `marks` what stands beside their lights."""
    method = view.method
    one, many = DUTCH_LEVELS[view.level]
    ranked, unranked = places.ranked, places.unranked
    shown_ranked = listed(ranked, view, SHOWN)
    shown_unranked = unranked if len(unranked) <= _FEW else listed(unranked, view, 0)
    head = html.Li(
        [
            html.Span("Plek", className="pl"),
            html.Span([capital(one), *([html.Small("Corporaties")] if shares else [])], className="nm"),
            html.Span("Score", className="sc"),
            axis(method),
        ],
        className="bandhead",
        **attributes(aria_hidden="true"),
    )
    rows = [head, *[_row(each, view, stock, shares, of_light(marks, each.place.area.area_id)) for each in shown_ranked]]
    rows += [_without_rank(each, view, first=not place) for place, each in enumerate(shown_unranked)]
    words: list[Component] = [html.P(_explained(ranked, many, stock, shares), className="xs mut")]
    if any(of_light(marks, each.place.area.area_id) for each in shown_ranked):
        words.append(html.P(SIGNS_SAY, className="xs mut"))
    if unranked and not shown_unranked:
        words.insert(0, html.P(f"Zonder plek: {_counted(unranked, one, many)}.", className="sm sub without"))
    words += more_line(len(shown_ranked) + len(shown_unranked), len(ranked) + len(unranked), view)
    says = f"{capital(many)} op volgorde van de aandacht die zij vragen, de meeste eerst"
    return html.Section(
        [
            html.H2(question(view.level)),
            html.Ol(rows, className="bands", **attributes(aria_label=says)),
            html.Div(words, className="below"),
            _table(shown_ranked, shown_unranked, view, len(places.order.ranked)),
        ],
        className="card bandcard few" if len(ranked) < _MANY else "card bandcard",
    )  # fmt: skip


def rank_range(ranked: Ranked) -> str:
    """'2–5', or '3' where the margins allow one place only."""
    return (
        str(ranked.rank.first) if ranked.rank.first == ranked.rank.last else f"{ranked.rank.first}–{ranked.rank.last}"
    )


def _row(
    ranked: Ranked,
    view: LevelView,
    stock: float | None,
    shares: Mapping[str, float | None],
    marks: tuple[LightMark, ...],
) -> Component:
    area, score = ranked.place.area, ranked.place.score
    name = [
        shape(score.light, score.certainty, 16),
        html.A(area.name, href=view.place_link(area.area_id), **attributes(data_visit="1")),
    ]
    share = []
    if shares:
        share = [
            html.Small(
                [html.Span("woningen van corporaties ", className="sr"), _share(shares.get(area.area_id))],
                className="mut",
            )
        ]
    said = f" van 5–95 %: {spread(score.lower or 0, score.upper or 0, 1)}"
    return html.Li(
        [
            html.Span([html.Span("plek ", className="sr"), rank_range(ranked)], className="pl"),
            html.Span([*name, *signs(marks), *share], className="nm"),
            html.Span([number(score.score, 1), html.Span(f", marge{said}", className="sr")], className="sc"),
            _track(ranked.place, view.method, stock),
        ]
    )  # fmt: skip


def _share(value: float | None) -> str:
    return "onbekend" if value is None else with_unit(value, 0, "%")


def _track(place: ScoredArea, method: Method, stock: float | None) -> Component:
    score = place.score
    middle = at(score.score or 0.0, method)
    lower, upper = sorted((at(score.lower or 0.0, method), at(score.upper or 0.0, method)))
    lines = [
        html.I(className="bound", style={"left": f"{at(bound, method):.2f}%"})
        for bound in (method.green_until, method.red_from)
    ]
    if stock is not None:
        lines.append(html.I(className="stock", style={"left": f"{at(stock, method):.2f}%"}))
    return html.Span(
        [
            *lines,
            html.I(className="band", style={"left": f"{lower:.2f}%", "width": f"{upper - lower:.2f}%"}),
            html.I(className="dot", style={"left": f"{middle:.2f}%"}),
        ],
        className="track",
        **attributes(aria_hidden="true"),
    )


def _without_rank(place: ScoredArea, view: LevelView, *, first: bool) -> Component:
    area, score = place.area, place.score
    _, _, why = score.reason.partition("\n")[0].partition(": ")
    word = light_word(score.light)
    return html.Li(
        [
            html.Span(["–", html.Span("geen plek", className="sr")], className="pl mut"),
            html.Span(
                [
                    shape(score.light, size=16, named=False),
                    html.A(area.name, href=view.place_link(area.area_id), **attributes(data_visit="1")),
                ],
                className="nm",
            ),
            html.Span(f"{word}: {why}" if why else word, className="why xs mut"),
        ],
        className="norank first" if first else "norank",
    )


def _counted(unranked: Sequence[ScoredArea], one: str, many: str) -> str:
    words = {
        Light.INSUFFICIENT: "met onvoldoende gegevens",
        Light.SHIELDED: "afgeschermd",
    }
    amounts = [
        (sum(each.score.light not in words for each in unranked), "met een kleur waarvan de score is afgeschermd")
    ]
    amounts += [(sum(each.score.light is light for each in unranked), word) for light, word in words.items()]
    return listing([f"{count(amount, one, many)} {word}" for amount, word in amounts if amount])


def _explained(ranked: Sequence[Ranked], many: str, stock: float | None, shares: Mapping[str, float | None]) -> str:
    said = [f"Er zijn geen {many} met een score."]
    if ranked:
        rank, name = ranked[0].rank, ranked[0].place.area.name
        said = [
            f"{name} staat op plek {rank.first}."
            if rank.first == rank.last
            else f"De plek is een bereik: {name} staat op plek {rank.first} tot {rank.last}. Overlappen de balken, dan is de volgorde niet zeker."
        ]
        if stock is not None:
            said.append(f"Stippellijn: heel het bezit, {number(stock, 1)}.")
        if shares:
            said.append("Corporaties: hun deel van alle woningen in de buurt, volgens het CBS.")
    return " ".join(said)


def question(level: Level) -> str:
    """What the order answers."""
    return f"{'Welk' if level in _NEUTER else 'Welke'} {DUTCH_LEVELS[level][0]} vraagt de meeste aandacht?"


def _table(ranked: Sequence[Ranked], unranked: Sequence[ScoredArea], view: LevelView, of: int) -> Component:
    rows = [_figures(each.place, rank_range(each)) for each in ranked] + [_figures(each, "–") for each in unranked]
    head = [f"Plek van {number(of)}", capital(DUTCH_LEVELS[view.level][0]), "Stoplicht", "Score", "Marge", "Woningen"]
    return figures_table(head, rows, "volgorde", numeric=(3, 4, 5))


def _figures(place: ScoredArea, rank: str) -> list[str]:
    score = place.score
    margin = "–" if score.lower is None or score.upper is None else spread(score.lower, score.upper, 1)
    return [rank, place.area.name, light_word(score.light, score.certainty), number(score.score, 1), margin, number(place.area.homes)]  # fmt: skip
