"""What figures rest on, by name: the sources of the indicators that a method counts, or of some indicators."""

from collections.abc import Collection

from indicators.read_model.asking import Ask

_TITLES = """
    select distinct source.title from indicator join source on source.kind = indicator.source
    where if(len($indicators) > 0, list_contains($indicators, indicator.indicator), indicator.indicator in (
        select indicator from method_indicator where method = $method and weight > 0))
    order by source.title
"""


def source_titles(ask: Ask, method: str, indicators: Collection[str] = ()) -> tuple[str, ...]:
    """Titles in alphabetical order; without indicators those of what the method counts."""
    return tuple(row["title"] for row in ask(_TITLES, {"method": method, "indicators": sorted(indicators)}))
