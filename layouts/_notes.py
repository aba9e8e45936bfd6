"""Sentences that stand wherever figures do, on a page and in a file: what a light is about, and what is not real."""

from indicators.read_model import Build
from layouts._text import number

ABOUT_PLACES = "Dit stoplicht gaat over een plek, niet over bewoners. Gebruik het niet voor een besluit over een huurder of woningzoekende."
ABOUT_CERTAINTY = "Zeker: de kleur heeft 90 % kans of meer. Redelijk zeker: 75 % of meer. Anders onzeker."
FILE_FAILED = "Het bestand kon niet worden gemaakt. Probeer het opnieuw, of meld het met de weergave die u zag."


def not_real(build: Build) -> list[str]:
    """What is not real about the figures; empty for a real measurement."""
    said = []
    if build.synthetic:
        said.append("Voorbeeldgegevens: dit zijn geen cijfers van echte woningen of bewoners.")
    if build.load_factor > 1:
        said.append(f"Belastingtest: {number(build.load_factor)} keer zo veel gebeurtenissen als echt.")
    return [*said, *([build.invented] if build.invented else [])]
