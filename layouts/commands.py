"""`digest`, and `buurtlicht export`: the files for the meeting, without a screen, for scheduled use."""

from pathlib import Path

import click

from data.command_line import Progress, config_option
from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.vocabulary import DUTCH_TIERS, Tier
from data.workflow import Store, workflow_url
from indicators.read_model import OUTDATED, ReadModel, Serving
from layouts._digest_command import digest_command


@click.command("export")
@click.argument("kind", metavar="SOORT")
@config_option
@click.option(
    "--area", "areas", multiple=True, metavar="NIVEAU:CODE", help="Een gebied; mag vaker. Zonder: het hele bezit."
)
@click.option("--all", "everything", is_flag=True, help="Een map per gemeente, met een inhoudsopgave (index.html).")
@click.option("--method", default="", metavar="METHODE", help="Een andere methode dan die van de meting.")
@click.option("--quarter", default="", metavar="JAAR-KWARTAAL", help="Bijvoorbeeld 2026-3; zonder: het laatste.")
@click.option("--since", default="", metavar="JAAR-KWARTAAL", help="Het kwartaal van de vorige bijeenkomst.")
@click.option(
    "--tier",
    type=click.Choice([str(tier) for tier in Tier]),
    default=str(Tier.PRIVATE),
    show_default=True,
    help="Laag.",
)
@click.option("--agreement", default="", metavar="TEKST", help="Besloten laag: de afspraak waaronder u deelt.")
@click.option("--party", default="", metavar="TEKST", help="Besloten laag: voor wie het is.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Bestand, of een map die al bestaat (met --all: een map).",
)
def export_command(  # noqa: PLR0913, PLR0917 - click gives a parameter per option
    kind: str,
    configuration: Configuration,
    areas: tuple[str, ...],
    everything: bool,  # noqa: FBT001 - click's flag
    method: str,
    quarter: str,
    since: str,
    tier: str,
    agreement: str,
    party: str,
    out: Path,
) -> None:
    """Maak een bestand voor het overleg.

    SOORT is een van: meeting, complexplan, factsheet, slides, wallmap, indepth, workbook, opendata.
    """
    from layouts._exports.kind import export, export_kinds  # noqa: PLC0415 - only for this command
    from layouts._exports.per_municipality import export_all  # noqa: PLC0415 - Dash and Typst, only for this command
    from layouts._exports.request import SharedWith, export_request  # noqa: PLC0415 - as above

    chosen = export_kinds().get(kind)
    if chosen is None:
        raise CallerMistakeError(f"De soort '{kind}' bestaat niet. Kies uit: {', '.join(export_kinds())}.")
    if everything and areas:
        raise CallerMistakeError("Geef --area of --all, niet allebei.")
    found, shared = _serving(configuration, Tier(tier)), SharedWith(agreement, party)
    request = export_request(
        found, configuration.installation.builds, configuration.installation.geometry, area_ids=areas, method=method, quarter=quarter, since=since,
        shared_with=shared, store=_store(configuration, Tier(tier)), open_data=configuration.open_data,
    )  # fmt: skip
    with Progress() as progress:

        def tell(_share: float, stage: str) -> None:
            progress(stage)

        if everything:
            made = export_all(chosen, request, out, tell)
            click.echo(f"{len(made)} bestanden in {out}; begin bij {out / 'index.html'}.")
            return
        path = out / chosen.file_name(request) if out.is_dir() else out
        export(chosen, request, path, tell, lambda: False)
    click.echo(f"{chosen.title} staat in {path}.")


def _serving(configuration: Configuration, tier: Tier) -> Serving:
    model = ReadModel(configuration.installation.builds, tier)
    found = model.serving()
    if model.outdated:
        raise CallerMistakeError(OUTDATED)
    if found is None:
        raise CallerMistakeError(
            f"Er is nog geen meting voor de laag {DUTCH_TIERS[tier]}. Maak hem met: buurtlicht build."
        )
    return found


def _store(configuration: Configuration, tier: Tier) -> Store | None:
    """What people entered; none in the open tier, and none before anybody entered something."""
    store = None if tier is Tier.OPEN else Store(workflow_url(configuration))
    return None if store is None or (store.file is not None and not store.file.exists()) else store


commands: tuple[click.Command, ...] = (export_command, digest_command)
