"""`buurtlicht digest`: what rises, once a month, in a file or by mail."""

from pathlib import Path

import click

from data.command_line import config_option
from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.vocabulary import Tier
from data.workflow import open_store
from indicators.read_model import OUTDATED, ReadModel
from layouts._digest import digest, send
from layouts._signals import today


@click.command("digest")
@config_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf naar dit bestand: .html of .txt. Zonder: mailen volgens [digest] in monitor.toml.",
)
def digest_command(configuration: Configuration, out: Path | None) -> None:
    """Maak het maandelijkse overzicht van attenderingen, als bestand of per mail."""
    if out is not None and out.suffix.lower() not in {".html", ".txt"}:
        raise CallerMistakeError(f"{out} eindigt niet op .html of .txt: kies met --out een van die twee.")
    model = ReadModel(configuration.installation.builds, Tier.PRIVATE)
    found = model.serving()
    if found is None:
        raise CallerMistakeError(
            OUTDATED if model.outdated else "Er is nog geen meting. Maak hem met: buurtlicht build."
        )
    made = digest(found, open_store(configuration), today())
    if out is not None:
        try:
            out.write_text(made.text if out.suffix.lower() == ".txt" else made.html, encoding="utf-8")
        except OSError as error:
            message = f"{out} kan niet worden geschreven ({error.strerror}). Kies met --out een ander bestand."
            raise CallerMistakeError(message) from error
        click.echo(f"Klaar: {out}")
    elif configuration.digest is not None:
        send(made, configuration.digest)
        click.echo(f"Verstuurd aan {len(configuration.digest.recipients)} ontvanger(s): {made.subject}")
    else:
        message = "Kies met --out een bestand, of vul [digest] in monitor.toml in (host, sender, recipients)."
        raise CallerMistakeError(message)
