"""What people did with attenderingen."""

import sqlalchemy as sa
from alembic import op

from data.workflow.migrations import versioned_columns

revision = "signals"
down_revision = "agreements"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "signal_state",
        *versioned_columns(),
        sa.Column("signal_id", sa.String(300), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("muted_until", sa.Date()),
    )
