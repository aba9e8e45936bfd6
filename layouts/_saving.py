"""What happens when somebody presses Bewaar or Verwijder on a form: kept, refused in a sentence, or beside what another wrote.

A form has four outputs: what is said below it, its identity (id and version), where to go, and the question for a name.
"""

from collections.abc import Callable
from typing import Any

from dash import no_update

from data.errors import BuurtlichtError, OutdatedError
from data.workflow import Store, User
from layouts._parts.fields import conflict, refusal
from layouts._store import has_private, private_store
from layouts._user import NO_NAME, current_user

Identity = dict[str, Any]
Rows = list[tuple[str, str, str]]
_SURE = "Weet u het zeker? Klik nog eens op Verwijder. Het logboek bewaart wat er stond."


def saved(
    clicks: int | None,
    identity: Identity,
    keep: Callable[[Store, User], str],
    beside: Callable[[dict[str, Any]], Rows],
    again: str,
    *,
    none_yet: int | None = None,
) -> tuple[Any, Any, Any, Any]:
    """The four outputs of a form.

    `keep` writes and returns where to go; `beside` compares what another wrote with what was typed: field, theirs,
    typed. `again` reads the form anew; `none_yet` is the version of a record that is not there yet.
    """
    said = done(clicks, keep)
    if not isinstance(said, OutdatedError):
        told, there, ask = said
        return told, no_update, there, ask
    if said.theirs is None:
        return refusal(str(said)), identity | {"version": none_yet}, no_update, no_update
    theirs = dict(said.theirs)
    told = conflict(theirs["changed_by"], beside(theirs), again)
    return told, identity | {"version": theirs["version"]}, no_update, no_update


def removed(clicks: int | None, remove: Callable[[Store, User], str]) -> tuple[Any, Any, Any]:
    """What is said, where to go and the question for a name; the first click asks whether it is meant."""
    if clicks == 1 and current_user() is not None and has_private():
        return refusal(_SURE), no_update, no_update
    return told(clicks, remove)


def told(clicks: int | None, keep: Callable[[Store, User], str]) -> tuple[Any, Any, Any]:
    """What is said, where to go and the question for a name, for what nobody else can have changed meanwhile."""
    said = done(clicks, keep)
    return (refusal(str(said)), no_update, no_update) if isinstance(said, OutdatedError) else said


def done(clicks: int | None, keep: Callable[[Store, User], str]) -> tuple[Any, Any, Any] | OutdatedError:
    """Do it for the user of this request; a clash is handed back."""
    store, user = private_store(), current_user()
    if not clicks or store is None:
        return no_update, no_update, no_update
    if user is None:
        return refusal(NO_NAME), no_update, clicks
    try:
        return None, keep(store, user), no_update
    except OutdatedError as error:
        return error
    except BuurtlichtError as error:
        return refusal(str(error)), no_update, no_update
