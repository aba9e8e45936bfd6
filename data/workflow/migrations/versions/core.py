"""The log of changes, which the database itself keeps append-only, and the counter of changes."""

import sqlalchemy as sa
from alembic import op

revision = "core"
down_revision = None

_SQLITE = """
create trigger change_log_keeps_{event} before {event} on change_log
begin select raise(abort, 'change_log is append-only'); end
"""
_POSTGRESQL = """
create or replace function change_log_is_append_only() returns trigger language plpgsql
as $$ begin raise exception 'change_log is append-only'; end $$;
create trigger change_log_keeps before update or delete on change_log
for each row execute function change_log_is_append_only()
"""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "change_log",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("action", sa.String(6), nullable=False),
        sa.Column("old", sa.JSON()),
        sa.Column("new", sa.JSON()),
    )
    op.create_index("ix_change_log_record", "change_log", ["table_name", "record_id"])
    state = op.create_table(
        "store_state",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "revision": 0}])
    if op.get_bind().dialect.name == "sqlite":
        for event in ("update", "delete"):
            op.execute(_SQLITE.format(event=event))
    else:
        op.execute(_POSTGRESQL)
