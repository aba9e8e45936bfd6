"""What was done and what is planned at a place, as a sheet shows it; it says so where there is nothing."""

from dataclasses import dataclass

from data.vocabulary import DUTCH_INTERVENTIONS, Tier
from indicators.read_model import Area
from layouts._effect_text import effect_word, period
from layouts._exports.request import ExportRequest
from layouts._inzet import interventions_of
from layouts._text import capital

_NOT_OPEN = "Dit is niet openbaar: het staat alleen in de lagen besloten en intern."
_DONE_EMPTY = {
    Tier.PRIVATE: "Bij deze plek zelf staat geen inzet in de monitor.",
    Tier.CLOSED: "Bij deze plek zelf staat geen inzet in deze laag; niet alle inzet staat erin.",
    Tier.OPEN: _NOT_OPEN,
}


@dataclass(frozen=True)
class Block:
    """Lines, or the sentence that says that there are none."""

    lines: tuple[str, ...]
    empty: str
    more: int = 0
    """Lines that did not fit."""

    def as_json(self) -> dict[str, object]:
        """For a template."""
        return {"lines": list(self.lines), "empty": self.empty, "more": self.more}


def done_at(request: ExportRequest, area: Area, most: int) -> Block:
    """What was done at a place, the latest first, with what it did."""
    # Outside the private tier only what the build itself shows: a measure as it was typed may say too much.
    store = request.store if request.tier is Tier.PRIVATE else None
    found = interventions_of(request.found, store, area.area_id)
    said = [
        f"{each.measure or capital(DUTCH_INTERVENTIONS[each.kind])} ({period(each.started_on, each.ended_on)}): {effect_word(each).lower()}"
        for each in found
    ]
    return Block(tuple(said[:most]), _DONE_EMPTY[request.tier], max(0, len(said) - most))


def plans_at(request: ExportRequest, area: Area, most: int) -> Block:
    """What is planned for a place from the year of the measurement on."""
    found = [plan for plan in request.found.plans(int(request.quarter[:4])) if plan.area_id == area.area_id]
    said = [
        f"{capital(plan.plan)} in {plan.year}" + (f", {plan.homes} woningen" if plan.homes else "") for plan in found
    ]
    empty = _NOT_OPEN if request.tier is Tier.OPEN else "Voor deze plek zelf zijn geen plannen aangeleverd."
    return Block(tuple(said[:most]), empty, max(0, len(said) - most))
