"""What a verdict holds: for whom it speaks, its light with a reason from a list, and how it stands beside the model."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from data.vocabulary import Light
from data.workflow.rounds import Round

LONGEST_NOTE = 400
VERDICT_LIGHTS = (Light.GREEN, Light.AMBER, Light.RED)


class Role(StrEnum):
    """For whom a verdict speaks."""

    MANAGER = "manager"
    TENANTS = "tenants"
    POLICE = "police"
    CARE = "care"
    MUNICIPALITY = "municipality"


class Opinion(StrEnum):
    """A verdict beside the light of the model: as it is, better than that, worse than that."""

    AGREE = "agree"
    BETTER = "better"
    WORSE = "worse"


DUTCH_ROLES = {
    Role.MANAGER: "wijkregisseur of gebiedsbeheerder",
    Role.TENANTS: "huurders",
    Role.POLICE: "politie",
    Role.CARE: "zorg",
    Role.MUNICIPALITY: "gemeente",
}
DUTCH_OPINIONS = {Opinion.AGREE: "eens", Opinion.BETTER: "beter", Opinion.WORSE: "slechter"}
REASONS = {
    "recognised": "Ik herken deze cijfers",
    "seldom_reported": "Bewoners melden weinig",
    "one_reporter": "Eén melder geeft een vertekend beeld",
    "registration": "Er wordt anders geregistreerd",
    "outdated": "De cijfers lopen achter op wat er nu speelt",
    "tackled": "Er loopt al een aanpak die werkt",
    "changed": "Er is veel veranderd: verhuizingen, sloop of renovatie",
    "from_outside": "De oorzaak ligt buiten deze plek",
    "strong_community": "Bewoners lossen veel samen op",
    "not_in_figures": "Er speelt iets wat niet in de cijfers staat",
}
"""Key → Dutch. Free text is private and optional (domain.md, rule 14)."""


@dataclass(frozen=True)
class ModelLight:
    """What the model says when a verdict is saved: its light and the build it is from."""

    light: Light
    build_id: str


@dataclass(frozen=True)
class Verdict:
    """What one party says of an area."""

    id: str
    version: int
    round_id: str
    area_id: str
    role: Role
    light: Light
    model_light: Light
    """As the model had it then."""
    reason: str
    """Key of `REASONS`."""
    note: str
    """Private: never outside the private tier, never in an export."""
    by: str
    said_on: dt.date

    @property
    def opinion(self) -> Opinion | None:
        """How the verdict stands beside the model; None where the model had no colour."""
        return opinion(self.light, self.model_light)


@dataclass(frozen=True)
class Outcome:
    """What the parties agreed of an area. It stands beside the model and never in its place."""

    id: str
    version: int
    round_id: str
    area_id: str
    light: Light
    model_light: Light
    reason: str
    by: str
    agreed_on: dt.date


@dataclass(frozen=True)
class AreaVerdicts:
    """The latest round that says something of an area: one verdict per role, and what was agreed."""

    round: Round
    verdicts: tuple[Verdict, ...]
    """In the order of `Role`."""
    outcome: Outcome | None


def opinion(light: Light, model_light: Light) -> Opinion | None:
    """A light beside the model's; None where the model has no colour."""
    if model_light not in VERDICT_LIGHTS:
        return None
    step = VERDICT_LIGHTS.index(light) - VERDICT_LIGHTS.index(model_light)
    return Opinion.AGREE if step == 0 else Opinion.BETTER if step < 0 else Opinion.WORSE
