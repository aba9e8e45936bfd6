"""What an indicator is, and how definitions are found.

A definition (`indicators/definitions/*.py`, one `INDICATOR` each) says what is counted and how it
reads; `values.py` aggregates it over areas and quarters, `estimates.py` adds intervals.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Literal

import duckdb

from data.vocabulary import Level
from indicators import definitions

Kind = Literal["ratio", "distinct", "quantile", "change"]
Better = Literal["lower", "higher", "none"]
IntervalKind = Literal["rate", "share", "mean", "none"]
Denominator = Literal["own", "homes", "existing_homes", "mean_homes"]
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
    (the sum of squared marks). A common denominator is in home-years; "mean_homes" is the mean
    number of homes in the window, for a state at the end of a quarter.

    Other kinds than a ratio: `distinct` gives item (what is told apart) instead of numerator,
    `quantile` gives value; both count in every window that holds the month. `change` has no query:
    it is the change of the indicator `of`, a ratio.
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
    tells_n: bool = False
    """The query also gives n, how many stand behind a figure; 0 where its owner does not say."""
    max_age_months: int
    """An input that is older than this at the end of a quarter is expired."""
    holds: bool = False
    """The last measurement stands until it expires (a mark); otherwise no record means none happened (a count)."""
    min_n: float = 1.0
    """With less behind it the value is insufficient: answers for a mean, homes for a rate."""
    error_sd: float = 0.0
    """Standard error, in the unit, of a figure that has no sample (estimate, interval "none")."""
    query: str = ""
    of: str = ""
    """Kind `change`: the indicator that changes."""
    since_year: int | None = None
    """Kind `change` of an official figure: since which measurement; None is the one before."""
    min_homes: int = 0
    """Areas with fewer homes have no value."""
    private_until: Level | None = None
    """Up to and including this level it exists in the private tier only."""
    arrangement: str = ""
    """Off unless [arrangements] in monitor.toml names, under this key, what allows it."""

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


@dataclass(frozen=True)
class Discovered:
    """Indicators whose names stand in the data: every row of `query` is one call of `define`.

    The query gives no rows where its table holds none of them.
    """

    query: str
    define: Callable[..., Indicator]


@cache
def all_indicators() -> tuple[Indicator, ...]:
    """Every definition that is known without data, by name.

    A module of `indicators/definitions/` exports one INDICATOR, several INDICATORS that differ in one
    word, DISCOVERED, or several and DISCOVERED.
    """
    found = [
        indicator
        for module in _modules()
        for indicator in getattr(module, "INDICATORS", ()) or filter(None, [getattr(module, "INDICATOR", None)])
    ]
    return tuple(sorted(found, key=lambda indicator: indicator.name))


def with_discovered(con: duckdb.DuckDBPyConnection) -> tuple[Indicator, ...]:
    """Every definition, those of the indicators that this warehouse brings included, by name."""
    found = [
        rule.define(*row)
        for module in _modules()
        for rule in filter(None, [getattr(module, "DISCOVERED", None)])
        for row in con.execute(rule.query).fetchall()
    ]
    return tuple(sorted((*all_indicators(), *found), key=lambda indicator: indicator.name))


def off(indicators: tuple[Indicator, ...], arrangements: Mapping[str, Any]) -> frozenset[str]:
    """Names of the indicators that no arrangement of the corporation switches on (domain.md, rule 11)."""
    return frozenset(i.name for i in indicators if i.arrangement and not arrangements.get(i.arrangement))


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(definitions.__path__):
        yield importlib.import_module(f"{definitions.__name__}.{module.name}")
