"""What stores of a page hold, for the callbacks that read them: a question with anything else is refused (`_well_formed`)."""

from typing import Literal

from typing_extensions import TypedDict

Scope = dict[str, str | list[str]]
"""The part of Kaart's address that decides the colours."""


class Hovered(TypedDict):
    """The area under the pointer: its feature on the map, and what the map showed."""

    feature: int
    scope: Scope


class Clicked(Hovered):
    """The same for the area that was clicked."""

    at: float
    """When, in milliseconds since 1970: the same area can be clicked twice."""


class Trying(TypedDict):
    """What weights are tried on."""

    methode: str
    niveau: Literal["complex", "street", "neighbourhood"]
    themes: list[str]
    own: dict[str, int]
    """Theme → the weight of the method itself, in percent."""


class ShownRound(TypedDict):
    """The round of assessments that is shown."""

    id: str
    version: int
    closed: bool


class Meeting(TypedDict):
    """What the meeting of a round looks at."""

    round: str
    role: str
    show: str
    level: str
