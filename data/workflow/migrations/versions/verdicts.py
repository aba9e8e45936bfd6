"""Rounds, verdicts per party and agreed outcomes."""

import sqlalchemy as sa
from alembic import op

from data.workflow.migrations import versioned_columns

revision = "verdicts"
down_revision = "agreements"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "verdict_round",
        *versioned_columns(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "verdict",
        *versioned_columns(),
        sa.Column("round_id", sa.String(32), nullable=False),
        sa.Column("area_id", sa.String(250), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("light", sa.String(20), nullable=False),
        sa.Column("model_light", sa.String(20), nullable=False),
        sa.Column("build_id", sa.String(60), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("note", sa.String(400), nullable=False),
    )
    op.create_index("ix_verdict_area_id", "verdict", ["area_id"])
    op.create_index("ix_verdict_round_id", "verdict", ["round_id"])
    op.create_table(
        "verdict_outcome",
        *versioned_columns(),
        sa.Column("round_id", sa.String(32), nullable=False),
        sa.Column("area_id", sa.String(250), nullable=False),
        sa.Column("light", sa.String(20), nullable=False),
        sa.Column("model_light", sa.String(20), nullable=False),
        sa.Column("build_id", sa.String(60), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
    )
    op.create_index("ix_verdict_outcome_area_id", "verdict_outcome", ["area_id"])
