"""The words every package shares, with their Dutch term where the interface shows one.

Glossary: term in the interface · name in the code. A level, a light or a certainty has the same
name in every table, every module and every export.
"""

from enum import StrEnum


class Level(StrEnum):
    """Levels an area can have, from small to large. A dwelling is never an area."""

    BUILDING = "building"
    COMPLEX = "complex"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    STOCK = "stock"


class Light(StrEnum):
    """The five states of a light. The order is the code that the map receives as a byte."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    INSUFFICIENT = "insufficient"
    SHIELDED = "shielded"


class Certainty(StrEnum):
    """How sure a light is: the chance of its band from 90 %, from 75 %, or less."""

    CERTAIN = "certain"
    FAIRLY_CERTAIN = "fairly_certain"
    UNCERTAIN = "uncertain"


class Tier(StrEnum):
    """Who may see a build: the public, partners who know the people, the corporation itself."""

    OPEN = "open"
    CLOSED = "closed"
    PRIVATE = "private"


class Compared(StrEnum):
    """How a figure stands to another one, where its margin decides."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"


class DwellingType(StrEnum):
    """Types that make places similar."""

    HOUSE = "house"
    WALK_UP = "walk_up"
    TOWER = "tower"
    COURTYARD = "courtyard"
    SENIOR = "senior"


class InterventionKind(StrEnum):
    """Kinds of intervention (inzet)."""

    PHYSICAL = "physical"
    SOCIAL = "social"
    ALLOCATION = "allocation"
    ENFORCEMENT = "enforcement"
    PARTICIPATION = "participation"


class EffectWord(StrEnum):
    """What may be said of an intervention."""

    LESS = "less"
    NOT_SHOWN = "not_shown"
    MORE = "more"
    TOO_EARLY = "too_early"


LIGHTS = tuple(Light)
LIGHTS_WORST_FIRST = (Light.RED, Light.AMBER, Light.GREEN, Light.INSUFFICIENT, Light.SHIELDED)
LIGHTS_THAT_ASK = frozenset({Light.RED, Light.AMBER})
"""Lights that ask attention."""
LEVELS = tuple(Level)

DUTCH_LEVELS = {
    Level.BUILDING: ("gebouw", "gebouwen"),
    Level.COMPLEX: ("complex", "complexen"),
    Level.STREET: ("straat", "straten"),
    Level.NEIGHBOURHOOD: ("buurt", "buurten"),
    Level.DISTRICT: ("wijk", "wijken"),
    Level.MUNICIPALITY: ("gemeente", "gemeenten"),
    Level.STOCK: ("bezit", "bezit"),
}
DUTCH_LIGHTS = {
    Light.GREEN: "groen",
    Light.AMBER: "oranje",
    Light.RED: "rood",
    Light.INSUFFICIENT: "onvoldoende gegevens",
    Light.SHIELDED: "afgeschermd",
}
DUTCH_CERTAINTIES = {
    Certainty.CERTAIN: "zeker",
    Certainty.FAIRLY_CERTAIN: "redelijk zeker",
    Certainty.UNCERTAIN: "onzeker",
}
DUTCH_COMPARED = {
    Compared.BETTER: "beter",
    Compared.SIMILAR: "niet aantoonbaar anders",
    Compared.WORSE: "slechter",
}
DUTCH_MARKS = {"W": "gepubliceerd", "D": "berekend op openbare cijfers", "E": "schatting van mensen uit het vak"}
"""Where a bound of a method comes from."""
DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DUTCH_TIERS = {Tier.OPEN: "openbaar", Tier.CLOSED: "besloten", Tier.PRIVATE: "intern"}
DUTCH_THEMES = {
    "nuisance": "Overlast",
    "fraud": "Woonfraude",
    "tenant": "Oordeel van huurders",
    "staff": "Oordeel van medewerkers",
    "moving": "Verhuizen en leegstand",
    "capacity": "Draagkracht",
    "participation": "Participatie",
    "leefbaarometer": "Leefbaarometer",
    "plans": "Plannen",
    "context": "Omgeving",
    "own": "Eigen indicatoren",
}
"""Themes of the definitions that ship; a method names its own themes."""
DUTCH_ARRANGEMENTS = {
    "care_contract": "zorgcontract",
    "mediation": "bemiddeling",
    "under_23": "huurders jonger dan 23 jaar",
    "health_kinds": "soorten overlast die gezondheid verraden",
    "arrears": "huurachterstand",
    "housing_fraud": "woonfraude per complex",
    "drugs": "drugs per complex",
    "threat": "bedreiging per complex",
    "outlook": "vooruitblik per complex",
}
"""What is off by default (domain.md, rule 11): its key in [arrangements] → the subject."""
DUTCH_DWELLING_TYPES = {
    DwellingType.HOUSE: "eengezinswoningen",
    DwellingType.WALK_UP: "portiekflats",
    DwellingType.TOWER: "galerijflats",
    DwellingType.COURTYARD: "hofwoningen",
    DwellingType.SENIOR: "seniorenwoningen",
}
DUTCH_INTERVENTIONS = {
    InterventionKind.PHYSICAL: "fysiek",
    InterventionKind.SOCIAL: "sociaal",
    InterventionKind.ALLOCATION: "toewijzing",
    InterventionKind.ENFORCEMENT: "handhaving",
    InterventionKind.PARTICIPATION: "participatie",
}
DUTCH_EFFECTS = {
    EffectWord.LESS: "aantoonbaar minder",
    EffectWord.NOT_SHOWN: "niet aantoonbaar",
    EffectWord.MORE: "aantoonbaar meer",
    EffectWord.TOO_EARLY: "te vroeg",
}
