"""Commands that bring data in, or take it out: `ingest`, `forget`, `fetch`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from data.command_line import Progress, config_option
from data.configuration import Configuration
from data.errors import BuurtlichtError, CallerMistakeError
from data.installation import only_writer
from ingest.connectors.commands import fetch
from ingest.forgetting import forget
from ingest.told import told
from ingest.warehouse import ingest


@click.command("ingest")
@config_option
@click.option("--dry-run", is_flag=True, help="Controleer alles, maar laat het bestaande magazijn staan.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Schrijf het verslag als JSON.")
def _ingest(configuration: Configuration, report: Path | None, *, dry_run: bool) -> None:
    """Lees de aangeleverde bestanden in en meld wat is afgekeurd."""
    try:
        with only_writer(configuration.installation), Progress() as progress:
            result = ingest(configuration, progress=progress, dry_run=dry_run)
    except BuurtlichtError as error:
        if report is not None and error.details:
            _write_report(report, error.details)
        raise
    if report is not None:
        _write_report(report, result.as_json())
    for line in told(result, configuration.installation.rejects):
        click.echo(line)


def _write_report(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


@click.command("forget")
@config_option
@click.option("--dwelling", metavar="NUMMER", help="Eenheidnummer: alles wat er op dit adres gebeurde.")
@click.option("--address", metavar="ADRES", help='Postcode en huisnummer, zoals "1234AB 12".')
@click.option("--reporter", metavar="KENMERK", help="Kenmerk van een melder, zoals het in het bestand staat.")
def _forget(configuration: Configuration, **given: str | None) -> None:
    """Verwijder alle rijen van een woning, adres of melder, nu en bij elke volgende meting."""
    chosen = [(what, value) for what, value in given.items() if value and value.strip()]
    if len(chosen) != 1:
        raise CallerMistakeError("Geef één van --dwelling, --address en --reporter.")
    with only_writer(configuration.installation), Progress() as progress:
        rows = forget(configuration, *chosen[0], progress=progress)
    if rows == 0:
        click.echo(
            "Er is geen rij gevonden, dus is er niets verwijderd: controleer of u het goed hebt geschreven. Wat later "
            "onder dit kenmerk binnenkomt, wordt wel geweigerd."
        )
        return
    click.echo(
        f"{rows} rijen zijn verwijderd en komen bij een volgende meting niet terug. "
        "Maak een nieuwe meting met: buurtlicht build. Verwijder de persoon zelf uit het bronbestand."
    )


commands: tuple[click.Command, ...] = (_ingest, _forget, fetch)
