"""What the colours, shapes and hatching on the map mean, with the bounds that the method fixes."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import DUTCH_LEVELS, Certainty, Light
from indicators.read_model import Build, Method, Shading
from layouts._parts.light import shape
from layouts._text import long_date, number, quarter, short_quarter, spread
from layouts._view import CHANGE, View

_NO_FIGURE = [(Light.INSUFFICIENT, None, "Onvoldoende gegevens", ""), (Light.SHIELDED, None, "Afgeschermd", "")]


def legend(view: View, build: Build) -> list[Component]:
    """The content of the legend for what is shown; date and method below."""
    method = view.method
    title, remark = method.title, ""
    if view.shading is not None:
        title = f"{view.shading.label}, {view.shading.unit}"
        items = _lights_of(view.shading) if view.shading.has_light else _steps_of(view.shading)
        remark = _meaning(view.shading)
    elif view.show == CHANGE:
        title = f"Verandering sinds het {quarter(view.since)}"
        items = _changes(DUTCH_LEVELS[view.level][1])
    else:
        items = _lights(method)
    said = [remark] if remark else []
    about = (
        f"{short_quarter(view.quarter)} · peildatum {long_date(build.reference_date)} · {method.title} {method.version}"
    )
    lines = [html.P(text, className="mut lm") for text in (*said, about)]
    return [html.H2(title, className="lh"), html.Ul(items), *lines]


def _lights(method: Method) -> list[Component]:
    green, red = number(method.green_until, 1), number(method.red_from, 1)
    under, over = ("onder", "vanaf") if method.high_is_worse else ("boven", "onder")
    low, high = sorted((method.green_until, method.red_from))
    uncertain = (Light.AMBER, Certainty.UNCERTAIN, "Onzeker", "kans < 75 %")
    rows = [
        (Light.RED, None, "Rood", f"{over} {red}"),
        (Light.AMBER, None, "Oranje", spread(low, high, 1)),
        (Light.GREEN, None, "Groen", f"{under} {green}"),
        uncertain,
        *_NO_FIGURE,
    ]
    return [_light(*row) for row in rows]


def _lights_of(shading: Shading) -> list[Component]:
    decimals = max(shading.decimals, 1)
    green, red = (number(bound, decimals) for bound in shading.bounds)
    under, over = ("onder", "vanaf") if shading.rises else ("boven", "onder")
    rows = [
        (Light.RED, None, "Rood", f"{over} {red}"),
        (Light.AMBER, None, "Oranje", spread(min(shading.bounds), max(shading.bounds), decimals)),
        (Light.GREEN, None, "Groen", f"{under} {green}"),
        (Light.AMBER, Certainty.UNCERTAIN, "Onzeker", "marge raakt een andere kleur"),
        *_NO_FIGURE,
    ]
    return [_light(*row) for row in rows]


def step_words(shading: Shading) -> list[str]:
    """The range of each of the five steps, the best first."""
    decimals = _decimals(shading)
    first, *_, last = shading.bounds
    pairs = zip(shading.bounds[:-1], shading.bounds[1:], strict=True)
    inner = [spread(min(pair), max(pair), decimals) for pair in pairs]
    under, over = ("onder", "vanaf") if shading.rises else ("boven", "tot")
    return [f"{under} {number(first, decimals)}", *inner, f"{over} {number(last, decimals)}"]


def _steps_of(shading: Shading) -> list[Component]:
    steps = [
        html.Li([html.Span(className=f"stepmark h{step}"), html.Span(word)])
        for step, word in enumerate(step_words(shading))
    ]
    return [*steps, *(_light(*row) for row in _NO_FIGURE)]


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


def _changes(many: str) -> list[Component]:
    pair = html.Span(
        [
            shape(Light.GREEN, size=13, named=False),
            html.Span("→", className="to"),
            shape(Light.RED, size=16, named=False),
        ],
        className="fromto",
    )
    return [
        html.Li([pair, "Van toen naar nu; de kleur is die van nu"]),
        html.Li([html.Span(className="stepmark samemark"), f"Grijs: {many} met hetzelfde stoplicht"]),
    ]  # fmt: skip


def _light(light: Light, certainty: Certainty | None, word: str, bound: str) -> Component:
    return html.Li([shape(light, certainty, 16, named=False), word, html.Span(bound, className="mut")])
