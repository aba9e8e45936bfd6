"""`demo`: a demonstration corporation, in a fictional town or on real geometry; `backup` and `restore` of what users entered."""

import datetime as dt
import shlex
import shutil
from pathlib import Path

import click
import numpy as np

from data.command_line import config_option
from data.configuration import FILE_NAME, Configuration, read_configuration
from data.demo.agreements import enter_agreements
from data.demo.corporation import Delivery, write_on_real_ground, write_town
from data.demo.model import Calendar
from data.demo.real_ground import lay_on
from data.demo.town import make_town
from data.errors import CallerMistakeError
from data.installation import Installation, only_writer

_FEWEST_HOMES, _MOST_HOMES = 600, 3_000_000
"""With fewer there are some fifteen complexes, too few to compare; the country has 2.3 million social homes."""
_BOUNDS = f"{_FEWEST_HOMES} tot en met {_MOST_HOMES:,}".replace(",", ".")


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"), help="Map voor de bestanden."
)
@click.option("--homes", type=int, default=6_000, help=f"Aantal woningen: {_BOUNDS}.")
@click.option("--years", type=click.IntRange(4, 20), default=6, help="Aantal jaren met gebeurtenissen.")
@click.option("--seed", type=click.IntRange(0), default=1, help="Zelfde getal, zelfde bestanden.")
@click.option(
    "--load", type=click.IntRange(1, 1_000), default=1, help="Belastingtest: zoveel keer te veel gebeurtenissen."
)
@click.option(
    "--reference-date", type=click.DateTime(["%Y-%m-%d"]), default="2026-09-30", help="Laatste dag van een kwartaal."
)
@click.option("--panden", type=click.Path(path_type=Path), help="Echte BAG-panden (GeoJSON of GeoPackage).")
@click.option("--buurten", type=click.Path(path_type=Path), help="Echte buurten (GeoJSON of GeoPackage).")
@click.option("--straten", type=click.Path(path_type=Path), help="BAG openbare ruimten (CSV): echte straatnamen.")
@click.option("--leefbaarometer", type=click.Path(path_type=Path), multiple=True, help="Echte Leefbaarometer (CSV).")
def demo(  # noqa: PLR0913, PLR0917 - click gives a parameter per option
    out: Path,
    homes: int,
    years: int,
    seed: int,
    load: int,
    reference_date: dt.datetime,
    panden: Path | None,
    buurten: Path | None,
    straten: Path | None,
    leefbaarometer: tuple[Path, ...],
) -> None:
    """Maak de bestanden van een verzonnen corporatie en een monitor.toml."""
    if not _FEWEST_HOMES <= homes <= _MOST_HOMES:
        raise CallerMistakeError(
            f"Een voorbeeld van {homes} woningen kan niet: kies --homes van {_BOUNDS}, want "
            "met minder zijn er te weinig complexen om te vergelijken, en meer heeft heel Nederland niet."
        )
    calendar = _calendar(reference_date.date(), years)
    delivery = Delivery(_usable(out), calendar, seed, load)
    rng = np.random.default_rng([seed, 1])
    if panden is None and buurten is None:
        write_town(make_town(homes, rng), delivery)
    elif panden is None or buurten is None:
        raise CallerMistakeError("Geef --panden en --buurten samen, of geen van beide.")
    else:
        real = lay_on(panden, buurten, straten, leefbaarometer, rng)
        write_on_real_ground(real.ground, delivery, real.sources(delivery.out), real.invented)
    enter_agreements(out, calendar)
    click.echo(
        f"Klaar: {out / 'monitor.toml'}. Bouw de monitor met: buurtlicht build -c {shlex.quote(str(out / 'monitor.toml'))}"
    )


def _calendar(reference_date: dt.date, years: int) -> Calendar:
    if (reference_date + dt.timedelta(days=1)).strftime("%m-%d") not in ("01-01", "04-01", "07-01", "10-01"):
        raise CallerMistakeError(
            f"{reference_date} is niet de laatste dag van een kwartaal. Kies bijvoorbeeld --reference-date 2026-09-30."
        )
    return Calendar(reference_date, years)


def _usable(out: Path) -> Path:
    """The folder, made where needed. A new demonstration replaces an older one, with what was kept of its files."""
    if (out / FILE_NAME).exists():
        if not read_configuration(out).synthetic:
            message = f"In {out} staat de {FILE_NAME} van een echte corporatie. Kies met --out een andere map."
            raise CallerMistakeError(message)
        shutil.rmtree(Installation(out).deliveries, ignore_errors=True)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallerMistakeError(
            f"De map {out} kan niet worden gemaakt ({error.strerror}). Kies met --out een map waarin u mag schrijven."
        ) from error
    return out


@click.command("backup")
@config_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(configuration: Configuration, file: Path) -> None:
    """Bewaar alles wat gebruikers invoerden in één bestand."""
    from data.workflow import backup, open_store  # noqa: PLC0415 - SQLAlchemy only where it is needed

    if file.exists():
        raise CallerMistakeError(f"{file} bestaat al: kies een andere naam, een reservekopie wordt niet overschreven.")
    store = open_store(configuration)
    rows = backup(store, file)
    store.close()
    click.echo(f"Bewaard: {file} ({rows} regels). Bewaar ook monitor.toml en var/secret, op een veilige plek.")


@click.command("restore")
@config_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def restore_command(configuration: Configuration, file: Path) -> None:
    """Zet een reservekopie terug, in plaats van wat er nu staat."""
    from data.workflow import backup, open_store, restore  # noqa: PLC0415 - as above

    place = configuration.installation
    store = open_store(configuration)
    before = place.var / f"voor-restore-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S-%f}.zip"
    try:
        # A build that begins clears `spill`.
        with only_writer(place):
            backup(store, before)
            try:
                rows = restore(store, file, place.spill)
            except BaseException:
                before.unlink()
                raise
    finally:
        store.close()
    click.echo(f"Teruggezet: {file} ({rows} regels). Wat er stond, staat in {before}.")


commands: tuple[click.Command, ...] = (demo, backup_command, restore_command)
