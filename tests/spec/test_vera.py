"""The same facts, once as CSV and once as VERA JSON, are the same warehouse."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data.configuration import IngestRules, SourceEntry
from data.errors import CallerMistakeError, InputRefusedError
from ingest.discovery import source_of
from ingest.macros import prepare
from ingest.reading.file import read_file
from ingest.reading.vera_codes import load_reference
from tests.corporation import csv, deliver, rows, run

STOCK = """
    Eenheidnummer | Complexnummer | Complexnaam | Straat      | Huisnummer | Toevoeging | Postcode | Plaats | Woningtype    | BAG pand         | Bouwjaar | In exploitatie
    1             | A             | De Aa       | Dorpsstraat | 1          |            | 1234AB   | Dorp   | tussenwoning  | 9901100000000001 | 1960     | 01-01-1961
    2             | A             | De Aa       | Dorpsstraat | 3          |            | 1234AB   | Dorp   | hoekwoning    | 9901100000000002 | 1960     | 01-01-1961
    3             | B             | De Bb       | Dorpsstraat | 5          | 2          | 1234AB   | Dorp   | portiekflat   | 9901100000000003 |          |
    4             | B             | De Bb       | Kerkpad     | 2          |            | 1234AC   | Dorp   | galerijflat   | 9901100000000004 |          |
"""
CASES = """
    Zaaknummer | Geopend    | Gesloten   | Laatste actie | Status      | Eenheidnummer | Complexnummer | Soort overlast
    Z1         | 01-02-2026 |            | 02-02-2026    | open        | 1             |               | geluid
    Z2         | 02-02-2026 | 05-03-2026 | 05-03-2026    | gesloten    | 2             |               | vervuiling
    Z3         | 03-02-2026 |            |               | geannuleerd | 2             |               | geluid
    Z4         | 04-02-2026 |            |               | open        |               | B             | jeugd
    Z5         | 05-02-2026 |            |               | open        | 3             |               | overig
"""
COMPLAINTS = """
    Meldingnummer | Meldingsdatum | Registratiedatum | Eenheidnummer | Complexnummer | Soort overlast | Zaaknummer | Melder
    Z1            | 01-02-2026    |                  | 1             |               | geluid         | Z1         |
    D1            | 06-02-2026    | 07-02-2026       | 2             |               | vervuiling     | Z2         | RELATIE70077
    Z4            | 04-02-2026    |                  |               | B             | jeugd          | Z4         |
    Z5            | 05-02-2026    |                  | 3             |               | overig         | Z5         |
"""
TENANCIES = """
    Contractnummer | Eenheidnummer | Ingangsdatum | Opzegdatum | Einddatum  | Reden einde
    H1             | 1             | 01-03-2015   | 01-12-2025 | 31-01-2026 | overlijden
    H2             | 1             | 01-03-2026   |            |            |
    H3             | 3             | 01-03-2020   |            | 01-04-2026 | woningruil
"""
SURVEY = """
    Antwoordnummer | Datum      | Eenheidnummer | Complexnummer | Vraag | Cijfer
    A1             | 10-03-2026 |               | A             | buurt | 7
    A2             | 11-03-2026 | 3             |               | buurt |
    K1             | 12-03-2026 | 4             |               | buurt | 6,5
"""


def _ref(code: str, name: str = "") -> dict[str, str]:
    return {"code": code, "naam": name or code}


def _unit(number: str, cluster: str, kind: str, pand: str, address: dict[str, str], **more: object) -> dict[str, Any]:
    empty = {"huisletter": "", "huisnummerToevoeging": ""}
    return {
        "id": f"uuid-{number}",
        "code": number,
        "soort": _ref("WOO", "Woonruimte"),
        "detailSoort": _ref(kind),
        "adres": {**empty, **address, "woonplaats": {"naam": "DORP"}},
        "adresseerbaarObjectBasisregistratie": {"bagIdentificatie": "", "bagPandenBasisregistratie": []},
        "panden": [{"soort": _ref("MGW"), "idGegevensbeheerder": pand}, {"idGegevensbeheerder": "PND-9"}],
        "clusters": [
            {"id": f"uuid-{cluster}", "code": cluster, "naam": f"De {cluster}{cluster.lower()}", "soort": _ref("FIN")},
            {"code": "X", "naam": "Noord", "soort": _ref("RAY")},
        ],
        **more,
    }


def _address(street: str, number: str, postcode: str, **more: str) -> dict[str, str]:
    return {"straatnaam": street, "huisnummer": number, "postcode": postcode, **more}


def _case(number: str, began: str, detail: str, **more: object) -> dict[str, Any]:
    kind = {"soort": _ref("SOC"), "detailSoort": _ref(detail)}
    return {
        "id": f"uuid-{number}",
        "code": number,
        "begindatum": began,
        "zaaktype": kind,
        "omschrijving": "Jan",
        **more,
    }


def _status(code: str, day: str) -> dict[str, Any]:
    return {"soort": _ref(code), "begindatum": f"{day}T10:00:00Z", "toelichting": "belde woedend op"}


UNITS: list[dict[str, Any]] = [
    _unit("1", "A", "TUS", "9901100000000001", _address("Dorpsstraat", "1", "1234 ab"), bouwjaar=1960, inExploitatiedatum="1961-01-01"),
    _unit("2", "A", "HOE", "9901100000000002", _address("Dorpsstraat", "3", "1234AB"), beginBouwdatum="1960-05-01", inExploitatiedatum="1961-01-01"),
    _unit("3", "B", "POF", "9901100000000003", _address("Dorpsstraat", "5", "1234AB", huisnummerToevoeging="2")),
    _unit("4", "B", "GAL", "9901100000000004", _address("Kerkpad", "2", "1234AC")),
    {"id": "uuid-G", "code": "G", "soort": _ref("PAR"), "adres": {}},
]  # fmt: skip
ZAKEN = [
    _case("Z1", "2026-01-31T23:30:00Z", "GEL", zaakstatussen=[_status("INB", "2026-02-02"), _status("AAN", "2026-02-01")], eenheden=[{"id": "uuid-1"}]),
    _case("Z2", "2026-02-02T10:00:00Z", "VUIL", einddatum="2026-03-05T09:00:00Z", zaakstatussen=[_status("AAN", "2026-02-02"), _status("GES", "2026-03-05")], eenheden=["https://vera.example/eenheden/uuid-2"], deelzaken=[{"code": "D1"}]),
    _case("D1", "2026-02-06T10:00:00Z", "VUI", registratiedatum="2026-02-07T10:00:00Z", isDeelzaakVan={"code": "Z2"}, eenheden=[{"code": "2"}, {"code": "G"}],
          rollen=[{"soort": _ref("BEK"), "relatie": {"id": "RELATIE90099"}}, {"soort": _ref("MEL"), "relatie": {"id": "RELATIE70077", "naam": "Jansen"}}]),
    _case("Z3", "2026-02-03T10:00:00Z", "GEL", zaakstatussen=[_status("GEA", "2026-02-04")], eenheden=[{"code": "2"}]),
    _case("Z4", "2026-02-04T10:00:00Z", "", clusters=["https://vera.example/clusters/uuid-B"]),
    _case("Z5", "2026-02-05T10:00:00Z", "PSY", eenheden=[{"code": "3"}], zaakstatussen=[]),
    {"code": "F1", "begindatum": "2026-02-05T10:00:00Z", "zaaktype": {"soort": _ref("WOO"), "detailSoort": _ref("ONR")}, "eenheden": [{"code": "3"}]},
    {"code": "F2", "begindatum": "2026-02-05T10:00:00Z", "zaaktype": {"soort": _ref("FIN"), "detailSoort": _ref("HUA")}, "eenheden": [{"code": "3"}]},
]  # fmt: skip
ZAKEN[4]["zaaktype"] = {"soort": _ref("OMG", "Omgevingsoverlast")}
CONTRACTS: list[dict[str, Any]] = [
    {"code": "H1", "soort": _ref("HUU"), "begindatum": "2015-03-01", "opzegdatum": "2025-12-01", "einddatum": "2026-01-31", "eenheden": [{"code": "1"}], "eindeReden": _ref("ONT"), "eindeDetailReden": _ref("OVE")},
    {"code": "H2", "soort": _ref("HUU"), "begindatum": "2026-03-01", "einddatum": "", "eenheden": [{"code": "1"}, {"code": "G"}], "relaties": [{"id": "RELATIE70077"}]},
    {"code": "H3", "soort": _ref("HUU"), "begindatum": "2020-03-01", "einddatum": "2026-04-01", "eenheden": ["/eenheden/uuid-3"], "eindeDetailReden": _ref("WON")},
    {"code": "H4", "soort": _ref("HUU"), "status": _ref("VOO"), "begindatum": "2026-03-01", "eenheden": [{"code": "2"}]},
]  # fmt: skip
ANSWERS: list[dict[str, Any]] = [
    {"id": "O1", "opdracht": {"id": "V1"}, "antwoorden": [
        {"id": "A1", "antwoord": "7", "vraag": {"onderwerp": _ref("BUU")}},
        {"id": "A9", "antwoord": "De buurman schreeuwt", "vraag": {"onderwerp": _ref("BUM")}}]},
    {"id": "O2", "opdracht": {"id": "V2"}, "antwoorden": [{"id": "A2", "antwoord": "weet niet", "vraag": {"onderwerp": _ref("BUU")}}]},
]  # fmt: skip
RATINGS: list[dict[str, Any]] = [
    {"id": "K1", "datumReactie": "2026-03-12", "beoordelingsWaarde": "6,5", "kwaliteitsmetingsverzoek": {"id": "V3"}}
]
REQUESTS: list[dict[str, Any]] = [
    {"id": "V3", "soort": _ref("WOO", "Woonomgeving"), "eenheid": {"code": "4"}, "teEnqueterenRelatie": {"id": "RELATIE70077", "naam": "Jansen"}},
]  # fmt: skip
ORDERS: list[dict[str, Any]] = [
    {"id": "V1", "antwoorddatum": "2026-03-10", "extraAttributen": {"complex": "A"}},
    {"id": "V2", "antwoorddatum": "2026-03-11", "postadres": _address("", "5-2", "1234AB")},
]
FACTS = {
    "dim_dwelling": "dwelling_id, complex_id, complex_name, building_id, neighbourhood_id, dwelling_type, built_year, in_service_on, bag_pand_id",
    "fct_case": "*",
    "fct_complaint": "*",
    "fct_tenancy": "*",
    "fct_survey_answer": "answer_id, place_key, answered_on, question, mark",
    "fct_stock": "*",
    "map_place_area": "*",
}


def _pages(objects: list[dict[str, Any]]) -> bytes:
    return json.dumps(objects, ensure_ascii=False).encode()


def _add(monitor: Path, kind: str, setting: str) -> None:
    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(text.replace(f'kind = "{kind}"\n', f'kind = "{kind}"\n{setting}\n'), encoding="utf-8")


def _vera(folder: Path) -> Path:
    zaken = _pages(ZAKEN)
    monitor = deliver(
        folder,
        stock__1=_pages(UNITS[:2]),
        stock__2=_pages(UNITS[2:]),
        cases=zaken,
        complaints=zaken,
        housing_fraud=zaken,
        tenancies=_pages(CONTRACTS),
        survey__1=_pages(ANSWERS),
        survey__2=_pages(RATINGS),
        survey_requests__1=_pages(REQUESTS),
        survey_requests__2=_pages(ORDERS),
    )
    text = monitor.read_text(encoding="utf-8").split('[[source]]\nkind = "stock"\npath = "stock.csv"\n')
    monitor.write_text("".join(text), encoding="utf-8")
    _add(monitor, "stock", 'cluster_kind = "FIN"')
    _add(monitor, "survey_requests", 'columns = { complex_id = "extraAttributen.complex" }')
    return monitor


def test_csv_and_vera_deliveries_of_the_same_facts_are_the_same_warehouse(tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    (tmp_path / "vera").mkdir()
    drawn = deliver(
        tmp_path / "csv", stock=STOCK, cases=CASES, complaints=COMPLAINTS, tenancies=TENANCIES, survey=SURVEY
    )
    vera = _vera(tmp_path / "vera")
    (tmp_path / "vera" / "var").mkdir()
    run(drawn)
    (tmp_path / "vera" / "var" / "secret").write_bytes((tmp_path / "csv" / "var" / "secret").read_bytes())
    report = run(vera)
    assert [(file.file, file.rejected, file.reasons) for file in report.files if file.rejected] == []
    for table, columns in FACTS.items():
        query = f"select {columns} from {table} order by all"
        assert rows(vera, query) == rows(drawn, query), table
    assert rows(vera, "select fraud_id, kind, confirmed, place_key is not null from fct_housing_fraud") == [
        ("F1", "onrechtmatige bewoning", None, True)
    ]

    # Nobody is read from VERA: no name, no number of a melder or beklaagde (long ones: a few letters stand in any file by chance), no free text.
    content = (tmp_path / "vera" / "var" / "warehouse.duckdb").read_bytes() + b"".join(
        path.read_bytes() for path in (tmp_path / "vera" / "var" / "deliveries").rglob("*") if path.is_file()
    )
    for text in ("Jansen", "RELATIE70077", "RELATIE90099", "buurman", "belde woedend op"):
        assert text.encode() not in content
    cases = next(file for file in report.files if file.kind == "cases")
    assert cases.dialect["passed_over"] == "FIN 1, WOO 1, met isDeelzaakVan 1"
    assert "omschrijving" in cases.dropped_columns
    assert rows(vera, "select count(*), count(reporter_hash) from fct_complaint") == [(4, 1)]


REFERENCE = """
    Soort               | Code | Naam       | Omschrijving | Begindatum | Einddatum  | Parent            | Informatiedomein
    ZAAKTYPEDETAILSOORT | OUD  | Oud soort  | VERVALLEN    | 14-02-205  | 31-01-2025. | ZAAKTYPESOORT.SOC | Dossier
    ZAAKTYPEDETAILSOORT | DUB  | Dubbel     | VERVALLEN    |            | 22-11-24   | ZAAKTYPESOORT.SOC | Dossier
    ZAAKTYPEDETAILSOORT | DUB  | Dubbel     |              |            |            | ZAAKTYPESOORT.SOC | Dossier
"""
ODD = [
    _case("Z1", "2026-02-01T10:00:00Z", "GEL", eenheden=[{"code": "1"}]),
    _case("Z2", "2026-02-01T10:00:00Z", "OUD", eenheden=[{"code": "1"}]),
    _case("Z3", "2026-02-01T10:00:00Z", "XQZ", eenheden=[{"code": "1"}]),
    _case("Z4", "2026-02-01T10:00:00Z", "DUB", eenheden=[{"code": "1"}]),
    _case("Z5", "2026-02-01T10:00:00Z", "PSY", eenheden=[{"code": "1"}, {"code": "2"}]),
]


def _read(path: Path, content: bytes, query: str, reference: Path | None = None) -> list[tuple[object, ...]]:
    path.write_bytes(content)
    with duckdb.connect() as con:
        prepare(con, b"key")
        load_reference(con, [reference] if reference else [])
        read_file(con, path, path.name, source_of("cases"), SourceEntry(kind="cases", path=path.name), IngestRules())
        return con.execute(query).fetchall()


def test_reference_data_tells_what_is_wrong_with_a_code(tmp_path: Path) -> None:
    told = "select row, split_part(reason, '.', 1) from reject_parts order by row"
    known = "Buurtlicht kent de code {} van de VERA-lijst ZAAKTYPEDETAILSOORT niet"
    page = tmp_path / "zaken.json"
    expected: list[tuple[object, ...]] = [
        (row, known.format(code)) for row, code in ((2, "OUD"), (3, "XQZ"), (4, "DUB"))
    ]
    assert _read(page, _pages(ODD), told) == expected
    reference = tmp_path / "Referentiedata.csv"
    reference.write_text(csv(REFERENCE), encoding="utf-8")
    assert _read(page, _pages(ODD), told, reference) == [
        (2, "De code OUD (Oud soort) van de VERA-lijst ZAAKTYPEDETAILSOORT is vervallen (31-01-2025)"),
        (3, "De code XQZ staat niet in de VERA-lijst ZAAKTYPEDETAILSOORT"),
        (4, "De code DUB (Dubbel) van de VERA-lijst ZAAKTYPEDETAILSOORT gebruikt Buurtlicht hier niet"),
    ]


def test_kinds_that_tell_about_health_need_an_arrangement(tmp_path: Path) -> None:
    monitor = deliver(tmp_path, cases=_pages(ODD), vera_reference=REFERENCE)
    run(monitor)
    query = "select kind, level, code from fct_case join dim_place using (place_key) where case_id = 'Z5'"
    assert rows(monitor, query) == [("other", "complex", "A")]
    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(f'{text}[arrangements]\nhealth_kinds = "convenant 2026"\n', encoding="utf-8")
    run(monitor)
    assert rows(monitor, query) == [("mental_health", "complex", "A")]


def test_clusters_tell_the_complex_of_a_home_that_does_not(tmp_path: Path) -> None:
    units = [{**unit, "clusters": []} for unit in UNITS]
    clusters = [
        {"id": "uuid-A", "code": "A", "naam": "De Aa", "soort": _ref("FIN"), "eenheden": [{"id": "uuid-1"}, "/eenheden/2"]},
        {"id": "uuid-B", "code": "B", "naam": "De Bb", "soort": _ref("FIN"), "eenheden": [{"code": "3"}]},
        {"id": "uuid-N", "code": "N", "naam": "Noord", "soort": _ref("RAY"), "eenheden": [{"code": "3"}, {"code": "4"}]},
    ]  # fmt: skip
    monitor = deliver(tmp_path, stock__1=_pages(units), clusters=_pages(clusters))
    text = monitor.read_text(encoding="utf-8")
    monitor.write_text(text.replace('[[source]]\nkind = "stock"\npath = "stock.csv"\n', ""), encoding="utf-8")
    with pytest.raises(CallerMistakeError, match=r"1 eenheden liggen in meer clusters, .* FIN, RAY\. .*cluster_kind"):
        run(monitor)
    _add(monitor, "clusters", 'cluster_kind = "FIN"')
    run(monitor)
    assert rows(monitor, "select dwelling_id, complex_id, complex_name from dim_dwelling order by 1") == [
        ("1", "complex:A", "De Aa"),
        ("2", "complex:A", "De Aa"),
        ("3", "complex:B", "De Bb"),
        ("4", None, None),
    ]


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b'[{"code": "Z1", "zaaktype": {', CallerMistakeError, r"cases\.json is geen volledige JSON: .* regel 1"),
        (_pages(CONTRACTS), InputRefusedError, r"cases\.json \(Overlastzaken\) bevat geen zaken"),
        (b'[{"zaaktype": 1}, 2]', InputRefusedError, "geen lijst van VERA-objecten"),
    ],
)
def test_json_that_is_no_page_of_cases_is_refused(
    tmp_path: Path, content: bytes, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        run(deliver(tmp_path, cases=content))


@pytest.mark.parametrize(
    ("page", "cases"), [(ODD[0], ["Z1"]), ({"total": 1, "items": [ODD[4]]}, ["Z5"]), ([], []), ([ODD[0]] * 2, ["Z1"])]
)
def test_a_page_may_be_one_object_or_stand_in_an_envelope(tmp_path: Path, page: object, cases: list[str]) -> None:
    got = _read(tmp_path / "zaken.json", json.dumps(page).encode(), "select case_id from accepted_parts")
    assert [case for (case,) in got] == cases


def test_a_dossier_with_own_case_types_and_a_path_that_is_never_filled(tmp_path: Path) -> None:
    flat: list[dict[str, Any]] = [
        {"id": "1", "zaaktype": "/zaaktypen/OVL", "begindatum": "2026-02-01T10:00:00Z", "eenheden": ["/eenheden/1"]},
        {"id": "2", "zaaktype": {"code": "HUURPL"}, "begindatum": "2026-02-01T10:00:00Z", "eenheden": ["/eenheden/1"]},
        {"id": "3", "zaaktype": {"code": "FRD"}, "begindatum": "2026-02-01T10:00:00Z", "eenheden": ["/eenheden/1"]},
    ]
    monitor = deliver(tmp_path, cases=_pages(flat), housing_fraud=_pages(flat))
    _add(monitor, "cases", 'values = { kind = { OVL = "noise", HUURPL = "overslaan", FRD = "overslaan" } }')
    _add(monitor, "housing_fraud", 'values = { kind = { FRD = "onrechtmatige bewoning" } }')
    report = {file.kind: file for file in run(monitor).files}
    assert rows(monitor, "select case_id, kind, status from fct_case") == [("1", "noise", "open")]
    assert rows(monitor, "select fraud_id, kind from fct_housing_fraud") == [("3", "onrechtmatige bewoning")]
    assert report["cases"].dialect["passed_over"] == "FRD 1, HUURPL 1"
    _add(monitor, "cases", 'columns = { team = "extraAttributen.team" }')
    cases = next(file for file in run(monitor).files if file.kind == "cases")
    assert cases.dialect["never_filled"] == "team (extraAttributen.team)"
