"""The workflow store of this process, and what its tier may do with it.

Verdicts, notes and all other entry belong to the private tier. The closed tier reads what was agreed; the open
tier has no store at all, so nothing in it can come out.
"""

from dataclasses import dataclass

from data.vocabulary import Tier
from data.workflow import Store
from layouts._answers import personal


@dataclass(frozen=True)
class Workflow:
    """What a process knows of the workflow store."""

    store: Store | None = None
    tier: Tier = Tier.OPEN
    user_header: str = ""


_configured: dict[str, Workflow] = {}


def configure(workflow: Workflow) -> None:
    """Choose the store of this process, as `_context.configure` does the builds."""
    _configured["workflow"] = workflow


def workflow() -> Workflow:
    """What `configure` chose."""
    return _configured.get("workflow", Workflow())


def agreed_store() -> Store | None:
    """The store for what may be read outside the corporation (agreed outcomes); None in the open tier."""
    found = workflow()
    return _given(found.store) if found.tier in {Tier.CLOSED, Tier.PRIVATE} else None


def private_store() -> Store | None:
    """The store for everything else; None outside the private tier. Every page that enters something asks here."""
    return _given(workflow().store) if has_private() else None


def has_private() -> bool:
    """Whether there is a `private_store`. Asks nothing of it, so an answer that rests on this alone can be kept."""
    found = workflow()
    return found.tier is Tier.PRIVATE and found.store is not None


def _given(store: Store | None) -> Store | None:
    if store is not None:
        personal()
    return store
