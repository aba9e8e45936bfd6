"""Where nuisance lies together, how few make how many reports, and how far facilities are."""

from dataclasses import dataclass

from indicators.read_model.asking import Ask


@dataclass(frozen=True)
class HotSpot:
    """What a complex or a street is among its neighbours: 'hot', 'high', 'other', or 'alone' without neighbours.

    'hot' is high among high beyond chance, 'high' may be chance. `chance` is that of local Moran's I; None: not tested.
    """

    area_id: str
    name: str
    homes: int
    among: str
    cases: int
    neighbours: int
    chance: float | None
    months: int
    reach_m: float
    lon: float | None
    lat: float | None


@dataclass(frozen=True)
class ReportConcentration:
    """`share` of the reports comes from the `top_reporters`, a tenth of all."""

    reports: int
    reporters: int
    top_reporters: int
    share: float
    months: int


@dataclass(frozen=True)
class Distance:
    """The nearest facility of a kind, in a straight line."""

    kind: str
    name: str
    metres: float


@dataclass(frozen=True)
class Nearby:
    """What stands around one place; each part is None or empty where the build or the tier has none."""

    hot_spot: HotSpot | None
    concentration: ReportConcentration | None
    distances: tuple[Distance, ...]


_SPOT = "select hot_spot.*, area.name, area.homes, lon, lat from hot_spot join area using (area_id)"


def nearby(ask: Ask, area_id: str) -> Nearby:
    """What stands around a place."""
    at = {"area_id": area_id}
    spots = ask(f"{_SPOT} where area_id = $area_id", at)
    concentrated = ask("select * exclude area_id from report_concentration where area_id = $area_id", at)
    distances = ask(
        "select kind, name, metres from facility_distance where area_id = $area_id order by metres, kind", at
    )
    return Nearby(
        hot_spot=HotSpot(**spots[0]) if spots else None,
        concentration=ReportConcentration(**concentrated[0]) if concentrated else None,
        distances=tuple(Distance(**row) for row in distances),
    )


def hot_spots(ask: Ask) -> tuple[HotSpot, ...]:
    """The places where nuisance lies together beyond chance, those with most cases per home first."""
    return tuple(HotSpot(**row) for row in ask(f"{_SPOT} where among = 'hot' order by cases / homes desc, name", {}))


def compared(ask: Ask) -> int:
    """How many places were compared with their neighbours."""
    return int(ask("select count(*) as places from hot_spot where among <> 'alone'", {})[0]["places"])
