"""`buurtlicht fetch`: open data of one municipality, as files that a `[[source]]` can point at."""

import re
from collections.abc import Callable
from pathlib import Path

import click

from data.command_line import Progress
from data.errors import CallerMistakeError
from ingest.connector import Connector, connectors
from ingest.fetching import Fetching, Written, finish, parts_folder
from ingest.web import Web

_MUNICIPALITY = re.compile(r"GM\d{4}")


def _silent(_stage: str) -> None:
    pass


def run_connector(
    connector: Connector,
    municipality: str,
    out: Path,
    *,
    year: int | None = None,
    base_urls: dict[str, str] | None = None,
    web: Web | None = None,
    progress: Callable[[str], None] = _silent,
) -> tuple[Written, ...]:
    """Fetch with one connector into a folder and return what was written.

    Raises CallerMistakeError for a municipality code or service name that does not exist, and what
    `Web` and `Fetching` raise.
    """
    code = municipality.strip().upper()
    if not _MUNICIPALITY.fullmatch(code):
        raise CallerMistakeError(f"{municipality} is geen gemeentecode: schrijf GM en vier cijfers, zoals GM0221.")
    replaced = base_urls or {}
    if unknown := set(replaced) - set(connector.services):
        raise CallerMistakeError(
            f"De dienst {', '.join(sorted(unknown))} bestaat niet bij {connector.name}: kies uit "
            f"{', '.join(connector.services)} (--base-url dienst=adres)."
        )
    if year and not connector.default_year:
        raise CallerMistakeError(f"{connector.name} kent geen jaar: het haalt alle jaren op. Laat --year weg.")
    chosen = year or connector.default_year
    try:
        out.mkdir(parents=True, exist_ok=True)
        parts = parts_folder(out, f"{connector.name}-{code}-{chosen}")
    except OSError as error:
        raise CallerMistakeError(
            f"{out} is niet te beschrijven ({type(error).__name__}). Kies een andere map."
        ) from error
    fetching = Fetching(
        municipality=code,
        year=chosen,
        services=connector.addresses(chosen, replaced),
        parts=parts,
        web=web or Web(),
        progress=progress,
    )
    connector.fetch(fetching)
    about = {"connector": connector.name, "title": connector.title, "licence": connector.licence}
    finish(fetching, out, about | {"homepage": connector.homepage})
    return tuple(fetching.written)


def _pairs(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    for value in values:
        if not re.fullmatch(r"\w+=https?://\S+", value):
            raise CallerMistakeError(f"--base-url {value} is niet goed: schrijf dienst=https://adres.")
    return dict(value.split("=", 1) for value in values)


@click.command("fetch")
@click.argument("what", type=click.Choice(sorted(connectors())), metavar="|".join(sorted(connectors())))
@click.option("--municipality", required=True, metavar="GM0221", help="De gemeentecode van het CBS.")
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="De map voor de bestanden."
)
@click.option("--year", type=click.IntRange(2000, 2100), help="Het jaar van de uitgave. Standaard de nieuwste.")
@click.option(
    "--base-url",
    "base_urls",
    multiple=True,
    envvar="BUURTLICHT_BASE_URL",
    metavar="DIENST=ADRES",
    callback=_pairs,
    help="Een ander adres voor een dienst, bijvoorbeeld van een kopie in uw eigen netwerk.",
)
def fetch(what: str, municipality: str, out: Path, year: int | None, base_urls: dict[str, str]) -> None:
    """Haal open data van een gemeente op; wat binnen is blijft bewaard als u moet stoppen."""
    with Progress() as progress:
        written = run_connector(
            connectors()[what], municipality, out, year=year, base_urls=base_urls, progress=progress
        )
    click.echo("Zet dit in monitor.toml om deze bestanden mee te nemen:")
    for file in written:
        click.echo(f'\n[[source]]\nkind = "{file.kind}"\npath = "{(out / file.file).as_posix()}"')
    click.echo(f"\nHerkomst, datum en licentie staan in {out / 'manifest.json'}.")
