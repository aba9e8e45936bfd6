"""What an intervention did, in words: the same on screen and in every export."""

import datetime as dt

from data.vocabulary import DUTCH_EFFECTS, EffectWord
from indicators.read_model import EffectFound, Goal, Intervention
from layouts._text import capital, long_date, months, number, with_unit

_YEAR = 12
_FAR = 10.0
"""A ratio above it is said in words."""


def effect_word(done: Intervention) -> str:
    """'Aantoonbaar minder', or why there is no word."""
    if done.effect is not None:
        return capital(DUTCH_EFFECTS[done.effect.word])
    if done.planned:
        return "Gepland"
    return "Geen doel gekozen" if done.goal is None and not done.unknown_goal else "Niet berekend"


def effect_sentence(done: Intervention) -> str:
    """One or two sentences: from how many to how many, and what was to be expected without."""
    effect, goal = done.effect, done.goal
    if done.planned:
        return "Deze inzet begint na de peildatum."
    if done.unknown_goal:
        return f"De doelindicator ‘{done.unknown_goal}’ kennen we niet: schrijf hem zoals hij in de monitor heet."
    if goal is None:
        return "Zonder doelindicator kan de monitor niet zeggen wat de inzet deed."
    if effect is None:
        return "Voor dit doel is geen uitspraak: die kan alleen bij aantallen per woning waar gegevens van zijn."
    said = f"Van {_events(effect.before, goal)} in {months(effect.months_before)} naar {_events(effect.after, goal)} in {months(effect.months_after)}."
    if effect.word is EffectWord.TOO_EARLY:
        since = effect.after_from
        return f"{said} Een uitspraak kan vanaf {long_date(dt.date(since.year + 1, since.month, 1))}, na een heel jaar."
    return f"{said} {_expected(effect, goal)}"


def smallest_sentence(done: Intervention) -> str:
    """What would have been needed to show less; empty where less was shown or it is too early."""
    effect, goal = done.effect, done.goal
    if (
        effect is None
        or goal is None
        or effect.expected is None
        or effect.word in {EffectWord.LESS, EffectWord.TOO_EARLY}
    ):
        return ""
    if effect.most_less is None:
        return f"Er zijn hier zo weinig {goal.events[1]} dat zelfs geen enkele {goal.events[0]} nog toeval kan zijn."
    most = "geen enkele" if effect.most_less == 0 else f"{effect.most_less} of minder"
    return f"Een afname was pas aantoonbaar bij {most} {goal.events[0] if effect.most_less == 0 else goal.events[1]}."


def rests_on(done: Intervention) -> list[tuple[str, str, str]]:
    """What the word rests on: name, ratio with its 95 % interval, and what it compares."""
    effect = done.effect
    if effect is None:
        return []
    found = [
        ("Na ten opzichte van voor", effect.own, "deze plek alleen, per woning en jaar"),
        ("Na ten opzichte van verwacht", effect.against_expected, "wat een even slechte plek zonder inzet had"),
        ("Knik in de reeks", effect.series, "met trend, seizoen en de andere plekken erbij"),
        ("Ten opzichte van de plekken ernaast", effect.against_beside, "hun verandering; telt niet mee in het oordeel"),
    ]
    return [(name, _ratio(each.point, each.lower, each.upper), what) for name, each, what in found if each is not None]


def value_sentence(done: Intervention) -> str:
    """The value of the goal now, beside its target."""
    goal = done.goal
    if goal is None:
        return ""
    now = f"Nu {with_unit(goal.value, goal.decimals, goal.unit)} {_unit(goal)}".strip()
    target = f", streefwaarde {with_unit(done.target, goal.decimals, goal.unit)}" if done.target is not None else ""
    return f"{now}{target}." if goal.value is not None or target else ""


def period(started_on: dt.date, ended_on: dt.date | None) -> str:
    """'01-04-2025 – 31-03-2026', or 'sinds 01-04-2025'."""
    if ended_on is None:
        return f"sinds {started_on:%d-%m-%Y}"
    return f"{started_on:%d-%m-%Y} – {ended_on:%d-%m-%Y}"


def _expected(effect: EffectFound, goal: Goal) -> str:
    if not effect.years_before or not effect.years_after:
        return "Ervoor of erna waren hier geen woningen: er is niets om mee te vergelijken."
    if effect.months_before < _YEAR <= effect.months_after:
        return "Van vóór de inzet is er minder dan een jaar aan cijfers: daarom zegt dit niets."
    if effect.expected is None:
        return "Er is geen plek zonder inzet om mee te vergelijken."
    if effect.expected < 1:
        return f"Zonder inzet was minder dan 1 {goal.events[0]} te verwachten."
    return f"Zonder inzet waren er op zo’n plek ongeveer {number(effect.expected)} te verwachten."


def _events(amount: float, goal: Goal) -> str:
    whole = round(amount)
    return f"{number(whole)} {goal.events[0] if whole == 1 else goal.events[1]}"


def _unit(goal: Goal) -> str:
    return "" if goal.unit.startswith("%") else goal.unit


def _ratio(point: float | None, lower: float, upper: float | None) -> str:
    high = "meer dan 10" if upper is None or upper > _FAR else number(upper, 2)
    middle = number(point, 2) if point is not None and point <= _FAR else "meer dan 10" if point else "–"
    return f"{middle} ({number(lower, 2)} tot {high})"


HOW = (
    (
        "Plekken krijgen inzet omdat het er slecht gaat, en slechte plekken vallen vaak vanzelf terug. Daarom vergelijken we met wat een plek "
        "die even slecht begon zonder inzet had."
    ),
    (
        "‘Aantoonbaar minder’ staat er alleen als alles hetzelfde zegt: minder dan ervoor, minder dan verwacht zonder inzet, en bij 24 maanden of meer "
        "aan beide kanten ook een knik in de reeks. Elke toets rekent met een marge van 95 %. De regel lag vast voordat er cijfers waren."
    ),
    (
        "Van 100 slechte plekken waar niets gebeurt, krijgen er 1 of 2 toch ‘aantoonbaar minder’. Andersom mist de regel veel: van de keren dat het "
        "aantal zaken door inzet echt met 60 % daalt, ziet zij er bij deze aantallen 1 op de 5. ‘Niet aantoonbaar’ betekent dus niet ‘werkt niet’."
    ),
)
"""How the word comes about, for a page or an export; the numbers are those of docs/decisions/0013-effect-of-inzet.md."""
