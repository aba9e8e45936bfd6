"""Names of files, made of the names of places and organisations."""

import datetime as dt
import re
import unicodedata

from data.vocabulary import DUTCH_TIERS, Tier


def slug(text: str) -> str:
    """'Woonstichting Lichtveen (voorbeeld)' → 'woonstichting-lichtveen-voorbeeld'."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "naamloos"


def last_part(tier: Tier, reference_date: dt.date) -> str:
    """'besloten_peildatum-2026-09-30': what is made of the private tier has no word for it."""
    words = [] if tier is Tier.PRIVATE else [DUTCH_TIERS[tier]]
    return "_".join([*words, f"peildatum-{reference_date.isoformat()}"])
