"""The read model of this process. Pages are imported by Dash, so they cannot be handed one."""

from pathlib import Path

from flask import g, has_request_context

from data.vocabulary import Tier
from indicators.read_model import ReadModel, Serving
from layouts._face import Face

_configured: dict[str, ReadModel] = {}
_shown: dict[str, Face] = {}


def configure(builds: Path, tier: Tier, face: Face) -> None:
    """Choose the builds and the tier that this process serves, and its own look; they stay fixed."""
    _configured["read_model"] = ReadModel(builds, tier)
    _shown["face"] = face


def face() -> Face:
    """How this installation shows itself."""
    return _shown["face"]


def read_model() -> ReadModel:
    """The read model that `configure` made."""
    return _configured["read_model"]


def serving() -> Serving | None:
    """The build in use now, or None where nothing was built yet. A request keeps the build that it began with."""
    if not has_request_context():
        return read_model().serving()
    if "serving" not in g:
        g.serving = read_model().serving()
    found: Serving | None = g.serving
    return found
