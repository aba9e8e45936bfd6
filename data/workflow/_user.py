"""Who does something."""

from dataclasses import dataclass

LONGEST_NAME = 80


@dataclass(frozen=True)
class User:
    """A person by name. Where the name comes from (typed once, a proxy, later an account) is not the store's concern."""

    name: str
    role: str = ""
    """The party for which this person speaks, where that is known."""
    proven: bool = False
    """A proxy or an account vouches for the name; else it was only typed."""
