"""The log of interventions: what was entered on screen beside what came from files, with what the build found.

Exports use `interventions_of` and `effect_sentence`; the page uses `log`.
"""

from dataclasses import dataclass

from data.workflow import Store
from data.workflow.interventions import Entered, interventions
from indicators.read_model import Intervention, Serving

SCREEN = "screen:"


@dataclass(frozen=True)
class Logged:
    """One line of the log."""

    done: Intervention
    entered: Entered | None
    """As it stands in the store; None: it came from a file."""
    waits: bool
    """Entered or changed after this build: what it did follows with the next one."""


def log(found: Serving, store: Store | None, area_id: str | None = None) -> tuple[Logged, ...]:
    """Every intervention, or those at one area, the latest first. What was removed from the store is gone.

    Raises StoreGoneError where the store does not answer.
    """
    built = {done.intervention_id: done for done in found.interventions(area_id)}
    lines = [Logged(done, None, waits=False) for key, done in built.items() if not key.startswith(SCREEN)]
    for entered in interventions(store, area_id) if store else ():
        known = built.get(SCREEN + entered.id)
        current = known is not None and known.version == entered.version
        lines.append(Logged(known if known and current else _as_entered(found, entered), entered, waits=not current))
    return tuple(sorted(lines, key=lambda line: (-line.done.started_on.toordinal(), line.done.area_name)))


def interventions_of(found: Serving, store: Store | None, area_id: str) -> tuple[Intervention, ...]:
    """What was done at one area, for an export."""
    return tuple(line.done for line in log(found, store, area_id))


def _as_entered(found: Serving, entered: Entered) -> Intervention:
    """A record that the build does not know yet: its facts, without what it did."""
    facts, area = entered.facts, found.area(entered.facts.area_id)
    return Intervention(
        intervention_id=SCREEN + entered.id,
        version=entered.version,
        area_id=facts.area_id,
        area_name=area.name if area else f"{facts.area_id} (niet in deze meting)",
        level=str(area.level) if area else "",
        neighbourhood=area.neighbourhood if area else None,
        district=area.district if area else None,
        kind=facts.kind,
        measure=facts.measure,
        started_on=facts.started_on,
        ended_on=facts.ended_on,
        hours=facts.hours,
        euros=facts.euros,
        partner=facts.partner or None,
        goal=found.goal(facts.area_id, facts.indicator) if facts.indicator else None,
        unknown_goal=None,
        target=facts.target,
        effect=None,
        planned=facts.started_on > found.build.reference_date,
    )


def same_time(lines: tuple[Logged, ...], done: Intervention) -> tuple[Intervention, ...]:
    """Other interventions at the same place in the months that are compared: the effect is of all of them."""
    effect = done.effect
    if effect is None:
        return ()
    return tuple(
        line.done
        for line in lines
        if line.done.area_id == done.area_id
        and line.done.intervention_id != done.intervention_id
        and line.done.started_on <= effect.after_until
        and (line.done.ended_on is None or line.done.ended_on >= effect.before_from)
    )
