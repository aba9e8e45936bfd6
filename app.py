"""Buurtlicht: the web app and the root of the command line.

Each package brings its own commands; what needs two packages (build) stands here, because ingest and
indicators do not know each other. Every command imports what it needs when it runs: the web process
must not wait for the statistics, nor `status` for the web.
"""

import datetime as dt
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from data.command_line import LazyGroup, Progress, config_option, run
from data.configuration import Configuration
from data.errors import BuurtlichtError
from data.installation import Installation, only_writer
from data.vocabulary import DUTCH_TIERS, Tier

if TYPE_CHECKING:
    from dash import Dash

    from data.stored_geometry import Geometry


def create_app(configuration: Configuration, tier: Tier = Tier.PRIVATE, bound: str = "127.0.0.1") -> "Dash":
    """The web app for one tier of an installation, that listens at `bound`. The tier is fixed for the life of the process."""
    from data.secret import derived_key, read_secret
    from data.workflow import Store, workflow_url
    from layouts._face import Face
    from layouts._hosts import accepted_hosts
    from layouts._server import dash_app
    from layouts._store import Workflow

    place = configuration.installation
    store = None if tier is Tier.OPEN else Store(workflow_url(configuration))
    workflow = Workflow(store, tier, configuration.workflow.user_header)
    face = Face(
        brand=configuration.brand,
        links=configuration.links,
        basemap=configuration.basemap,
        logo=configuration.brand.logo_file(configuration.folder),
        rejects=place.rejects if tier is Tier.PRIVATE else None,
        open_data=configuration.open_data,
    )
    session = derived_key(read_secret(place.secret), "session")
    hosts = accepted_hosts(bound, configuration.server.names, configuration.base_url)
    return dash_app(place.builds, place.geometry, tier, session, workflow, face, hosts)


def build(configuration: Configuration, progress: Callable[[str], None]) -> dict[str, Any]:
    """Ingest, compute, score, shield and publish; the previous build stays until this one is complete.

    Returns the report: the build's id, the ingest report, what was published, and in Dutch lines what does not count.
    """
    place, started = configuration.installation, time.monotonic()
    with only_writer(place), _without_search_for_cycles():
        return _build(configuration, place, progress) | {"seconds": round(time.monotonic() - started, 1)}


@contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """Free only what nothing refers to.

    Every search for objects that refer to each other passes over all that was imported: 4 % of the CPU of a build, which at
    its end has 3,400 such objects.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(configuration: Configuration, place: Installation, progress: Callable[[str], None]) -> dict[str, Any]:
    from data import builds, stored_geometry
    from data.unchanged import mark_in_use
    from indicators.read_model import geometry_in_use
    from indicators.republish import mark_of_build, remember_build, republish
    from ingest.made_of import WAREHOUSE
    from ingest.told import lost
    from ingest.warehouse import ingest

    ingested = ingest(configuration, progress=progress)
    progress("Kaart maken")
    geometry = _geometry(place)
    built_at = dt.datetime.now(dt.UTC)
    build_id = f"{built_at:%Y%m%d-%H%M%S}-{built_at.microsecond // 1000:03d}"
    in_use = builds.current(place.builds)
    before = place.builds / in_use if in_use else None
    mark = mark_of_build(configuration, mark_in_use(place, WAREHOUSE), geometry.hash)
    with builds.new_build(place.builds, build_id) as folder:
        published = republish(configuration, mark, before, folder, build_id=build_id, built_at=built_at)
        if published is None:
            # Seconds of imports that a build of the same files does not need.
            from indicators.publish import publish

            published = publish(
                place.warehouse,
                configuration,
                folder,
                build_id=build_id,
                built_at=built_at,
                geometry=geometry,
                previous=before,
                progress=progress,
            )
    remember_build(configuration, mark, build_id, published)
    stored_geometry.prune(place.geometry, keep=geometry_in_use(place.builds))
    told = {"build": build_id, "ingest": ingested.as_json(), "published": published.as_json()}
    return told | {"lost": [*lost(ingested, place.rejects)]}


def _geometry(place: Installation) -> "Geometry":
    """What the map draws; drawn again only where the ground is another one."""
    from data.stored_geometry import read_geometry
    from data.unchanged import recall, remember
    from ingest.kept import marks_of

    name = "geometry"
    mark = marks_of(place.warehouse, ("dim_area", "geo_area", "geo_pand"))
    told = recall(place, name, mark)
    if told is not None and (place.geometry / told["hash"]).is_dir():
        return read_geometry(place.geometry, told["hash"])
    # Half a second of imports, and as long to look at all shapes.
    from data.geometry_store import write_geometry
    from ingest.layers import area_layers

    geometry = write_geometry(place.geometry, area_layers(place.warehouse))
    remember(place, name, mark, {"hash": geometry.hash})
    return geometry


@click.command("build")
@config_option
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Schrijf het verslag als JSON.")
def build_command(configuration: Configuration, report: Path | None) -> None:
    """Lees de bestanden, bereken de stoplichten en zet een nieuwe meting klaar."""
    try:
        with Progress() as progress:
            result = build(configuration, progress)
    except BuurtlichtError as error:
        if report and error.details:
            _write_report(report, {"build": None, "ingest": error.details})
        raise
    if report:
        _write_report(report, result)
    for line in result["lost"]:
        click.echo(line)
    click.echo(f"Meting {result['build']} is klaar in {str(result['seconds']).replace('.', ',')} s.")


def _write_report(path: Path, content: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")


@click.command("serve")
@config_option
@click.option("--tier", type=click.Choice([str(tier) for tier in Tier]), default=str(Tier.PRIVATE), help="Laag.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres waarop de server luistert.")
@click.option("--port", type=click.IntRange(0, 65535), default=8050, show_default=True, help="Poort.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Aantal processen.")
def serve_command(configuration: Configuration, tier: str, host: str, port: int, workers: int) -> None:
    """Toon de laatste meting in de browser."""
    from data.workflow import open_store
    from layouts._gunicorn import check_free, in_url, serve

    check_free(host, port)
    if tier != Tier.OPEN:
        open_store(configuration).close()
    click.echo(
        f"{configuration.name}: http://{in_url(host)}:{port}  (laag: {DUTCH_TIERS[Tier(tier)]}; stop met Ctrl+C)"
    )
    if tier == Tier.PRIVATE and not configuration.workflow.user_header:
        click.echo("Let op: er zijn nog geen accounts. Gebruikers typen hun naam; dat is geen beveiliging.")
    serve(lambda: create_app(configuration, Tier(tier), host), host, port, workers)


root = LazyGroup(
    help="Buurtlicht: de leefbaarheidsmonitor voor woningcorporaties.",
    packages=("data.commands", "ingest.commands", "indicators.commands", "layouts.commands"),
    own=(build_command, serve_command),
)
click.version_option(package_name="buurtlicht", message="Buurtlicht %(version)s")(root)


def main() -> None:
    """The console script `buurtlicht`."""
    sys.exit(run(root))


if __name__ == "__main__":
    main()
