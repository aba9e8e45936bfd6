"""Commands that bring data in: `ingest`, `fetch`."""

import json
from pathlib import Path

import click

from data.command_line import Progress, config_option
from data.configuration import Configuration
from data.installation import only_writer
from ingest.connectors.commands import fetch
from ingest.warehouse import ingest


@click.command("ingest")
@config_option
@click.option("--dry-run", is_flag=True, help="Controleer alles, maar laat het bestaande magazijn staan.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Schrijf het verslag als JSON.")
def _ingest(configuration: Configuration, report: Path | None, *, dry_run: bool) -> None:
    """Lees de aangeleverde bestanden in en meld wat is afgekeurd."""
    with only_writer(configuration.installation), Progress() as progress:
        result = ingest(configuration, progress=progress, dry_run=dry_run)
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(json.dumps(result.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    for file in result.files:
        click.echo(
            f"{file.kind:<16} {file.file}: {file.rows_read} gelezen, {file.accepted} goed, "
            f"{file.rejected} afgekeurd, {file.duplicates} dubbel"
        )
        for reason, rows in file.reasons.items():
            click.echo(f"{'':<17}{rows} × {reason}")


commands: tuple[click.Command, ...] = (_ingest, fetch)
