"""Agreements, and how they stood at each meeting."""

import sqlalchemy as sa
from alembic import op

from data.workflow.migrations import versioned_columns

revision = "agreements"
down_revision = "interventions"
PARTIES = ("corporation", "municipality", "tenants")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agreement",
        *versioned_columns(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(20), nullable=False),
        sa.Column("ambition", sa.String(300), nullable=False),
        sa.Column("area_id", sa.String(250), nullable=False),
        *(sa.Column(f"owner_{party}", sa.String(80), nullable=False) for party in PARTIES),
        sa.Column("indicator", sa.String(80), nullable=False),
        sa.Column("direction", sa.String(10), nullable=False),
        sa.Column("target", sa.Float()),
        sa.Column("target_on", sa.Date()),
        sa.Column("counted", sa.String(80), nullable=False),
        *(sa.Column(f"{what}_{party}", sa.Integer()) for what in ("agreed", "delivered") for party in PARTIES),
    )
    op.create_table(
        "agreement_meeting",
        *versioned_columns(),
        sa.Column("agreement_id", sa.String(32), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("remark", sa.String(300), nullable=False),
    )
    op.create_index("ix_agreement_meeting_agreement_id", "agreement_meeting", ["agreement_id"])
