"""What the pages of Toetsing share: addresses, what the model says, and what may be seen in a blind round."""

from collections.abc import Mapping
from urllib.parse import urlencode

from data.vocabulary import Light
from data.workflow.rounds import Round
from data.workflow.verdict_facts import DUTCH_OPINIONS, VERDICT_LIGHTS, Opinion, Outcome, Role, Verdict
from indicators.read_model import Serving
from indicators.read_model.professionals import Kappa, cohen_kappa

PATH = "/toetsing"
TABLET, MEETING = "tablet", "overleg"


def link(**query: str) -> str:
    """The address of a page of Toetsing."""
    return f"{PATH}?{urlencode(query, safe=':/')}" if query else PATH


def read_role(text: str) -> Role | None:
    """A role in an address; None where it says none."""
    return Role(text) if text in set(Role) else None


def shows_model(at: Round, said: tuple[Verdict, ...], role: Role | None) -> bool:
    """Whether a party may see the model's light: in a blind round only after its own verdict on that area."""
    return not at.blind or at.closed or any(each.role is role for each in said)


def model_lights(found: Serving | None, at: Round) -> Mapping[str, Light]:
    """Area id → the light of the build in use; an area that is not in it is left out."""
    if found is None:
        return {}
    method, quarter = found.build.default_method, found.build.latest_quarter
    scores = {area_id: found.score(area_id, quarter, method) for area_id in at.areas}
    return {area_id: score.light for area_id, score in scores.items() if score is not None}


def next_area(at: Round, said: Mapping[str, tuple[Verdict, ...]], role: Role, after: str) -> str | None:
    """The next area without a verdict of this party, in the order of the round; None where all have one."""
    areas = list(at.areas)
    place = areas.index(after) + 1 if after in areas else 0
    ahead = [*areas[place:], *areas[:place]]
    return next((each for each in ahead if each != after and not _said(said, each, role)), None)


def amount_done(at: Round, said: Mapping[str, tuple[Verdict, ...]], role: Role) -> int:
    """On how many areas of the round this party has spoken."""
    return sum(_said(said, area_id, role) for area_id in at.areas)


def confusion(said: Mapping[str, tuple[Verdict, ...]]) -> list[list[int]]:
    """Counts of verdicts: rows the light of the model when it was said, columns that of the party."""
    table = [[0] * len(VERDICT_LIGHTS) for _ in VERDICT_LIGHTS]
    for verdicts in said.values():
        for each in verdicts:
            if each.model_light in VERDICT_LIGHTS:
                table[VERDICT_LIGHTS.index(each.model_light)][VERDICT_LIGHTS.index(each.light)] += 1
    return table


def agreement(table: list[list[int]]) -> Kappa | None:
    """Agreement between model and professionals."""
    return cohen_kappa(table)


def opinion_word(opinion: Opinion | None) -> str:
    """'eens', 'beter', 'slechter', or that the model has no colour."""
    return DUTCH_OPINIONS[opinion] if opinion else "model heeft geen kleur"


def sticker_light(said: tuple[Verdict, ...]) -> Light | None:
    """The light most parties gave; where that is shared the worst of them; None without a verdict."""
    given = [each.light for each in said]
    return max(given, key=lambda light: (given.count(light), VERDICT_LIGHTS.index(light))) if given else None


def state_words(said: tuple[Verdict, ...], outcome: Outcome | None) -> str:
    """How far an area is: agreed, so many verdicts, or nothing yet."""
    if outcome is not None:
        return "afgesproken"
    return "nog niet getoetst" if not said else "1 oordeel" if len(said) == 1 else f"{len(said)} oordelen"


def _said(said: Mapping[str, tuple[Verdict, ...]], area_id: str, role: Role) -> bool:
    return any(each.role is role for each in said.get(area_id, ()))
