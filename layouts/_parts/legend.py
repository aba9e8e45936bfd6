"""What the colours, shapes and hatching on the map mean, with the bounds that the method fixes."""

from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Certainty, Light
from indicators.read_model import Build, Method, Shading
from layouts._parts.light import shape
from layouts._text import long_date, number, quarter, short_quarter, spread
from layouts._view import CHANGE, View

TO_NOW, NO_CHANGE = "to_now", "no_change"


@dataclass(frozen=True)
class Key:
    """A line of a legend: a light, a step (0 to 4), TO_NOW or NO_CHANGE, and what it means."""

    mark: Light | int | str
    word: str
    bound: str = ""
    uncertain: bool = False


@dataclass(frozen=True)
class Legend:
    """What is shown, and its keys."""

    title: str
    keys: tuple[Key, ...]
    remark: str = ""


_NO_FIGURE = (Key(Light.INSUFFICIENT, "Onvoldoende gegevens"), Key(Light.SHIELDED, "Afgeschermd"))


def legend_of(view: View) -> Legend:
    """The legend of what the map shows, on the screen and in a picture."""
    if view.shading is not None:
        keys = _lights_of(view.shading) if view.shading.has_light else step_keys(view.shading)
        return Legend(f"{view.shading.label}, {view.shading.unit}", (*keys, *_NO_FIGURE), _meaning(view.shading))
    if view.show == CHANGE:
        return Legend(f"Verandering sinds het {quarter(view.since)}", _changes(DUTCH_LEVELS[view.level][1]))
    return Legend(view.method.title, (*_lights(view.method), *_NO_FIGURE))


def legend(view: View, build: Build) -> list[Component]:
    """The content of the legend for what is shown; date and method below."""
    found, method = legend_of(view), view.method
    said = [found.remark] if found.remark else []
    about = (
        f"{short_quarter(view.quarter)} · peildatum {long_date(build.reference_date)} · {method.title} {method.version}"
    )
    lines = [html.P(text, className="mut lm") for text in (*said, about)]
    default = method.method == build.default_method
    explained = dcc.Link("Uitleg", href="/methode" if default else f"/methode?methode={method.method}")
    head = html.Div([html.H2(found.title, className="lh"), explained], className="fx sp lhead")
    return [head, html.Ul([_line(key) for key in found.keys]), *lines]


def step_words(shading: Shading) -> list[str]:
    """The range of each of the five steps, the best first."""
    decimals = _decimals(shading)
    first, *_, last = shading.bounds
    pairs = zip(shading.bounds[:-1], shading.bounds[1:], strict=True)
    inner = [spread(min(pair), max(pair), decimals) for pair in pairs]
    under, over = ("onder", "vanaf") if shading.rises else ("boven", "tot")
    return [f"{under} {number(first, decimals)}", *inner, f"{over} {number(last, decimals)}"]


def step_keys(shading: Shading) -> tuple[Key, ...]:
    """A key per step."""
    return tuple(Key(step, word) for step, word in enumerate(step_words(shading)))


def _lights(method: Method) -> tuple[Key, ...]:
    green, red = number(method.green_until, 1), number(method.red_from, 1)
    under, over = ("onder", "vanaf") if method.high_is_worse else ("boven", "onder")
    low, high = sorted((method.green_until, method.red_from))
    return (
        Key(Light.RED, "Rood", f"{over} {red}"),
        Key(Light.AMBER, "Oranje", spread(low, high, 1)),
        Key(Light.GREEN, "Groen", f"{under} {green}"),
        Key(Light.AMBER, "Onzeker", "kans < 75 %", uncertain=True),
    )


def _lights_of(shading: Shading) -> tuple[Key, ...]:
    decimals = max(shading.decimals, 1)
    green, red = (number(bound, decimals) for bound in shading.bounds)
    under, over = ("onder", "vanaf") if shading.rises else ("boven", "onder")
    return (
        Key(Light.RED, "Rood", f"{over} {red}"),
        Key(Light.AMBER, "Oranje", spread(min(shading.bounds), max(shading.bounds), decimals)),
        Key(Light.GREEN, "Groen", f"{under} {green}"),
        Key(Light.AMBER, "Onzeker", "marge raakt een andere kleur", uncertain=True),
    )


def _decimals(shading: Shading) -> int:
    """As many decimals as the bounds need to differ."""
    for decimals in range(shading.decimals, shading.decimals + 3):
        if len({number(bound, decimals) for bound in shading.bounds}) == len(shading.bounds):
            return decimals
    return shading.decimals


def _meaning(shading: Shading) -> str:
    if shading.has_light:
        return "Een stoplicht voor deze ene indicator, met de grenzen van de methode."
    if shading.judges:
        return "Sterker gekleurd is minder goed. Vijf stappen tussen de grenzen van de methode; geen stoplicht."
    return "Sterker gekleurd is meer. Meer is hier niet goed of fout; geen stoplicht."


def _changes(many: str) -> tuple[Key, ...]:
    return (Key(TO_NOW, "Van toen naar nu; de kleur is die van nu"), Key(NO_CHANGE, f"Grijs: {many} met hetzelfde stoplicht"))  # fmt: skip


def _line(key: Key) -> Component:
    if isinstance(key.mark, Light):
        certainty = Certainty.UNCERTAIN if key.uncertain else None
        return html.Li([shape(key.mark, certainty, 16, named=False), key.word, html.Span(key.bound, className="mut")])
    if key.mark == TO_NOW:
        then, now = shape(Light.GREEN, size=13, named=False), shape(Light.RED, size=16, named=False)
        return html.Li([html.Span([then, html.Span("→", className="to"), now], className="fromto"), key.word])
    mark = "samemark" if key.mark == NO_CHANGE else f"h{key.mark}"
    return html.Li([html.Span(className=f"stepmark {mark}"), html.Span(key.word)])
