"""What pages and exports may ask of a published build: typed questions, frozen answers.

`ReadModel.serving()` gives the build that is in use now, or None. Ask everything for one view of
the same `Serving`, so that a build which is replaced meanwhile cannot mix two sets of figures.
"""

from indicators.read_model.answers import (
    NOT_THERE,
    UNCERTAIN_BIT,
    Area,
    Attention,
    Build,
    Hit,
    IndicatorRow,
    Method,
    Place,
    Point,
    Quarter,
    Score,
    ScoredArea,
    ThemeRow,
)
from indicators.read_model.deliveries import AbsentSource, Coverage, DeliveredFile, Delivery, Reject
from indicators.read_model.method_details import CountedIndicator, Decisive, MethodDetails, MethodTheme
from indicators.read_model.model import ReadModel, geometry_in_use
from indicators.read_model.serving import Serving
from indicators.read_model.tryout import Tried, TryOut, try_weights

__all__ = [
    "NOT_THERE",
    "UNCERTAIN_BIT",
    "AbsentSource",
    "Area",
    "Attention",
    "Build",
    "CountedIndicator",
    "Coverage",
    "Decisive",
    "DeliveredFile",
    "Delivery",
    "Hit",
    "IndicatorRow",
    "Method",
    "MethodDetails",
    "MethodTheme",
    "Place",
    "Point",
    "Quarter",
    "ReadModel",
    "Reject",
    "Score",
    "ScoredArea",
    "Serving",
    "ThemeRow",
    "Tried",
    "TryOut",
    "geometry_in_use",
    "try_weights",
]
