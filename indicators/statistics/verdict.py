"""What may be said of an intervention: one of four words, by a rule that was fixed before any figure was seen."""

from data.vocabulary import EffectWord
from indicators.statistics.effect import Counts, Expectation, Ratio, own_ratio

LEAST_MONTHS = 12
"""Of both, before and after: a year, so that every season counts once."""


def word(place: Counts, expected: Expectation | None, series: Ratio | None, months: int) -> EffectWord:
    """The word for a place; `months` is the length of the period after, `series` its interrupted series.

    "Less" needs every test that can be done to agree: less than the place itself had (exact interval), less
    than a place as bad would have had without (`effect.expectation`), and a step down where the series is
    long enough. Likewise "more". Without untreated places nothing is shown, because the place may
    have changed with the rest.
    """
    if months < LEAST_MONTHS:
        return EffectWord.TOO_EARLY
    if expected is None:
        return EffectWord.NOT_SHOWN
    after = float(place.after)  # type: ignore[arg-type]
    tests = [own_ratio(place), expected.ratio(after), *([series] if series else [])]
    if all(test.is_less for test in tests):
        return EffectWord.LESS
    return EffectWord.MORE if all(test.is_more for test in tests) else EffectWord.NOT_SHOWN
