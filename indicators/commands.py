"""Commands about what was computed: `status`."""

import json
from typing import Any

import click

from data.command_line import config_option
from data.configuration import Configuration
from data.vocabulary import DUTCH_LEVELS, Level, Tier
from indicators.read_model import ReadModel


@click.command("status")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Als JSON, voor een ander programma.")
def status(configuration: Configuration, *, as_json: bool) -> None:
    """Toon de huidige meting: bronnen, rijen, afgekeurde rijen en aantal gebieden per niveau."""
    state = _state(configuration)
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False, indent=2, default=str))
    elif state["build"] is None:
        click.echo("Er is nog geen meting. Maak hem met: buurtlicht build.")
    else:
        _tell(state)


def _state(configuration: Configuration) -> dict[str, Any]:
    serving = ReadModel(configuration.installation.builds, Tier.PRIVATE).serving()
    if serving is None:
        return {"corporation": configuration.name, "build": None, "sources": [], "areas": {}}
    build = serving.build
    return {
        "corporation": build.corporation,
        "build": build.build_id,
        "built_at": build.built_at,
        "reference_date": build.reference_date,
        "latest_quarter": build.latest_quarter,
        "synthetic": build.synthetic,
        "sources": serving.sources,
        "areas": serving.area_counts,
    }


def _tell(state: dict[str, Any]) -> None:
    click.echo(f"{state['corporation']}: meting {state['build']}, peildatum {state['reference_date']:%d-%m-%Y}")
    for source in state["sources"]:
        click.echo(
            f"  {source['title']}: {source['accepted']} rijen, "
            f"{source['rejected']} afgekeurd, {source['duplicates']} dubbel"
        )
    for level, number in state["areas"].items():
        one, many = DUTCH_LEVELS[Level(level)]
        click.echo(f"  {number} {one if number == 1 else many}")


commands: tuple[click.Command, ...] = (status,)
