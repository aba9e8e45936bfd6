"""The tables behind each page, for CSV and XLSX: one file per page, found by discovery.

A file names the first part of its address in PATH and makes its sheets with `sheets(found, path, query)`,
from the same questions as the page, so that they hold the same figures.
"""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType

from indicators.read_model import Serving
from layouts._exports.tables.sheet import Sheet
from layouts._filters import Query


@cache
def _pages() -> Mapping[str, ModuleType]:
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {module.PATH: module for module in modules}


def tables_of(found: Serving, path: str, query: Query) -> Sequence[Sheet]:
    """The tables of the page at an address; empty where a page has none."""
    first = "/" + path.strip("/").split("/")[0]
    page = _pages().get(first)
    return page.sheets(found, path, query) if page else ()


def has_tables(path: str) -> bool:
    """Whether a page has tables."""
    return "/" + path.strip("/").split("/")[0] in _pages()
