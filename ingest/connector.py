"""What a connector is: one open-data service, one file in `ingest/connectors/` with a `CONNECTOR`.

It asks a `Fetching` for pages and hands it the files that a `[[source]]` of `monitor.toml` can read.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ingest.connectors
from ingest.fetching import Fetching

COMMANDS = "commands"
"""The module in `ingest/connectors/` that is the command line and not a connector."""


@dataclass(frozen=True)
class Connector:
    """One open-data service."""

    name: str
    title: str
    licence: str
    homepage: str
    services: Mapping[str, str]
    """Name of a service → its address; `{year}` is filled in. `--base-url name=address` replaces it."""
    default_year: int
    """The newest edition; 0 for a service that has only one."""
    fetch: Callable[[Fetching], None]

    def addresses(self, year: int, replaced: Mapping[str, str]) -> dict[str, str]:
        """The address of each service, without a slash at the end."""
        chosen = {name: replaced.get(name, url) for name, url in self.services.items()}
        return {name: url.replace("{year}", str(year)).rstrip("/") for name, url in chosen.items()}


@cache
def connectors() -> dict[str, Connector]:
    """Every connector by name, found in `ingest/connectors/`."""
    names = [found.name for found in pkgutil.iter_modules([str(Path(path)) for path in ingest.connectors.__path__])]
    modules = [importlib.import_module(f"ingest.connectors.{name}") for name in names if name != COMMANDS]
    return {module.CONNECTOR.name: module.CONNECTOR for module in modules}
