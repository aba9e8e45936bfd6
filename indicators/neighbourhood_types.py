"""Types of neighbourhoods: which ones are alike in what others publish of them. A description, not a judgement.

The sample is every neighbourhood of which the five dimensions of the Leefbaarometer were delivered. The
official file holds the whole country, so types that are made of it mean the same everywhere and do not move
with the corporation's own places. What we know of our own stock counts only where it is known for nearly the
whole sample; else it describes a type (`read_model.neighbourhood_types`). Everything here is public or stands
in the table `area` of every tier.
"""

from collections.abc import Sequence

import duckdb
import numpy as np

from indicators.arrow import put_rows
from indicators.statistics.arrays import Floats
from indicators.statistics.typology import Typology, typology

DIMENSIONS = ("vrz", "soc", "onv", "fys", "won")
_WORDS = {
    "vrz": ("meer voorzieningen dichtbij", "minder voorzieningen dichtbij"),
    "soc": ("meer samenhang", "minder samenhang"),
    "onv": ("minder overlast en onveiligheid", "meer overlast en onveiligheid"),
    "fys": ("hoger op fysieke omgeving", "lager op fysieke omgeving"),
    "won": ("hoger op woningvoorraad", "lager op woningvoorraad"),
    "corporation_share": ("meer woningen van corporaties", "minder woningen van corporaties"),
    "built_year": ("nieuwere woningen", "oudere woningen"),
    "flats": ("meer flats", "minder flats"),
}
"""Per figure: how a type reads that lies above, and below, the middle of the sample."""
_TOLD_FROM = 0.5
"""In standard deviations: less than this is told as 'near the middle'."""
_KNOWN_FROM = 0.9
_BETWEEN = 0.1
"""A place whose margin is smaller lies between two types."""
_LABEL = 2
_SAMPLE = """
    with there as (
        select *, count(*) over (partition by year) as places from fct_leefbaarometer
        where starts_with(area_id, 'neighbourhood:') and vrz + soc + onv + fys + won is not null
    ), share as (
        select area_id, last(corporation_share_pct order by period) as corporation_share
        from fct_context where corporation_share_pct is not null group by area_id
    )
    select area_id, year, vrz, soc, onv, fys, won, corporation_share, built_year::double as built_year,
        (dwelling_type in ('walk_up', 'tower'))::integer::double as flats, area.area_id is not null as own
    from there left join area using (area_id) left join share using (area_id)
    where year = (select year from there order by places desc, year desc limit 1)
    order by area_id
"""


def write_neighbourhood_types(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `type_basis`, `type_tried`, `neighbourhood_type` and `area_type`; without a sample only the basis."""
    sample = con.execute(_SAMPLE).fetchnumpy()
    ids, own = np.asarray(sample["area_id"], dtype=object), np.asarray(sample["own"], dtype=np.bool_)
    columns = {name: np.ma.filled(np.ma.asarray(sample[name], dtype=np.float64), np.nan) for name in _WORDS}
    used = [name for name in _WORDS if name in DIMENSIONS or _known(columns[name])]
    figures = np.column_stack([columns[name] for name in used])
    complete = ~np.isnan(figures).any(axis=1)
    ids, own, figures = ids[complete], own[complete], figures[complete]
    found = typology(figures)
    year = np.asarray(sample["year"]).tolist()[0] if len(ids) else None
    con.execute(
        "insert into type_basis values (?, ?, ?, ?, ?)",
        [len(ids), int(own.sum()), year, used, len(found.centres)],
    )
    for tried in found.tried:
        con.execute(
            "insert into type_tried values (?, ?, ?, ?)",
            [tried.types, tried.silhouette, tried.smallest_share, tried.holds],
        )
    if len(found.centres):
        _write_types(con, found, used)
        _write_areas(con, found, ids, own)


def describe(centre: Sequence[float], names: Sequence[str]) -> tuple[str, str]:
    """A short label and a full description of a type, in plain words, what differs most first."""
    order = sorted(range(len(names)), key=lambda place: -abs(centre[place]))
    told = [_WORDS[names[place]][int(centre[place] < 0)] for place in order if abs(centre[place]) >= _TOLD_FROM]
    if not told:
        return "dicht bij het gemiddelde", "Wijkt op geen van de kenmerken duidelijk af."
    return ", ".join(told[:_LABEL]), f"Vergeleken met de andere buurten: {', '.join(told)}."


def _write_types(con: duckdb.DuckDBPyConnection, found: Typology, used: Sequence[str]) -> None:
    members = np.bincount(found.nearest, minlength=len(found.centres))
    rows = [
        (_letter(number), *describe(list(centre), used), int(members[number]), float(members[number] / members.sum()))
        for number, centre in enumerate(found.centres)
    ]
    put_rows(con, "types", ("type", "label", "description", "places", "share"), rows)
    con.execute("insert into neighbourhood_type by name select * from types order by type")


def _write_areas(con: duckdb.DuckDBPyConnection, found: Typology, ids: np.ndarray, own: np.ndarray) -> None:
    rows = [
        (
            ids[place],
            _letter(found.nearest[place]),
            _letter(found.second[place]) if found.margin[place] < _BETWEEN else None,
        )
        for place in np.flatnonzero(own)
    ]
    if rows:
        put_rows(con, "typed", ("area_id", "type", "between"), rows)
        con.execute("insert into area_type by name select * from typed order by area_id")


def _known(values: Floats) -> bool:
    return bool(len(values)) and float((~np.isnan(values)).mean()) >= _KNOWN_FROM


def _letter(number: int) -> str:
    return chr(ord("A") + int(number))
