"""Names of files, made of the names of places and organisations."""

import re
import unicodedata


def slug(text: str) -> str:
    """'Woonstichting Lichtveen (voorbeeld)' → 'woonstichting-lichtveen-voorbeeld'."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "naamloos"
