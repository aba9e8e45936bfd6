"""One source that came in: a line with its state, and behind it files, rejects, matching and records per quarter."""

from collections.abc import Iterable, Iterator

from dash import html
from dash.development.base_component import Component

from indicators.read_model import AbsentSource, Build, DeliveredFile, Delivery
from layouts._context import face
from layouts._own_files import rejects_of
from layouts._parts.attributes import attributes
from layouts._parts.document import scroller
from layouts._parts.quarter_bars import quarter_bars
from layouts._text import count, date, listing, long_date, months, number, percent

_NEARLY = 0.75
WAYS = {
    "bag_vbo": "op BAG-nummer",
    "dwelling_id": "op eenheidnummer",
    "address": "op adres",
    "address_loose": "op adres, anders geschreven",
    "postcode_number": "op postcode en huisnummer",
    "street": "op straat, huisnummer en plaats",
    "complex": "alleen complex bekend",
    "neighbourhood": "alleen buurt bekend",
    "area_code": "op code van het gebied",
    "name": "op naam van de buurt",
    "none": "plek onbekend",
}
"""How a place was found, in words."""
COLUMNS = ("Bron", "Loopt tot", "Gelezen", "Geweigerd", "Dubbel", "Plek gevonden", "Telt mee")


def state(delivery: Delivery) -> str:
    """How old it is, in one calm word or two."""
    if delivery.too_old:
        return "te oud"
    if delivery.age_months is None or delivery.max_age_months is None:
        return ""
    return "wordt oud" if delivery.age_months > _NEARLY * delivery.max_age_months else "actueel"


def unplaced_homes(came: Iterable[Delivery], absent: Iterable[AbsentSource]) -> Iterator[str]:
    """What to do where homes have no address and addresses were not delivered: without a place the map stays empty."""
    homes = sum(each.matches.get("none", 0) for each in came if each.kind == "stock")
    if homes and any(each.kind == "addresses" for each in absent):
        yield (
            f"Van {count(homes, 'woning', 'woningen')} is het adres niet gevonden, want de adressen (BAG) zijn niet geleverd: een "
            "complex zonder adres of BAG-pand ligt in geen buurt en niet op de kaart. Ze zijn open data: buurtlicht fetch "
            "buildings haalt ze op."
        )


def delivery_row(delivery: Delivery, build: Build, *, opened: bool) -> Component:
    """A line that opens."""
    line = html.Summary(
        [
            html.Span(className="chev", **attributes(aria_hidden="true")),
            html.Span([html.B(delivery.title), html.Small(delivery.owner or count(delivery.file_count, "bestand", "bestanden"))], className="nm"),
            html.Span(_until(delivery, build), className="when"),
            _figure("gelezen", number(delivery.rows_read)),
            _figure("geweigerd", number(delivery.rejected) if delivery.rejected else "geen", strong=delivery.rejected > 0),
            _figure("dubbel", number(delivery.duplicates) if delivery.duplicates else "geen"),
            _figure("plek gevonden", percent(delivery.matched_share, 1)),
            _figure("telt mee", percent(delivery.weight) if delivery.weight else "–"),
        ],
        className="dline",
    )  # fmt: skip
    return html.Details(
        [line, _detail(delivery, build)],
        className="delivery",
        id=f"bron-{delivery.kind}",
        open=opened,
        **attributes(data_source=delivery.kind),
    )


def _figure(word: str, value: str, *, strong: bool = False) -> Component:
    return html.Span([html.Span(f"{word} ", className="lbl"), html.B(value) if strong else value], className="fig")


def _until(delivery: Delivery, build: Build) -> list[Component | str]:
    until = delivery.period_until
    if until is None:
        return [html.Span("zonder datum", className="mut")]
    if until > build.reference_date:
        return [date(until), html.Small("na de peildatum")]
    word = state(delivery)
    age = f"{months(delivery.age_months)} oud" if delivery.age_months else ""
    said = html.B(word) if word == "te oud" else word
    return [date(until), html.Small([said, " · " if word and age else "", age])]


def _detail(delivery: Delivery, build: Build) -> Component:
    return html.Div(
        [
            html.P(_sentence(delivery, build), className="lead sub"),
            html.Div([part for part in (_quarters(delivery), _matching(delivery), _files(delivery), _rejects(delivery)) if part is not None], className="dparts"),
        ],
        className="ddetail",
    )  # fmt: skip


def _sentence(delivery: Delivery, build: Build) -> str:
    """What this delivery means for the lights."""
    said = []
    if delivery.max_age_months is None:
        said.append("Op deze bron rust geen indicator: hij geeft de kaart en de woningen hun plaats, of staat erbij.")
    elif delivery.too_old:
        said.append(
            f"De laatste gegevens zijn van {long_date(delivery.period_until or build.reference_date)}. Dat is ouder dan "
            f"{months(delivery.max_age_months)}: ze tellen niet meer mee."
        )
    else:
        said.append(f"Deze gegevens tellen mee tot ze {months(delivery.max_age_months)} oud zijn.")
    if delivery.weight:
        said.append(f"Ze bepalen {percent(delivery.weight)} van de score.")
    elif delivery.max_age_months is not None:
        said.append("Ze staan erbij en bepalen de score niet.")
    return " ".join(said)


def _quarters(delivery: Delivery) -> Component | None:
    if not delivery.quarters:
        return None
    return html.Section([html.H3("Per kwartaal"), quarter_bars(delivery.quarters, delivery.title)], className="wide")


def _matching(delivery: Delivery) -> Component | None:
    total = sum(delivery.matches.values())
    if not total:
        return None
    rows = [
        html.Li(
            [
                html.Span(WAYS[method]),
                html.Span(
                    html.I(style={"width": f"{rows / total:.1%}"}), className="meter", **attributes(aria_hidden="true")
                ),
                html.Span([number(rows), html.Small(f" {percent(rows / total, 1)}")], className="num"),
            ]
        )
        for method, rows in delivery.matches.items()
    ]
    note = (
        "Wat alleen per complex bekend is, telt bij het complex en hoger, nooit bij een gebouw of straat."
        if "complex" in delivery.matches
        else ""
    )
    return html.Section(
        [html.H3("Hoe de plek is gevonden"), html.Ul(rows, className="meters"), html.P(note, className="xs mut")]
    )


def _files(delivery: Delivery) -> Component | None:
    if not delivery.files:
        return None
    head = html.Thead(
        html.Tr(
            [
                html.Th("Bestand", scope="col"),
                html.Th("Geleverd op", scope="col"),
                *[
                    html.Th(word, className="r", scope="col")
                    for word in ("Gelezen", "Aangenomen", "Geweigerd", "Dubbel")
                ],
            ]
        )
    )
    rows = [
        html.Tr(
            [
                html.Td([file.file, html.Small([file.form, _stands(file)])], className="filename"),
                html.Td(date(file.delivered_on) if file.delivered_on else "–"),
                *[
                    html.Td(number(amount), className="r")
                    for amount in (file.rows_read, file.accepted, file.rejected, file.duplicates)
                ],
            ]
        )
        for file in delivery.files
    ]
    dropped = [
        html.P(f"{file.file}: {_dropped(file.dropped_columns)}", className="xs mut")
        for file in delivery.files
        if file.dropped_columns and file.verdict != "replaced"
    ]
    table = html.Table([head, html.Tbody(rows)], className="nw two")
    return html.Section([html.H3("Bestanden"), scroller(table, f"Bestanden van {delivery.title}"), *dropped])


def _stands(file: DeliveredFile) -> str:
    """What became of a file that is no longer at its path."""
    if file.verdict == "kept" and not file.counting:
        return " · niet meer aangeleverd, en alle rijen zijn op verzoek verwijderd"
    if file.verdict == "kept":
        return f" · niet meer aangeleverd, {count(file.counting, 'rij telt', 'rijen tellen')} nog mee"
    return " · vervangen door een nieuwere levering" if file.verdict == "replaced" else ""


def _dropped(columns: tuple[str, ...]) -> str:
    names = listing([f"‘{column}’" for column in columns])
    return f"de kolom {names} is niet bewaard." if len(columns) == 1 else f"de kolommen {names} zijn niet bewaard."


def _rejects(delivery: Delivery) -> Component | None:
    if not delivery.rejects:
        if delivery.rejected:
            return None
        return html.Section([html.H3("Geweigerde rijen"), html.P("Er is geen rij geweigerd.", className="sub")])
    head = html.Thead(
        html.Tr(
            [
                html.Th("Rijen", className="r", scope="col"),
                html.Th("Reden", scope="col"),
                html.Th("Bestand", scope="col"),
            ]
        )
    )
    rows = [
        html.Tr(
            [
                html.Td(number(reject.rows), className="v"),
                html.Td(reject.reason, className="wrap"),
                html.Td(reject.file),
            ]
        )
        for reject in delivery.rejects
    ]
    table = html.Table([head, html.Tbody(rows)], className="nw rejects")
    files = [
        html.Li(html.A(f"Download {name}", href=address, className="sm", download=name))
        for name, address in rejects_of(face().rejects, delivery.kind)
    ]
    note = "Elke rij met nummer, kolom en reden; waarden zijn onherkenbaar gemaakt."
    return html.Section(
        [
            html.H3("Geweigerde rijen"),
            scroller(table, f"Geweigerde rijen van {delivery.title}"),
            *([html.Ul(files, className="plain rejectfiles"), html.P(note, className="xs mut")] if files else []),
        ]
    )
