"""Commands about what was computed and how: `status`, `methods` and `compare`."""

import json
from typing import Any

import click
import duckdb

from data.command_line import config_option
from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_LEVELS, Level, Tier
from indicators.difference_commands import compare, diff
from indicators.indicator import Indicator, all_indicators, off, with_discovered
from indicators.method_files import read_methods
from indicators.read_model import OUTDATED, ReadModel


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
    model = ReadModel(configuration.installation.builds, Tier.PRIVATE)
    serving = model.serving()
    if model.outdated:
        raise CallerMistakeError(OUTDATED)
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


@click.group("methods")
def methods() -> None:
    """Bekijk en controleer de methoden: die van Buurtlicht en die in uw eigen map (methods_folder)."""


@methods.command("list")
@config_option
def list_methods(configuration: Configuration) -> None:
    """Toon elke methode met haar versie; die van de stoplichten staat voorop."""
    found = read_methods(configuration, _defined(configuration))
    for name in sorted(found, key=lambda name: name != configuration.method):
        method = found[name]
        click.echo(f"{name} {method.version}  {method.title}: {method.description}")


@methods.command("check")
@config_option
def check_methods(configuration: Configuration) -> None:
    """Controleer elke methode en noem elke fout."""
    indicators = _defined(configuration)
    found = read_methods(configuration, indicators)
    click.echo(f"{len(found)} methoden gecontroleerd: geen fouten.")
    switched_off = sorted(off(indicators, configuration.arrangements))
    if switched_off:
        labels = {indicator.name: indicator.label for indicator in indicators}
        names = ", ".join(f"{labels[name]} ({name})" for name in switched_off)
        click.echo(f"Deze indicatoren staan uit tot [arrangements] in monitor.toml een afspraak noemt: {names}.")


def _defined(configuration: Configuration) -> tuple[Indicator, ...]:
    """Every indicator: with those that the data brings, once there is a warehouse."""
    warehouse = configuration.installation.warehouse
    if not warehouse.exists():
        return all_indicators()
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return with_discovered(con)


methods.add_command(diff)
commands: tuple[click.Command, ...] = (status, methods, compare)
