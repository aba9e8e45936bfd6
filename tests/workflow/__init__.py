"""The workflow store, on SQLite and on PostgreSQL."""
