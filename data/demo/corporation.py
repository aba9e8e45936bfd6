"""The demonstration corporation: every file a real one would have, what is planted in them, and monitor.toml."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from data.demo import budget, context, names, surveys, tenancies, truths
from data.demo.events import Events, burden
from data.demo.inzet import interventions_file
from data.demo.model import Calendar, Columns, Ground
from data.demo.stock import make_stock, stock_file
from data.demo.write import Settings, write_csv, write_json, write_layer, write_official, write_statline, write_toml

STOCK_SOURCES = (
    ("stock", "woningen.csv"),
    ("complaints", "overlastmeldingen.csv"),
    ("cases", "overlastzaken.csv"),
    ("housing_fraud", "woonfraude.csv"),
    ("tenancies", "huurovereenkomsten.csv"),
    ("vacancies", "leegstand.csv"),
    ("adverts", "advertenties.csv"),
    ("survey", "huurdersenquete.csv"),
    ("staff_assessment", "complexbeoordeling.csv"),
    ("arrears", "huurachterstand.csv"),
    ("plans", "plannen.csv"),
    ("participation", "participatie.csv"),
    ("budget", "budget.csv"),
    ("facilities", "voorzieningen.csv"),
    ("context", "kerncijfers.csv"),
    ("crime", "misdrijven.csv"),
    ("own_indicator", "eigen_indicator.csv"),
    ("interventions", "inzet.csv"),
    ("addresses", "adressen.csv"),
)
TOWN_SOURCES = (
    ("leefbaarometer", "leefbaarometer_*.csv"),
    ("areas", "gebieden.gpkg"),
    ("buildings", "panden.gpkg"),
)


@dataclass(frozen=True)
class Delivery:
    """What a run was asked to make."""

    out: Path
    calendar: Calendar
    seed: int
    load: int


def write_town(ground: Ground, delivery: Delivery) -> None:
    """Every file of the fictional town."""
    out = delivery.out
    figures = _write_records(ground, delivery)
    for name, (header, rows) in context.leefbaarometer(ground, figures).items():
        write_official(out / name, header, rows)
    elsewhere = context.leefbaarometer_elsewhere(np.random.default_rng([delivery.seed, 3]))
    write_official(out / "leefbaarometer_elders.csv", *elsewhere)
    _write_areas(ground, out / "gebieden.gpkg", delivery.calendar.reference_date.year)
    panden = ground.panden
    write_layer(
        out / "panden.gpkg",
        "pand",
        {
            "identificatie": panden.code,
            "bouwjaar": panden.built_year,
            "status": np.full(len(panden.code), "Pand in gebruik", dtype=object),
        },
        panden.geometry,
    )
    _write_monitor(delivery, names.CORPORATION, TOWN_SOURCES, "")


def write_on_real_ground(ground: Ground, delivery: Delivery, sources: Sequence[tuple[str, str]], invented: str) -> None:
    """The corporation's files only; areas, buildings and Leefbaarometer are the real ones, in `sources`."""
    figures = _write_records(ground, delivery)
    given = {kind for kind, _ in sources}
    if "leefbaarometer" not in given:
        for name, (header, rows) in context.leefbaarometer(ground, figures).items():
            write_official(delivery.out / name, header, rows)
        sources = (*sources, TOWN_SOURCES[0])
    name = f"Voorbeeldcorporatie in {ground.areas.municipality_name} (verzonnen)"
    _write_monitor(delivery, name, sources, invented)


def _write_records(ground: Ground, delivery: Delivery) -> context.AreaFigures:
    out, calendar = delivery.out, delivery.calendar
    out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([delivery.seed, 2])
    stock = make_stock(ground, calendar, rng)
    plants = truths.choose(stock)
    weight = burden(stock, rng)
    level = surveys.standing(weight)
    events = Events(stock, plants, calendar, weight, delivery.load, rng)
    contracts = tenancies.make_tenancies(stock, calendar, rng)
    figures = context.area_figures(stock, level, rng)

    def made() -> Iterator[tuple[str, Columns]]:
        """One at a time: at 600,000 homes and 30 times real volume all of them together take 9 GB."""
        yield "woningen.csv", stock_file(stock, rng)
        yield "overlastmeldingen.csv", events.complaints_file()
        yield "overlastzaken.csv", events.cases_file()
        yield "woonfraude.csv", events.fraud_file()
        yield "huurovereenkomsten.csv", tenancies.tenancies_file(stock, contracts)
        yield "leegstand.csv", tenancies.vacancies_file(stock, contracts, calendar)
        yield "advertenties.csv", tenancies.adverts_file(stock, contracts, calendar, rng)
        yield "huurdersenquete.csv", surveys.survey_file(stock, plants, calendar, level, rng)
        yield "complexbeoordeling.csv", surveys.staff_file(stock, calendar, level, rng)
        yield "huurachterstand.csv", surveys.arrears_file(stock, calendar, level, rng)
        yield "plannen.csv", context.plans_file(stock, calendar, rng)
        yield "participatie.csv", context.participation_file(stock, calendar, level, rng)
        yield "budget.csv", budget.budget_file(stock, calendar, level, np.random.default_rng([delivery.seed, 4]))
        yield "voorzieningen.csv", context.facilities_file(ground, rng)
        yield "eigen_indicator.csv", context.own_indicator_file(ground, calendar, rng)
        yield "inzet.csv", interventions_file(stock, plants, calendar, np.random.default_rng([delivery.seed, 3]))

    for name, columns in made():
        write_csv(out / name, columns)
        # Else it stays while the next one is made.
        columns.clear()
    write_csv(out / "adressen.csv", addresses_file(ground), dutch=False)
    write_statline(out / "kerncijfers.csv", *context.key_figures(ground, figures, calendar))
    write_statline(out / "misdrijven.csv", *context.crime(ground, figures, calendar, rng))
    planted = truths.truths_file(stock, plants, calendar)
    head = {
        "synthetic": True,
        "seed": delivery.seed,
        "load": delivery.load,
        "reference_date": calendar.reference_date.isoformat(),
        "homes": len(stock.code),
    }
    write_json(out / "truths.json", head | {"truths": planted})
    return figures


def addresses_file(ground: Ground) -> Columns:
    """adressen.csv: a register of addresses in the columns of BAG extracts."""
    addresses = ground.addresses
    count = len(addresses.code)
    return {
        "identificatie": addresses.code,
        "pandidentificatie": ground.panden.code[addresses.pand],
        "openbare_ruimte": ground.street_name[addresses.street],
        "openbare_ruimte_id": ground.street_code[addresses.street],
        "huisnummer": addresses.number,
        "huisletter": addresses.letter,
        "toevoeging": np.full(count, "", dtype=object),
        "postcode": addresses.postcode,
        "woonplaats": np.full(count, ground.areas.place, dtype=object),
        "status": np.full(count, "Verblijfsobject in gebruik", dtype=object),
        "gebruiksdoel": addresses.use,
        "x_m": addresses.x_m,
        "y_m": addresses.y_m,
    }


def _write_areas(ground: Ground, path: Path, year: int) -> None:
    areas = ground.areas
    path.unlink(missing_ok=True)
    count = len(areas.code)
    above = {
        "gemeentecode": np.full(count, areas.municipality_code, dtype=object),
        "gemeentenaam": np.full(count, areas.municipality_name, dtype=object),
        "jaar": np.full(count, year),
    }
    district = areas.district_code[areas.district]
    write_layer(
        path,
        "buurten",
        {"buurtcode": areas.code, "buurtnaam": areas.name, "wijkcode": district} | above,
        areas.geometry,
    )
    groups = [np.flatnonzero(areas.district == d) for d in range(len(areas.district_code))]
    write_layer(
        path,
        "wijken",
        {"wijkcode": areas.district_code, "wijknaam": areas.district_name}
        | {name: values[: len(groups)] for name, values in above.items()},
        np.array([shapely.union_all(areas.geometry[rows]) for rows in groups], dtype=object),
    )
    write_layer(
        path,
        "gemeenten",
        {name: values[:1] for name, values in above.items()},
        np.array([shapely.union_all(areas.geometry)], dtype=object),
    )


def _write_monitor(delivery: Delivery, name: str, sources: Sequence[tuple[str, str]], invented: str) -> None:
    settings: Settings = {
        "name": name,
        "reference_date": delivery.calendar.reference_date,
        "method": "bik",
        "synthetic": True,
        "privacy_contact": "privacy@woonstichting.example",
    }
    if delivery.load > 1:
        settings["load"] = delivery.load
    if invented:
        settings["invented"] = invented
    entries = [{"kind": kind, "path": path} for kind, path in (*STOCK_SOURCES, *sources)]
    write_toml(delivery.out / "monitor.toml", settings, entries)
