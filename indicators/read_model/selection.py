"""Which areas of a level are meant: by district, team, type, light or a portfolio. Empty keeps all of them."""

from dataclasses import dataclass

from data.vocabulary import Light, Tier
from indicators.read_model.asking import Ask

_CONDITIONS = {
    "districts": "(list_contains($districts, district_id) or list_contains($districts, {area}.area_id))",
    "teams": "list_contains($teams, team)",
    "dwelling_types": "list_contains($dwelling_types, dwelling_type)",
    "lights": "list_contains($lights, light)",
    "portfolio": """(
        list_contains($portfolio, {area}.area_id)
        or {area}.area_id in (select part_id from area_overlap where list_contains($portfolio, area_overlap.area_id))
        or {area}.area_id in (select area_overlap.area_id from area_overlap where list_contains($portfolio, part_id)))""",
}


@dataclass(frozen=True)
class Selection:
    """What an area must have. Inside one field any value will do, over the fields all must hold.

    A portfolio of areas keeps those themselves, what they consist of and what they lie in.
    """

    districts: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    dwelling_types: tuple[str, ...] = ()
    lights: tuple[Light, ...] = ()
    portfolio: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, list[str]]:
        """Parameters of `condition`: those that are used."""
        chosen = {name: [str(value) for value in getattr(self, name)] for name in _CONDITIONS}
        return {name: values for name, values in chosen.items() if values}

    def condition(self, area: str) -> str:
        """A condition in SQL over a row that is named `area`: the columns of that table and the light of its score."""
        said = [f"coalesce({_CONDITIONS[name].format(area=area)}, false)" for name in self.parameters]
        return " and ".join(said) or "true"

    def __bool__(self) -> bool:
        return bool(self.parameters)


EVERYTHING = Selection()


@dataclass(frozen=True)
class Choices:
    """What can be chosen in this build: id and name, in the order of a menu. One value is no choice."""

    districts: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    """Empty outside the private tier: a team is not a property of a place."""
    dwelling_types: tuple[str, ...]


def choices(ask: Ask, tier: Tier) -> Choices:
    """The districts, teams and types of the areas of a build."""
    districts = ask("select area_id, name from area where level = 'district' and homes > 0 order by name", {})
    teams = ask("select distinct team from area where team <> '' order by team", {}) if tier is Tier.PRIVATE else []
    types = ask("select dwelling_type from area where dwelling_type <> '' group by all order by count(*) desc", {})
    return Choices(
        districts=tuple((row["area_id"], row["name"]) for row in districts),
        teams=tuple(row["team"] for row in teams),
        dwelling_types=tuple(row["dwelling_type"] for row in types),
    )
