"""SQL for what a statement cannot take as a parameter (`attach`, `copy`, the text of a view)."""

from pathlib import Path


def literal(text: str | Path) -> str:
    """A text or a path between quotes."""
    return "'" + str(text).replace("'", "''") + "'"
