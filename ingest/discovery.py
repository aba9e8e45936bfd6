"""Finds the sources and models: adding one is adding a file."""

import importlib
import pkgutil
from functools import cache

import ingest.sources
from data.errors import CallerMistakeError
from ingest.contract import Source


@cache
def sources() -> dict[str, Source]:
    """Every source by kind, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(ingest.sources.__path__))
    found = [importlib.import_module(f"ingest.sources.{name}").SOURCE for name in names]
    return {source.kind: source for source in found}


def source_of(kind: str) -> Source:
    """The contract of a kind. Raises CallerMistakeError that names the kinds there are."""
    try:
        return sources()[kind]
    except KeyError:
        message = f"De soort '{kind}' in monitor.toml is onbekend. Kies uit: {', '.join(sources())}."
        raise CallerMistakeError(message) from None
