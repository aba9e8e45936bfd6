"""Decides what a tier may see. Runs once, before a tier is published; nothing downstream can undo it.

    rules      which counts are too small to show, per tier; what an indicator counts and what it hangs together with
    complete   the figures and areas that are shielded, read once for all tiers that show the same quarters
    atoms      where records can lie: groups of homes with the same areas
    structure  which areas add up to which: the attacker's arithmetic
    overlap    what windows that overlap tell of the time between their ends
    suppress   which areas are shielded besides, so that nothing follows from totals, siblings or levels
    choose     all of that for one tier, family by family
    tier       the tables of a tier: values, intervals, lights and reasons go together

What makes it small: a *family* of indicators over the same events (12 and 24 months, cases and their
median duration) is shown or shielded as one, over all periods. The pattern of shielded areas is then
the same for every period, window and kind in a family, so that an attacker gains nothing by combining
them, and only the arithmetic between areas is left (`suppress`).
"""

from indicators.disclosure.atoms import Atoms
from indicators.disclosure.rules import Basis, IndicatorRule, Shielding, Withheld
from indicators.disclosure.tier import shield

__all__ = ["Atoms", "Basis", "IndicatorRule", "Shielding", "Withheld", "shield"]
