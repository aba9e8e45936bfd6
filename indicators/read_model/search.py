"""Places by what somebody types: a name, a code or an address."""

import re

from data.vocabulary import Level
from indicators.read_model.answers import Hit
from indicators.read_model.asking import Ask

_ADDRESS = re.compile(r"(?P<street>.*\S)\s+(?P<number>\d{1,5})(\s?[-/]?\s?[a-z0-9]{1,4})?", re.IGNORECASE)
_NAMED = """
    select area.area_id, area.level, area.name, neighbourhood.name as context
    from area left join area as neighbourhood on neighbourhood.area_id = area.neighbourhood_id
    where area.level <> 'stock' and area.feature_id is not null
        and (contains(strip_accents(lower(area.name)), strip_accents(lower($text))) or lower(area.code) = lower($text))
    order by starts_with(lower(area.name), lower($text)) desc, area.level = 'building', area.homes desc, area.name
    limit $limit
"""
_AT_ADDRESS = """
    with building as (
        select *, regexp_extract(name, '^(.*) (\\d+)(?:–(\\d+))?$', ['street', 'first', 'last']) as said
        from area where level = 'building' and feature_id is not null
    ),
    numbered as (
        select *, said.first::integer as first, coalesce(nullif(said.last, ''), said.first)::integer as last
        from building where said.first <> ''
    )
    select numbered.area_id, numbered.level, numbered.name, neighbourhood.name as context
    from numbered left join area as neighbourhood on neighbourhood.area_id = numbered.neighbourhood_id
    where starts_with(strip_accents(lower(said.street)), strip_accents(lower($street))) and $number between first and last
    qualify rank() over (order by (last - first) % 2 = 0 and ($number - first) % 2 <> 0) = 1
    order by lower(said.street) = lower($street) desc, last - first, numbered.name
    limit $limit
"""


def places_found(ask: Ask, text: str, limit: int) -> tuple[Hit, ...]:
    """Places whose name or code holds the text, or the building or street of an address.

    Names that begin with the text come first, then large ones. An address leads to the building that has its number, on
    the same side of the street where that has even and odd sides, and to the street where no building has it. No home
    is told apart.
    """
    text = text.strip()
    address = _ADDRESS.fullmatch(text)
    found = []
    if address is not None:
        found = ask(_AT_ADDRESS, {"street": address["street"], "number": int(address["number"]), "limit": limit})
    known = {row["area_id"] for row in found}
    found += [row for row in ask(_NAMED, {"text": text, "limit": limit}) if row["area_id"] not in known]
    if address is not None and not found:
        found = ask(_NAMED, {"text": address["street"], "limit": limit})
    return tuple(Hit(row["area_id"], Level(row["level"]), row["name"], row["context"]) for row in found[:limit])
