"""Interventions that were entered on screen."""

import sqlalchemy as sa
from alembic import op

from data.workflow.migrations import versioned_columns

revision = "interventions"
down_revision = "core"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "intervention",
        *versioned_columns(),
        sa.Column("area_id", sa.String(250), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("measure", sa.String(80), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("hours", sa.Float()),
        sa.Column("euros", sa.Float()),
        sa.Column("partner", sa.String(80), nullable=False),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("target", sa.Float()),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_intervention_area_id", "intervention", ["area_id"])
