"""A method in full: what its file says, with the labels and the ages of its indicators."""

import tomllib
from dataclasses import dataclass
from typing import Any

from indicators.method import Method as MethodFile
from indicators.method import MethodIndicator
from indicators.read_model.asking import Ask


@dataclass(frozen=True)
class CountedIndicator:
    """An indicator as a method uses it."""

    indicator: str
    label: str
    unit: str
    description: str
    decimals: int
    months: int
    """The window it looks back over."""
    max_age_months: int
    min_n: float
    """With less behind it there is no figure: answers for a mark, homes for a rate."""
    weight: float
    """Share of the whole score; 0: it stands beside it."""
    bounds: MethodIndicator
    """Goalposts, mark and reason, as in the file."""


@dataclass(frozen=True)
class MethodTheme:
    """A theme, its share of the score, and its indicators, heaviest first."""

    theme: str
    label: str
    weight: float
    indicators: tuple[CountedIndicator, ...]


@dataclass(frozen=True)
class Decisive:
    """How much an indicator decides at a level, from the published sensitivity."""

    label: str
    weight: float
    effective_weight: float
    lights_changed: int
    ranks_moved: float


@dataclass(frozen=True)
class MethodDetails:
    """Everything the method page says."""

    file: MethodFile
    """The published file, checked."""
    themes: tuple[MethodTheme, ...]
    off: tuple[str, ...]
    """Indicators of the file that were not measured, because no arrangement allows them."""
    sensitivity: tuple[Decisive, ...]
    """At complex level; empty where it was not published."""
    compared: int
    """Complexes that this tier shows a score of: the ones that the sensitivity is about."""


def method_details(ask: Ask, method: str) -> MethodDetails:
    """The method with this name, which must be one of the build's."""
    document = ask("select document from method where method = $method", {"method": method})[0]["document"]
    file = MethodFile.model_validate(tomllib.loads(document) | {"document": document})
    found = ask(
        """
        select m.theme, indicator, m.weight, i.label, i.unit, i.description, i.decimals, i.months,
            i.max_age_months, i.min_n
        from method_indicator as m join indicator as i using (indicator)
        where method = $method order by m.weight desc, i.label
        """,
        {"method": method},
    )
    total = sum(theme.weight for theme in file.themes.values())
    themes = tuple(
        MethodTheme(
            name, theme.label, theme.weight / total, tuple(_counted(row, file) for row in found if row["theme"] == name)
        )
        for name, theme in file.themes.items()
    )
    measured = {row["indicator"] for row in found}
    return MethodDetails(
        file=file,
        themes=tuple(sorted((theme for theme in themes if theme.indicators), key=lambda theme: -theme.weight)),
        off=tuple(name for name in file.indicators if name not in measured),
        sensitivity=_sensitivity(ask, method),
        compared=_compared(ask, method),
    )


def _counted(row: dict[str, Any], file: MethodFile) -> CountedIndicator:
    known = {name: row[name] for name in CountedIndicator.__dataclass_fields__ if name != "bounds"}
    return CountedIndicator(**known, bounds=file.indicators[row["indicator"]])


def _sensitivity(ask: Ask, method: str) -> tuple[Decisive, ...]:
    found = ask(
        """
        select label, weight, effective_weight, lights_changed, ranks_moved
        from sensitivity join indicator using (indicator)
        where method = $method and level = 'complex' order by effective_weight desc
        """,
        {"method": method},
    )
    return tuple(Decisive(**row) for row in found)


def _compared(ask: Ask, method: str) -> int:
    found = ask(
        "select count(*) as places from standing join area using (area_id) where method = $method and level = 'complex'",
        {"method": method},
    )
    return int(found[0]["places"])
