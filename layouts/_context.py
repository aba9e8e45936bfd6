"""The read model of this process. Pages are imported by Dash, so they cannot be handed one."""

from pathlib import Path

from data.vocabulary import Tier
from indicators.read_model import ReadModel, Serving

_configured: dict[str, ReadModel] = {}


def configure(builds: Path, tier: Tier) -> None:
    """Choose the builds and the tier that this process serves; the tier stays fixed."""
    _configured["read_model"] = ReadModel(builds, tier)


def read_model() -> ReadModel:
    """The read model that `configure` made."""
    return _configured["read_model"]


def serving() -> Serving | None:
    """The build in use now, or None where nothing was built yet."""
    return read_model().serving()
