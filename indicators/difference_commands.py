"""Commands about what changed: `compare` (two builds) and `methods diff` (two methods)."""

from collections import Counter
from collections.abc import Iterable

import click

from data import builds
from data.command_line import config_option
from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_LEVELS, DUTCH_LIGHTS, Level, Light, Tier
from indicators.differences import Changed, compare_builds, compare_methods

_CAUSES = {
    "method": "een andere methode",
    "late": "gegevens die later kwamen of zijn verbeterd",
    "data": "nieuwe gegevens",
}
_level_option = click.option(
    "--level", type=click.Choice([str(level) for level in Level]), help="Alleen dit niveau; anders alle."
)


@click.command("compare")
@click.argument("first", metavar="METING1")
@click.argument("second", metavar="METING2")
@config_option
@click.option("--method", help="De methode; anders die van monitor.toml.")
@_level_option
def compare(configuration: Configuration, first: str, second: str, method: str | None, level: str | None) -> None:
    """Leg uit welke stoplichten tussen twee metingen veranderden, en waardoor."""
    place = configuration.installation.builds
    known = builds.build_ids(place)
    for build_id in (first, second):
        if build_id not in known:
            listed = ", ".join(known) or "geen"
            raise CallerMistakeError(f"De meting {build_id} is er niet. Bewaarde metingen: {listed}.")
    one, two = (builds.serving_file(place, build_id, Tier.PRIVATE) for build_id in (first, second))
    found = compare_builds(one, two, method or configuration.method)
    click.echo(f"Methode: {'dezelfde' if found.same_method else 'een andere versie'}.")
    click.echo(f"Invoer: {'dezelfde bestanden en regels' if found.same_inputs else 'andere bestanden of regels'}.")
    _tell(found.changed, level)


@click.command("diff")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@config_option
@_level_option
def diff(configuration: Configuration, first: str, second: str, level: str | None) -> None:
    """Toon welke gebieden met methode B een ander stoplicht krijgen dan met A (een naam of een bestand)."""
    _tell(compare_methods(configuration, first, second), level)


def _tell(changed: Iterable[Changed], level: str | None) -> None:
    shown = [one for one in changed if level is None or one.level == level]
    if not shown:
        click.echo("Geen enkel stoplicht is anders.")
        return
    counted = Counter(one.level for one in shown)
    for one in (Level(name) for name in Level if name in counted):
        words = DUTCH_LEVELS[one]
        click.echo(f"{counted[one]} {words[0] if counted[one] == 1 else words[1]} met een ander stoplicht")
    for item in shown:
        lights = f"{DUTCH_LIGHTS[Light(item.before)]} → {DUTCH_LIGHTS[Light(item.after)]}"
        mostly = f", vooral {item.indicator}" if item.indicator else ""
        click.echo(
            f"  {DUTCH_LEVELS[item.level][0]} {item.name} ({item.quarter}): {lights}, door {_CAUSES[item.cause]}{mostly}"
        )
