"""What is told about a build that was published."""

from dataclasses import asdict, dataclass

from data.vocabulary import Tier


@dataclass(frozen=True)
class PublishReport:
    """What was published: counts for the build's report."""

    areas: dict[str, int]
    """Level → number of areas."""
    latest_quarter: str
    indicators: tuple[str, ...]
    methods: tuple[str, ...]
    lights: dict[str, dict[str, int]]
    """Level → light → areas, in the latest quarter by the default method."""
    tiers: tuple[Tier, ...]
    input_hash: str

    def as_json(self) -> dict[str, object]:
        """For the report of a build."""
        return asdict(self)
