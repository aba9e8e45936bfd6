"""Buurtlicht: the web app and the root of the command line.

Each package brings its own commands; what needs two packages (build) stands here, because ingest and
indicators do not know each other.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
from dash import Dash

import data.commands
import indicators.commands
import ingest.commands
from data import builds, geometry_store
from data.command_line import Progress, config_option, run
from data.configuration import Configuration
from data.installation import Installation, only_writer
from data.secret import derived_key, read_secret
from data.vocabulary import Tier
from indicators.publish import publish
from indicators.read_model import geometry_in_use
from ingest.layers import area_layers
from ingest.warehouse import ingest as ingest_sources
from layouts._server import dash_app
from layouts.commands import serve_command


def create_app(configuration: Configuration, tier: Tier = Tier.PRIVATE) -> Dash:
    """The web app for one tier of an installation. The tier is fixed for the life of the process."""
    place = configuration.installation
    return dash_app(place.builds, place.geometry, tier, derived_key(read_secret(place.secret), "session"))


def build(configuration: Configuration, progress: Callable[[str], None]) -> dict[str, object]:
    """Ingest, compute, score, shield and publish; the previous build stays until this one is complete.

    Returns the report: the build's id, the ingest report and what was published.
    """
    place, started = configuration.installation, time.monotonic()
    with only_writer(place):
        return _build(configuration, place, progress) | {"seconds": round(time.monotonic() - started, 1)}


def _build(configuration: Configuration, place: Installation, progress: Callable[[str], None]) -> dict[str, object]:
    ingested = ingest_sources(configuration, progress=progress)
    progress("Kaart maken")
    geometry = geometry_store.write_geometry(place.geometry, area_layers(place.warehouse))
    built_at = dt.datetime.now(dt.UTC)
    build_id = f"{built_at:%Y%m%d-%H%M%S}-{built_at.microsecond // 1000:03d}"
    before = builds.current(place.builds)
    with builds.new_build(place.builds, build_id) as folder:
        published = publish(
            place.warehouse,
            configuration,
            folder,
            build_id=build_id,
            built_at=built_at,
            geometry=geometry,
            previous=place.builds / before if before else None,
            progress=progress,
        )
    geometry_store.prune(place.geometry, keep=geometry_in_use(place.builds))
    return {"build": build_id, "ingest": ingested.as_json(), "published": published.as_json()}


@click.command("build")
@config_option
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Schrijf het verslag als JSON.")
def build_command(configuration: Configuration, report: Path | None) -> None:
    """Lees de bestanden, bereken de stoplichten en zet een nieuwe meting klaar."""
    with Progress() as progress:
        result = build(configuration, progress)
    if report:
        report.write_text(json.dumps(result, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    click.echo(f"Meting {result['build']} is klaar in {result['seconds']} s.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="buurtlicht", message="Buurtlicht %(version)s")
def root() -> None:
    """Buurtlicht: de leefbaarheidsmonitor voor woningcorporaties."""


for command in (
    *data.commands.commands,
    *ingest.commands.commands,
    build_command,
    *indicators.commands.commands,
    serve_command(create_app),
):
    root.add_command(command)


def main() -> None:
    """The console script `buurtlicht`."""
    sys.exit(run(root))


if __name__ == "__main__":
    main()
