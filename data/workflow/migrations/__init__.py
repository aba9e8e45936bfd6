"""Alembic's environment and the migrations, one file per step in `versions/`."""

import sqlalchemy as sa


def versioned_columns() -> list[sa.Column[object]]:
    """What every versioned table begins with (`data.workflow.versioned`). Never change this: add a migration."""
    return [
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
    ]
