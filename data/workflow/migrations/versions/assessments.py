"""Assessments of complexes by staff, given in the app."""

import sqlalchemy as sa
from alembic import op

from data.workflow.migrations import versioned_columns

revision = "assessments"
down_revision = "verdicts"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "staff_assessment",
        *versioned_columns(),
        sa.Column("complex_id", sa.String(100), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
    )
    op.create_index("ix_staff_assessment_complex_id", "staff_assessment", ["complex_id"])
