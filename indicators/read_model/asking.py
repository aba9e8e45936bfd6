"""How a question is put to a build."""

from collections.abc import Callable, Mapping
from typing import Any

Ask = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""SQL with its parameters → rows, each a column name → value."""
