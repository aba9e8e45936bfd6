"""Change of nuisance cases per 100 homes: the last twelve months minus the twelve before.

At the usual volumes most changes in one complex are chance: read the interval. A new way of
registering is a change too.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="cases_change",
    label="Verandering van overlastzaken",
    unit="per 100 woningen per jaar, tegen een jaar eerder",
    theme="nuisance",
    better="lower",
    source="cases",
    kind="change",
    of="cases_per_100_homes",
    months=12,
    lowest_level=Level.BUILDING,
    decimals=1,
    count_label="zaken per 100 woningen meer of minder",
    phrase=Phrase(
        none="het aantal overlastzaken veranderde met {value} per 100 woningen",
        one="het aantal overlastzaken veranderde met {value} per 100 woningen",
        many="het aantal overlastzaken veranderde met {value} per 100 woningen",
        stock="In ons bezit is die verandering {value}.",
        expired="De overlastzaken lopen tot {year} en tellen niet meer mee.",
    ),
    description="Overlastzaken per 100 woningen in de laatste twaalf maanden, min die in de twaalf maanden ervoor.",
    interval="none",
    max_age_months=6,
)
