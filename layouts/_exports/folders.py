"""Where an export finds what it needs."""

from dataclasses import dataclass, field
from pathlib import Path

from data.configuration import OpenDataRules
from data.vocabulary import Tier
from data.workflow import Store


@dataclass(frozen=True)
class Folders:
    """The builds and the geometry of an installation, the tier that is served, and the terms of its open data."""

    builds: Path
    geometry: Path
    tier: Tier
    open_data: OpenDataRules = field(default_factory=OpenDataRules)
    store: Store | None = None
    """What people entered; only in the private tier."""
