"""The outlook of complexes, where it was switched on, and how well it did."""

from dataclasses import dataclass

from indicators.read_model.asking import Ask


@dataclass(frozen=True)
class OutlookSkill:
    """Brier skill of the model against a simple rule, with its 95 % interval; above zero is better."""

    rule: str
    brier: float
    skill: float
    lower: float
    upper: float


@dataclass(frozen=True)
class OutlookBin:
    """Forecasts between two chances: what was said, and what share came, with its 95 % interval."""

    low: float
    high: float
    forecasts: int
    said: float
    came: float
    lower: float
    upper: float


@dataclass(frozen=True)
class OutlookTest:
    """How the outlook was tested. `used` is 'model', the rule that it does not beat, or '' with too few red places."""

    used: str
    forecasts: int
    red: int
    origins: int
    brier: float | None
    skills: tuple[OutlookSkill, ...]
    bins: tuple[OutlookBin, ...]


def outlook_test(ask: Ask) -> OutlookTest | None:
    """The test, or None where the outlook is off or the tier has none."""
    found = ask("select * from outlook_test", {})
    if not found:
        return None
    return OutlookTest(
        **found[0],
        skills=tuple(OutlookSkill(**row) for row in ask("select * from outlook_skill order by rule", {})),
        bins=tuple(OutlookBin(**row) for row in ask("select * from outlook_calibration order by low", {})),
    )


def outlook_of(ask: Ask, area_id: str) -> float | None:
    """The chance that a complex is red four quarters on; None where there is no outlook."""
    found = ask("select chance from outlook where area_id = $area_id", {"area_id": area_id})
    return found[0]["chance"] if found else None
