"""Date, method and measurement below a page."""

from dash import html
from dash.development.base_component import Component

from data.vocabulary import Tier
from indicators.read_model import Build, Method
from layouts._text import long_date

_TIERS = {
    Tier.PRIVATE: "Interne laag: niet verspreiden buiten de organisatie",
    Tier.CLOSED: "Besloten laag: alleen voor partners",
    Tier.OPEN: "Openbare laag",
}


def foot(build: Build, method: Method) -> Component:
    """What the figures rest on."""
    said = [
        f"Peildatum {long_date(build.reference_date)}",
        f"Methode {method.title} {method.version}",
        f"Meting van {long_date(build.built_at.date())}",
        _TIERS[build.tier],
        "Dit gaat over plekken, niet over bewoners",
    ]
    return html.Footer([html.Span(text) for text in said], className="foot")
