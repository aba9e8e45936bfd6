"""What an indicator is, and how definitions are found.

A definition (`indicators/definitions/*.py`, one `INDICATOR` each) says what is counted and how it
reads; `values.py` aggregates it over areas and quarters, `estimates.py` adds intervals.
"""

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.vocabulary import Level
from indicators import definitions

Kind = Literal["ratio", "distinct", "quantile", "change"]
Better = Literal["lower", "higher", "none"]
IntervalKind = Literal["rate", "share", "mean", "none"]
Denominator = Literal["own", "homes", "existing_homes"]
Aggregation = Literal["records", "homes"]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """How a value reads inside a sentence, right for none, one and many.

    `{count}`, `{n}` and `{value}` are filled in. `stock` says what the stock (`{value}`) has,
    `expired` (`{year}`) that the input is too old; both are whole sentences.
    """

    none: str
    one: str
    many: str
    stock: str
    expired: str
    signed: bool = False
    """Whether a value above zero carries its plus."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator: numerator ÷ denominator × scale, per area and window of months to a quarter's end.

    `query` gives per place and month: place_key (or area_id, for official area figures), month,
    numerator, and where `denominator` is "own" also denominator; a mean also gives squares
    (the sum of squared marks). A common denominator is in home-years.
    """

    name: str
    label: str
    unit: str
    theme: str
    better: Better
    source: str
    """The kind of source (docs/tables.md) whose age counts."""
    kind: Kind = "ratio"
    scale: float = 1.0
    months: int
    """The window, a multiple of three, that ends with the quarter."""
    lowest_level: Level
    """Below it the value is inherited."""
    decimals: int
    count_label: str
    phrase: Phrase
    description: str
    interval: IntervalKind
    denominator: Denominator = "own"
    aggregation: Aggregation = "records"
    """"records" adds up records over areas; "homes" weights the values of the lowest level by shared homes."""
    official_areas: bool = False
    """The query gives area_id: a figure that its owner publishes per area and that stands there as it is."""
    max_age_months: int
    """An input that is older than this at the end of a quarter is expired."""
    holds: bool = False
    """The last measurement stands until it expires (a mark); otherwise no record means none happened (a count)."""
    min_n: float = 1.0
    """With less behind it the value is insufficient: answers for a mean, homes for a rate."""
    error_sd: float = 0.0
    """Standard error, in the unit, of a figure that has no sample (estimate, interval "none")."""
    query: str

    def __post_init__(self) -> None:
        if self.months < 1 or self.months % 3:
            message = f"{self.name}: months is {self.months}, make it a multiple of three (windows end with a quarter)"
            raise ValueError(message)

    @property
    def quarters(self) -> int:
        """The window in quarters."""
        return self.months // 3

    @property
    def counts_events(self) -> bool:
        """Whether the numerator is a count over a number of homes."""
        return self.denominator != "own"


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """Every definition, by name."""
    modules = (
        importlib.import_module(f"{definitions.__name__}.{module.name}")
        for module in pkgutil.iter_modules(definitions.__path__)
    )
    return tuple(sorted((module.INDICATOR for module in modules), key=lambda indicator: indicator.name))
