"""Leefbaarometer 3.0: deviation from the national mean (afw), official, per neighbourhood and above.

A national model over all homes, owner-occupied ones too; not a measurement of one building. It is
published per neighbourhood, district and municipality; where one of the last two is not delivered,
the mean of its neighbourhoods by our homes stands in.
"""

from data.vocabulary import Level
from indicators.indicator import Indicator, Phrase

INDICATOR = Indicator(
    name="leefbaarometer_deviation",
    label="Leefbaarometer",
    unit="verschil met Nederland",
    theme="leefbaarometer",
    better="higher",
    source="leefbaarometer",
    months=3,
    lowest_level=Level.NEIGHBOURHOOD,
    decimals=2,
    count_label="officieel cijfer per buurt",
    phrase=Phrase(
        none="de Leefbaarometer geeft {value}",
        one="de Leefbaarometer geeft {value}",
        many="de Leefbaarometer geeft {value}",
        stock="De Leefbaarometer gaat ook over koopwoningen.",
        expired="De laatste Leefbaarometer is uit {year} en telt niet meer mee.",
        signed=True,
    ),
    description=(
        "Hoe de leefbaarheid volgens de Leefbaarometer van het Rijk verschilt van het gemiddelde van Nederland. "
        "Het cijfer gaat over de hele buurt, dus ook over koopwoningen."
    ),
    interval="none",
    aggregation="homes",
    official_areas=True,
    max_age_months=36,
    holds=True,
    query="""
        select area_id, date_trunc('month', measured_on) as month, afw as numerator, 1.0 as denominator
        from fct_leefbaarometer
        where afw is not null
    """,
)
