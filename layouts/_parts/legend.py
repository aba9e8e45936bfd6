"""What the colours, shapes and hatching mean, with the bounds of the method."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Certainty, Light
from indicators.read_model import Build, Method
from layouts._parts.attributes import attributes
from layouts._parts.light import shape
from layouts._text import long_date, number, spread


def legend(build: Build, method: Method) -> Component:
    """Five states and 'onzeker'; date and method below."""
    green, red = number(method.green_until, 1), number(method.red_from, 1)
    under, over = ("onder", "vanaf") if method.high_is_worse else ("boven", "tot")
    low, high = sorted((method.green_until, method.red_from))
    between = spread(low, high, 1)
    rows = [
        (Light.RED, None, "Rood", f"{over} {red}"),
        (Light.AMBER, None, "Oranje", between),
        (Light.GREEN, None, "Groen", f"{under} {green}"),
        (Light.AMBER, Certainty.UNCERTAIN, "Onzeker", "kans < 75 %"),
        (Light.INSUFFICIENT, None, "Onvoldoende gegevens", ""),
        (Light.SHIELDED, None, "Afgeschermd", ""),
    ]
    items = [
        html.Li([shape(light, certainty, 16, named=False), word, html.Span(bound, className="mut")])
        for light, certainty, word, bound in rows
    ]
    about = f"Peildatum {long_date(build.reference_date)} · methode {method.title} {method.version}"
    return html.Section(
        [html.H2(method.title, className="lh"), html.Ul(items), html.P(about, className="mut lm")],
        className="fl leg",
        **attributes(aria_label="Legenda"),
    )
