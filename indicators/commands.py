"""Commands about what was computed: `status`."""

import json

import click

from data.command_line import config_option
from data.configuration import Configuration
from data.vocabulary import DUTCH_LEVELS, Level, Tier
from indicators.read_model import open_current


@click.command("status")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Als JSON, voor een ander programma.")
def status(configuration: Configuration, *, as_json: bool) -> None:
    """Toon de huidige meting: bronnen, rijen, afgekeurde rijen en aantal gebieden per niveau."""
    model = open_current(configuration.installation.builds, Tier.PRIVATE)
    if as_json:
        click.echo(json.dumps(model.status() if model else {"build": None}, ensure_ascii=False, indent=2, default=str))
        return
    if model is None:
        click.echo("Er is nog geen meting. Maak hem met: buurtlicht build.")
        return
    state = model.status()
    click.echo(f"{state['corporation']}: meting {state['build']}, peildatum {state['reference_date']:%d-%m-%Y}")
    for source in state["sources"]:
        click.echo(
            f"  {source['title']}: {source['accepted']} rijen, {source['rejected']} afgekeurd, {source['duplicates']} dubbel"
        )
    for level, number in state["areas"].items():
        one, many = DUTCH_LEVELS[Level(level)]
        click.echo(f"  {number} {one if number == 1 else many}")


commands: tuple[click.Command, ...] = (status,)
