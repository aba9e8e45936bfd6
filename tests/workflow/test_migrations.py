"""The migrations make exactly what the modules say, one after the other."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import data.workflow
from data.workflow import Store, metadata, sqlite_url
from data.workflow._revision import FOLDER, newest_revision


def import_topics() -> None:
    """So that the metadata knows every table."""
    for module in pkgutil.iter_modules(data.workflow.__path__):
        if not module.ispkg:
            importlib.import_module(f"data.workflow.{module.name}")


def test_the_chain_is_linear() -> None:
    heads = ScriptDirectory(str(FOLDER)).get_heads()
    assert len(heads) == 1, f"set the down_revision of one of {heads} to the other (docs/workflow.md)"
    assert heads == [newest_revision()]


def test_a_store_that_is_up_to_date_needs_no_alembic(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "workflow.sqlite")
    Store(url).prepare()
    code = (
        "import sys; from data.workflow import Store; store = Store(sys.argv[1]); store.prepare();"
        "print(store.revision(), [name for name in sys.modules if name.startswith('alembic')])"
    )
    done = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "0 []", done.stderr


def test_the_migrations_make_what_the_modules_say(store: Store) -> None:
    import_topics()
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    assert not differences, f"write a migration for {differences} (docs/workflow.md)"
