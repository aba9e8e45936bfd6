"""What professionals and partners concluded about places, for a sheet and a list.

The private tier has every verdict of the latest round, without its note and without who gave it; the closed tier has
what was agreed; the open tier has nothing. A blind round that still runs stays blind on paper too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.vocabulary import DUTCH_LIGHTS, Light, Tier
from data.workflow.verdict_facts import DUTCH_ROLES, REASONS, AreaVerdicts, Outcome, Role, Verdict
from data.workflow.verdicts import verdicts_of_areas
from layouts._exports.request import ExportRequest
from layouts._text import capital, date


@dataclass(frozen=True)
class Concluded:
    """The verdict beside the figures, in words. `light` is None where there is none."""

    light: Light | None
    said: str
    detail: str

    def as_json(self) -> dict[str, str]:
        """For a template."""
        return {"light": str(self.light or ""), "said": self.said, "detail": self.detail}


_NONE = {
    Tier.PRIVATE: Concluded(None, "Nog niet getoetst", "Er is geen oordeel van een professional of partner vastgelegd."),
    Tier.CLOSED: Concluded(None, "Nog niets afgesproken", "In deze laag staat alleen een oordeel dat samen is afgesproken."),
    Tier.OPEN: Concluded(None, "Niet in deze laag", "Oordelen van professionals en partners zijn niet openbaar."),
}  # fmt: skip
_RUNNING = Concluded(None, "Toetsing loopt", "De partijen zien elkaars oordeel als de ronde gesloten is.")


def none_given(tier: Tier) -> Concluded:
    """What is said of a place without a conclusion: a tier that may not know a verdict does not deny that there is one."""
    return _NONE[tier]


def conclusions(request: ExportRequest) -> Mapping[str, Concluded]:
    """Area id → what was concluded, for the places that were tested and that this tier may know."""
    if request.store is None or request.tier is Tier.OPEN:
        return {}
    found = verdicts_of_areas(request.store)
    said = {area_id: _concluded(each, request.tier) for area_id, each in found.items()}
    return {area_id: each for area_id, each in said.items() if each is not None}


def heard(found: AreaVerdicts, tier: Tier) -> tuple[Outcome | None, tuple[Verdict, ...]]:
    """What a tier may know of a place: what was agreed, and each verdict, which a running blind round holds back."""
    running = found.round.blind and not found.round.closed
    return found.outcome, found.verdicts if tier is Tier.PRIVATE and not running else ()


def _concluded(found: AreaVerdicts, tier: Tier) -> Concluded | None:
    agreed, said = heard(found, tier)
    if agreed is not None:
        detail = f"Samen afgesproken op {date(agreed.agreed_on)}. {REASONS.get(agreed.reason, '')}."
        others = _others(said)
        return Concluded(
            agreed.light, capital(DUTCH_LIGHTS[agreed.light]), f"{detail} {others}".replace(" .", "").strip()
        )
    if not said:
        return _RUNNING if tier is Tier.PRIVATE and found.verdicts else None
    first, *rest = said
    role = "wijkregisseur" if first.role is Role.MANAGER else DUTCH_ROLES[first.role]
    reason = REASONS.get(first.reason, "")
    detail = (
        f"{capital(role)}, {date(first.said_on)}."
        + (f" {reason}." if reason else "")
        + (f" {_others(rest)}" if rest else "")
    )
    return Concluded(first.light, capital(DUTCH_LIGHTS[first.light]), detail)


def _others(verdicts: Sequence[Verdict]) -> str:
    said = "; ".join(f"{DUTCH_ROLES[each.role].split(' of ')[0]}: {DUTCH_LIGHTS[each.light]}" for each in verdicts)
    return f"{capital(said)}." if said else ""
