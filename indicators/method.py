"""A method: which indicators count, with which bounds and weights, and when a score is a light.

A method is a TOML file; `method_files.py` finds, reads and checks it.
"""

from collections.abc import Collection
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from data.errors import CallerMistakeError
from data.vocabulary import DwellingType
from indicators.aggregate import Aggregate

_Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Finite = Annotated[float, Field(allow_inf_nan=False)]
_Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scale(_Strict):
    """The method's own scale; `high` asks most. Green is under `green_until`, red from `red_from`.

    A scale may run down (ROG: low 10, high 1): then green is above `green_until` and red under `red_from`.
    """

    low: _Finite
    high: _Finite
    green_until: _Finite
    red_from: _Finite

    def in_order(self, *marks: float) -> bool:
        """Whether these run from `low` to `high`; the two ends differ from what lies between."""
        way = 1 if self.high > self.low else -1
        along = [way * mark for mark in marks]
        return along == sorted(along) and along[0] < along[1] and along[-2] < along[-1]


class Rules(_Strict):
    """When a score is a light, and how sure it is (design.md, methodology.md)."""

    min_coverage: _Share
    min_homes: Annotated[int, Field(ge=1)]
    min_measured_themes: Annotated[int, Field(ge=0)]
    certain_from: _Share
    fairly_certain_from: _Share
    hysteresis_margin: _Share
    inherited_spread: Annotated[float, Field(ge=0, le=100)]
    """Standard deviation, in points, of a part around the area it inherits from."""
    draws: Annotated[int, Field(ge=100, le=100_000)]
    seed: Annotated[int, Field(ge=0)]


class Theme(_Strict):
    """A group of indicators with one weight."""

    label: _Text
    weight: _Weight


class Bounds(_Strict):
    """Fixed goalposts of one dwelling type."""

    worst: _Finite
    best: _Finite


class MethodIndicator(_Strict):
    """How an indicator counts: its weight inside its theme and its fixed goalposts.

    With `green_until` and `red_from`, in its own unit, it has a light of its own.
    """

    theme: str
    weight: _Weight
    worst: _Finite
    best: _Finite
    mark: Literal["W", "D", "E"]
    reason: _Text
    green_until: _Finite | None = None
    red_from: _Finite | None = None
    per_type: dict[DwellingType, Bounds] = {}
    """Other goalposts for buildings, complexes and streets where most homes are of this type."""


class ScoreClass(_Strict):
    """A named part of the scale, for a method with more classes than a light has colours."""

    label: _Text
    until: _Finite
    """The scores of this class end here, from `scale.low` on; the last one ends at `scale.high`."""


class Method(_Strict):
    """One method, as read from its file."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    version: _Text
    title: _Text
    description: _Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    published: _Text
    ours: _Text
    scale: Scale
    rules: Rules
    themes: Annotated[dict[str, Theme], Field(min_length=1)]
    indicators: Annotated[dict[str, MethodIndicator], Field(min_length=1)]
    aggregate: Aggregate = "arithmetic"
    """How themes become a score."""
    classes: tuple[ScoreClass, ...] = ()
    document: str = ""
    """The file itself: it is published with the scores."""

    def without(self, names: Collection[str]) -> "Method":
        """The same method as if these indicators did not stand in it; its document stays the file.

        Raises CallerMistakeError when nothing with weight is left.
        """
        kept = {name: item for name, item in self.indicators.items() if name not in names}
        left = self.model_copy(update={"indicators": kept})
        if not any(item.weight and self.themes[item.theme].weight for item in kept.values()):
            message = (
                f"De methode '{self.name}' telt alleen indicatoren mee die uit staan: "
                "noem in monitor.toml onder [arrangements] de afspraak die ze toestaat, of kies een andere methode."
            )
            raise CallerMistakeError(message)
        return left

    def weighed(self) -> tuple[str, ...]:
        """The indicators that have weight."""
        return tuple(name for name, item in self.indicators.items() if item.weight > 0)

    def weights(self) -> dict[str, float]:
        """Effective weight per indicator; they add up to 1."""
        inside = {
            theme: sum(item.weight for item in self.indicators.values() if item.theme == theme) for theme in self.themes
        }
        raw = {
            name: self.themes[item.theme].weight * item.weight / inside[item.theme] if item.weight else 0.0
            for name, item in self.indicators.items()
        }
        total = sum(raw.values())
        return {name: weight / total for name, weight in raw.items()}

    def bounds(self, types: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # noqa: ANN401  an array of names
        """Worst and best, areas × indicators, for areas with these dwelling types."""
        kinds, of_area = np.unique(types, return_inverse=True)
        columns = [
            [(own := item.per_type.get(kind, item)).worst, own.best]
            for kind in kinds
            for item in self.indicators.values()
        ]
        both = np.array(columns, dtype=np.float64).reshape(len(kinds), len(self.indicators), 2)[of_area]
        return both[:, :, 0], both[:, :, 1]

    def class_of(self, score: float) -> str | None:
        """The name of the class of a score on the method's scale; None where the method has no classes."""
        way = 1 if self.scale.high > self.scale.low else -1
        last = self.classes[-1].label if self.classes else None
        return next((part.label for part in self.classes if way * score < way * part.until), last)

    def on_scale(self, points: Any) -> Any:  # noqa: ANN401  a number or an array of numbers
        """Points (0 worst … 100 best) on the method's scale (high asks most)."""
        return self.scale.high - (self.scale.high - self.scale.low) * points / 100

    def points_at(self, score: float) -> float:
        """The points that belong to a score on the method's scale."""
        return 100 * (self.scale.high - score) / (self.scale.high - self.scale.low)
