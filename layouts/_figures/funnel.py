"""Which places differ by more than chance: every place by its size, within what chance and what is usual allow.

Drawn with HTML, as the scatter is, so that it takes the colours and links of the page.
"""

import math
from collections.abc import Collection, Sequence

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS
from indicators.read_model import Funnel, FunnelChoice, FunnelPlace
from layouts._level_view import LevelView
from layouts._parts.attributes import attributes
from layouts._parts.choice import option, select
from layouts._parts.figures import figures_table
from layouts._text import capital, listing, number, with_unit

TITLE = "Meer dan toeval?"
MOST = 200
_ROOM = 1.08
_FEW_TICKS = 5
_APART = 0.06
_NAMED = 4
_BY_LUCK = 0.05
_WORDS = {1: "hoger dan gewoon", -1: "lager dan gewoon"}
_BY_CHANCE = {1: "iets hoger", -1: "iets lager", 0: "binnen toeval"}


def funnel_card(found: Funnel, choices: Sequence[FunnelChoice], shown: Collection[str], view: LevelView) -> Component:
    """The card. The limits are those of all places that the tier shows; only the `shown` ones are drawn."""
    one, many = DUTCH_LEVELS[view.level]
    places = in_order(found, shown)
    drawn = places[:MOST]
    return html.Section(
        [
            html.Div([html.H2(TITLE), html.Span(f"{size_word(found)} →", className="xs mut")], className="hd"),
            html.Div(
                select("level", "toeval", "Cijfer", [option(each.indicator, f"{each.label}, {each.unit}") for each in choices], found.about.indicator, 58),
                className="funnelpick",
            ),
            html.P(summary(found, places, many), className="sm"),
            html.Div(
                _plot(found, drawn, view), className="scatter funnel", role="group",
                **attributes(aria_label=f"{capital(many)} naar {size_word(found)} en {found.about.label}; de tabel heeft dezelfde cijfers"),
            ),
            html.P(" ".join(remarks(found, len(places), len(drawn), many)), className="xs mut below"),
            figures_table(
                (capital(one), found.about.label, "Aantal", capital(size_word(found)), "Ligt"), [_row(found, place) for place in drawn],
                "meer dan toeval", numeric=(1, 2, 3),
            ),
        ],
        className="card funnelcard",
        id="toeval",
    )  # fmt: skip


def in_order(found: Funnel, shown: Collection[str]) -> list[FunnelPlace]:
    """The shown places, those that lie furthest out first."""
    return sorted(
        (place for place in found.places if place.area_id in shown),
        key=lambda place: (-abs(place.as_usual), -abs(place.by_chance), -abs(place.value - found.about.target)),
    )


def height_of(found: Funnel) -> float:
    """The figure at the top of the axis, the same whatever is chosen: every place fits."""
    return _ROOM * max([found.about.target * 2, *(place.value for place in found.places)])


def summary(found: Funnel, places: Sequence[FunnelPlace], many: str) -> str:
    """Who lies outside, in a sentence or two."""
    about = found.about
    mean = f"{number(about.target, about.decimals)} {about.unit}"
    outside = [place for place in places if place.as_usual]
    only = sum(1 for place in places if place.by_chance and not place.as_usual)
    parts = []
    for side, word in ((1, "hoger"), (-1, "lager")):
        names = [place.name for place in outside if place.as_usual == side]
        more = [f"nog {len(names) - _NAMED}"] if len(names) > _NAMED else []
        if names:
            parts.append(f"{word}: {listing([*names[:_NAMED], *more])}")
    said = f"Van {number(len(places))} {many} {'ligt' if len(outside) == 1 else 'liggen'} er {number(len(outside)) if outside else 'geen'} verder van het bezit ({mean}) dan gewoon is"
    said += f" – {'; '.join(parts)}." if parts else "."
    if outside or only:
        said += f" Door toeval alleen liggen er hooguit ongeveer {number(max(1, len(places) * _BY_LUCK))} buiten de donkere band; het zijn er {number(len(outside) + only)}."
    return said


def remarks(found: Funnel, places: int, drawn: int, many: str) -> list[str]:
    """How to read it, and what it does not say."""
    said = [
        f"Donkere band: wat toeval doet bij deze omvang (95 van de 100 keer). Overspreiding φ is {number(found.dispersion, 1)}, over {number(len(found.places))} {many} in deze laag."
    ]
    if found.dispersion > 1:
        said.append(
            f"Plekken verschillen dus meer dan toeval; de lichte band is daarom {number(math.sqrt(found.dispersion), 1)} keer zo wijd en toont wat gewoon is."
        )
    else:
        said.append("Plekken verschillen niet meer dan door toeval.")
    said.append("Waarom een plek afwijkt, zegt dit beeld niet; het is geen stoplicht.")
    if drawn < places:
        said.append(f"Getekend zijn de {number(drawn)} die het meest afwijken.")
    return said  # fmt: skip


def funnel_about(choices: Sequence[FunnelChoice], view: LevelView) -> FunnelChoice | None:
    """The indicator of the view; the one that weighs most where it names none that there is."""
    return next((each for each in choices if each.indicator == view.funnel), choices[0] if choices else None)


def size_word(found: Funnel) -> str:
    """What makes a place large."""
    return "woningen" if found.about.interval == "rate" else "aantal waarover het deel gaat"


def lies(place: FunnelPlace) -> str:
    """Where a place lies, in words."""
    if place.as_usual:
        return _WORDS[place.as_usual]
    return f"{_BY_CHANCE[place.by_chance]}{', wel gewoon' if place.by_chance else ''}"


def _row(found: Funnel, place: FunnelPlace) -> list[str]:
    about = found.about
    return [place.name, with_unit(place.value, about.decimals, about.unit), number(place.numerator), number(place.size), lies(place)]  # fmt: skip


def _plot(found: Funnel, drawn: Sequence[FunnelPlace], view: LevelView) -> list[Component]:
    east = found.limits[-1].size
    top = height_of(found)

    def across(size: float) -> str:
        return f"{size / east:.2%}"

    def down(value: float) -> str:
        return f"{1 - min(value, top) / top:.2%}"

    def band(name: str, pairs: Sequence[tuple[float, tuple[float, float]]]) -> Component:
        upper = [f"{across(size)} {down(high)}" for size, (_, high) in pairs]
        lower = [f"{across(size)} {down(low)}" for size, (low, _) in reversed(pairs)]
        return html.I(className=f"fband {name}", style={"clipPath": f"polygon({', '.join(upper + lower)})"})

    ground: list[Component] = [
        html.Span(html.Span(number(tick, found.about.decimals if tick % 1 else 0)), className="gy", style={"top": down(tick)}, **attributes(aria_hidden="true"))
        for tick in ticks(top)
        if abs(tick - found.about.target) > _APART * top
    ]  # fmt: skip
    if found.dispersion > 1:
        ground.append(band("usual", [(each.size, each.usual) for each in found.limits]))
    ground.append(band("chance", [(each.size, each.chance) for each in found.limits]))
    mean = html.Span("bezit")
    ground.append(html.Span(mean, className="gy mean", style={"top": down(found.about.target)}, **attributes(aria_hidden="true")))  # fmt: skip
    marks = [_mark(found, place, across(place.size), down(place.value), view) for place in reversed(drawn)]
    written = [html.Span(number(tick), style={"left": across(tick)}) for tick in ticks(east)]
    return [
        html.Div(html.Div([*ground, *marks], className="plot"), className="frame"),
        html.Div(written, className="xticks"),
    ]


def _mark(found: Funnel, place: FunnelPlace, left: str, top: str, view: LevelView) -> Component:
    name, value, count, size, where = _row(found, place)
    says = f"{name}: {value}, {count} bij {size} {size_word(found)}, {where}"
    style = {"left": left, "top": top}
    if not place.as_usual:
        return html.I(className="fdot out" if place.by_chance else "fdot", title=says, style=style)
    return html.A(
        [html.I(className="lt fmark " + ("up" if place.as_usual > 0 else "down")), html.Span(name, className="nm")],
        href=view.place_link(place.area_id), className="pt", title=says, style=style, **attributes(aria_label=says, data_visit="1"),
    )  # fmt: skip


def ticks(end: float) -> list[float]:
    """Round numbers from 0 to an end, a handful."""
    rough = end / _FEW_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    return [step * place for place in range(int(end / step) + 1)]
