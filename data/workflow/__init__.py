"""The workflow store: what people enter. It stands apart from the builds and survives each of them.

A topic (rounds, verdicts, interventions, agreements) is one module in this package without `_` in front, with its
tables and typed functions; how to add one stands in docs/workflow.md. Modules with `_` are the machinery.
"""

from data.workflow._backup import backup, restore
from data.workflow._base import UtcDateTime, metadata, versioned
from data.workflow._changes import Change, Changes, history
from data.workflow._store import Store, open_store, sqlite_url, workflow_url
from data.workflow._user import User

__all__ = [
    "Change",
    "Changes",
    "Store",
    "User",
    "UtcDateTime",
    "backup",
    "history",
    "metadata",
    "open_store",
    "restore",
    "sqlite_url",
    "versioned",
    "workflow_url",
]
