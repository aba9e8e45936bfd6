"""A figure as plotly.js reads it. Plotly's Python library is not asked: it takes 4 ms to check each, and 7 kB of template."""

from dataclasses import dataclass, field
from typing import Any

_AXIS = {"automargin": True, "ticks": ""}
_TEMPLATE = {"layout": {"autotypenumbers": "strict", "hoverlabel": {"align": "left"}, "xaxis": _AXIS, "yaxis": _AXIS}}
"""Text is never taken for a number, and words along an axis get the room they need."""


@dataclass
class Figure:
    """Traces and a layout in plotly's own words (plotly.com/javascript/reference); nothing is checked here."""

    traces: list[dict[str, Any]] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)

    def line(self, **trace: object) -> None:
        """Add a trace of points, with a line through them or not."""
        self.traces.append({"type": "scatter", **trace})

    def label(self, **annotation: object) -> None:
        """Add a word in the figure."""
        self.layout.setdefault("annotations", []).append(annotation)

    def level(self, height: float, line: dict[str, Any]) -> None:
        """Add a line over the whole width, under the traces."""
        over = {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "y0": height, "y1": height, "yref": "y"}
        self.layout.setdefault("shapes", []).append({**over, "line": line, "layer": "below"})

    def set(self, **layout: object) -> None:
        """Set parts of the layout."""
        self.layout |= layout

    @property
    def drawn(self) -> dict[str, Any]:
        """For `dcc.Graph`."""
        return {"data": self.traces, "layout": {"template": _TEMPLATE, **self.layout}}
