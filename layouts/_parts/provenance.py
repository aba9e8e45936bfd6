"""What stands on every page between the top bar and the content: where the figures come from, and what is switched on."""

from dash import html
from dash.development.base_component import Component

from indicators.read_model import Serving
from layouts._parts.arranged import arranged
from layouts._parts.states import marks


def provenance(found: Serving) -> list[Component]:
    """One strip; none for a corporation with its own figures and everything as it is by default."""
    told = [*marks(found.build), *arranged(found.arrangements)]
    return [html.Div(told, className="provenance")] if told else []
