"""Which revision the tables of a store have, and which is the newest, without loading Alembic: it takes as long as all questions of a build."""

import re
from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"
_NAMED = re.compile(r'^(down_)?revision = "(\w+)"', re.MULTILINE)


def stored_revision(connection: Connection) -> str | None:
    """The revision of a store; None where it has no tables yet."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    return connection.execute(text(f"select version_num from {_VERSIONS}")).scalar_one_or_none()


def newest_revision() -> str:
    """The revision that no other comes after (tests/workflow/test_migrations.py)."""
    files = sorted((FOLDER / "versions").glob("*.py"))
    named = [found for file in files for found in _NAMED.findall(file.read_text(encoding="utf-8"))]
    (newest,) = {name for down, name in named if not down} - {name for down, name in named if down}
    return str(newest)
