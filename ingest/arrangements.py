"""What is off by default and may be read only under an arrangement (domain.md, rule 11).

`[arrangements]` of `monitor.toml` names the arrangement for `health_kinds`: then reports and cases about
mental health (VERA PSY) and addiction (VER) keep their own kind. Without it both are 'other'.
"""

from collections.abc import Mapping

from data.configuration import SourceEntry

HEALTH_KINDS = "health_kinds"
_KINDS = {"PSY": "mental_health", "VER": "addiction"}
_ABOUT_NUISANCE = ("cases", "complaints")


def arranged(entry: SourceEntry, arrangements: Mapping[str, str]) -> SourceEntry:
    """The entry with the kinds that an arrangement switches on; what `monitor.toml` says itself goes first."""
    if not arrangements.get(HEALTH_KINDS) or entry.kind not in _ABOUT_NUISANCE:
        return entry
    values = {**entry.values, "kind": _KINDS | entry.values.get("kind", {})}
    return entry.model_copy(update={"values": values})
