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
    Target,
    ThemeRow,
    bounds_of,
)
from indicators.read_model.comparing import CORPORATION_SHARE, LEEFBAAROMETER, STEPS, Cell, Column, Comparison
from indicators.read_model.deliveries import AbsentSource, Coverage, DeliveredFile, Delivery, Reject
from indicators.read_model.development import Change, Course, Development, Stream, course, shares_events
from indicators.read_model.dossier import Dossier, Goalposts, Influence, SourceDate
from indicators.read_model.extract import TOP_DOWN, Columns, Extract, Scope
from indicators.read_model.funnels import Funnel, FunnelChoice, FunnelPlace
from indicators.read_model.history import Measurement, trend_is_tested
from indicators.read_model.interventions import Beside, EffectFound, Goal, Intervention
from indicators.read_model.light_marks import REGISTRATION, LightMark
from indicators.read_model.method_details import CountedIndicator, Decisive, MethodDetails, MethodTheme
from indicators.read_model.model import OUTDATED, ReadModel, earlier_build, geometry_in_use
from indicators.read_model.nearby import Distance, HotSpot, Nearby, ReportConcentration
from indicators.read_model.neighbourhood_types import (
    NeighbourhoodType,
    NeighbourhoodTypes,
    TriedTypes,
    TypedPlace,
)
from indicators.read_model.outlook import OutlookBin, OutlookSkill, OutlookTest
from indicators.read_model.overview import DistrictLights, Overview, TenantMark
from indicators.read_model.parts import Part, Step
from indicators.read_model.peers import Peer, Published, Rank, Standing
from indicators.read_model.ranking import Ranked, Ranking, ranking
from indicators.read_model.residents import GivenBack, YearOfReports
from indicators.read_model.selection import EVERYTHING, Choices, Selection
from indicators.read_model.serving import Serving
from indicators.read_model.shading import FILTERED, STEP_BYTE, Shaded, Shading
from indicators.read_model.signals import Reach, Registration, Signal, SignalFrame, WorseRun
from indicators.read_model.spending import Spending, Spent, SpentInArea, SpentOnLight
from indicators.read_model.surroundings import Facility, Plan
from indicators.read_model.tryout import Tried, TryOut, try_weights
from indicators.signal_words import DECLINE, ONE_REPORTER, RECOVERY, SCORE, SURGE, indicator_of

__all__ = [
    "CORPORATION_SHARE",
    "DECLINE",
    "EVERYTHING",
    "FILTERED",
    "LEEFBAAROMETER",
    "NOT_THERE",
    "ONE_REPORTER",
    "OUTDATED",
    "RECOVERY",
    "REGISTRATION",
    "SCORE",
    "STEPS",
    "STEP_BYTE",
    "SURGE",
    "TOP_DOWN",
    "UNCERTAIN_BIT",
    "AbsentSource",
    "Area",
    "Attention",
    "Beside",
    "Build",
    "Cell",
    "Change",
    "Choices",
    "Column",
    "Columns",
    "Comparison",
    "CountedIndicator",
    "Course",
    "Coverage",
    "Decisive",
    "DeliveredFile",
    "Delivery",
    "Development",
    "Distance",
    "DistrictLights",
    "Dossier",
    "EffectFound",
    "Extract",
    "Facility",
    "Funnel",
    "FunnelChoice",
    "FunnelPlace",
    "GivenBack",
    "Goal",
    "Goalposts",
    "Hit",
    "HotSpot",
    "IndicatorRow",
    "Influence",
    "Intervention",
    "LightMark",
    "Measurement",
    "Method",
    "MethodDetails",
    "MethodTheme",
    "Nearby",
    "NeighbourhoodType",
    "NeighbourhoodTypes",
    "OutlookBin",
    "OutlookSkill",
    "OutlookTest",
    "Overview",
    "Part",
    "Peer",
    "Place",
    "Plan",
    "Point",
    "Published",
    "Quarter",
    "Rank",
    "Ranked",
    "Ranking",
    "Reach",
    "ReadModel",
    "Registration",
    "Reject",
    "ReportConcentration",
    "Scope",
    "Score",
    "ScoredArea",
    "Selection",
    "Serving",
    "Shaded",
    "Shading",
    "Signal",
    "SignalFrame",
    "SourceDate",
    "Spending",
    "Spent",
    "SpentInArea",
    "SpentOnLight",
    "Standing",
    "Step",
    "Stream",
    "Target",
    "TenantMark",
    "ThemeRow",
    "Tried",
    "TriedTypes",
    "TryOut",
    "TypedPlace",
    "WorseRun",
    "YearOfReports",
    "bounds_of",
    "course",
    "earlier_build",
    "geometry_in_use",
    "indicator_of",
    "ranking",
    "shares_events",
    "trend_is_tested",
    "try_weights",
]
