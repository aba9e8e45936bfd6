"""Migrations: files in `migrations/versions/`, run when a store is opened, in one transaction that others wait for."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from data.errors import CallerMistakeError
from data.workflow._revision import FOLDER, stored_revision

_LOCK = 0x6275757274


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a revision (default: the newest this program knows), inside the caller's transaction.

    Raises CallerMistakeError where the store was made by a newer program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    scripts = ScriptDirectory(str(FOLDER))
    stored = stored_revision(connection)
    if stored == scripts.get_current_head():
        return
    known = {script.revision for script in scripts.walk_revisions()}
    if not {stored or to, to} <= known | {"head"}:
        message = (
            f"De opslag voor wat gebruikers invoeren is van een nieuwere Buurtlicht (versie '{stored or to}'). "
            "Werk het programma bij, of zet een reservekopie van deze versie terug met: buurtlicht restore."
        )
        raise CallerMistakeError(message)
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    command.upgrade(settings, to)
