"""What one installation shows its own way: brand, links, basemap, and the folder with refused rows."""

from dataclasses import dataclass, field
from pathlib import Path

from data.configuration import OpenDataRules
from data.presentation import Basemap, Brand, Links


@dataclass(frozen=True)
class Face:
    """The same for the life of a process. `rejects` is None where rows may not be downloaded (outside the private tier)."""

    brand: Brand = field(default_factory=Brand)
    links: Links = field(default_factory=Links)
    basemap: Basemap | None = None
    logo: tuple[bytes, str] | None = None
    """Content and type."""
    rejects: Path | None = None
    open_data: OpenDataRules = field(default_factory=OpenDataRules)
