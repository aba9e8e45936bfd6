"""The tables of the slides: the parts, what changed, what asks attention, and the agreements."""

from collections.abc import Mapping, Sequence

from data.vocabulary import DUTCH_CERTAINTIES, DUTCH_LEVELS
from indicators.read_model import Change, Score, ScoredArea
from layouts._exports.gathering import Gathering
from layouts._exports.slides.parts import Cell, Deck, Heading, Table
from layouts._exports.tables.sheet import light_text
from layouts._text import capital, number, quarter, signed, spread

_MOST_ASKING = 30


_WIDE = 72
"""Characters of a reason that fit on a line."""


def parts_table(deck: Deck, met: Gathering, notes: str) -> None:
    """Score, light and change of each part."""
    one, many = DUTCH_LEVELS[met.parts_level]
    headings = [
        Heading(capital(one), 26), Heading("Woningen", 14, right=True), Heading("Stoplicht", 26), Heading("Score", 8, right=True),
        Heading("Marge", 12, right=True), Heading("Was", 18), Heading("Verschil", 10, right=True), Heading("Toets", 20),
    ]  # fmt: skip
    rows = [_part_row(each) for each in met.parts]
    deck.table(capital(many), notes, Table(headings, rows, f"Er zijn hier geen {many} met een stoplicht.", f"Tabel van {many} met hun stoplicht, score en verandering."))  # fmt: skip


def _part_row(each: Change | ScoredArea) -> list[Cell]:
    after = each.after if isinstance(each, Change) else each.score
    before = each.before if isinstance(each, Change) else None
    difference = each.difference if isinstance(each, Change) else None
    margin = "–" if after.lower is None or after.upper is None else spread(after.lower, after.upper, 1)
    return [
        Cell(each.area.name, strong=True),
        Cell(number(each.area.homes), right=True),
        _light(after),
        Cell(number(after.score, 1), right=True),
        Cell(margin, right=True),
        _light(before, certainty=False) if before else Cell("–"),
        Cell("–" if difference is None else signed(difference, 1), right=True),
        Cell(_tested(each)),
    ]


def _tested(each: Change | ScoredArea) -> str:
    if not isinstance(each, Change) or each.excludes is None:
        return "niet te toetsen"
    return "meer dan de marge" if each.excludes else "kan toeval zijn"


def changes_tables(deck: Deck, met: Gathering, notes: str) -> None:
    """What went worse and what went better; nothing where there is no earlier quarter."""
    if met.since == met.quarter:
        return
    one, many = DUTCH_LEVELS[met.places_level]
    headings = [
        Heading(capital(one), 26), Heading("Woningen", 12, right=True), Heading("Van", 20), Heading("Naar", 24),
        Heading("Score", 14, right=True), Heading("Toets", 22),
    ]  # fmt: skip
    lead = f"Sinds het {quarter(met.since)}. Een kleur verandert pas als de nieuwe duidelijk waarschijnlijker is"
    if not met.worse and not met.better:
        none = "Geen enkel stoplicht ging achteruit of vooruit."
        deck.table("Achteruit en vooruit", notes, Table(headings, [], none, ""), lead)
    for title, moved, other in (
        ("Achteruit", met.worse, "" if met.better else ". Geen enkel stoplicht ging vooruit"),
        ("Vooruit", met.better, "" if met.worse else ". Geen enkel stoplicht ging achteruit"),
    ):
        if not moved:
            continue
        rows = [
            [
                Cell(each.area.name, strong=True), Cell(number(each.area.homes), right=True), _light(each.before, certainty=False), _light(each.after),
                Cell(_moved(each), right=True), Cell(_tested(each)),
            ]
            for each in moved
        ]  # fmt: skip
        deck.table(title, notes, Table(headings, rows, "", f"Tabel van {many} waarvan het stoplicht {title.lower()} ging."), lead + other)  # fmt: skip


def _moved(each: Change) -> str:
    if each.before.score is None and each.after.score is None:
        return "–"
    return f"{number(each.before.score, 1)} → {number(each.after.score, 1)}"


def asking_table(deck: Deck, met: Gathering, verdicts: Mapping[str, str], untested: str, notes: str) -> None:
    """The places with red or orange, with why and with the verdict (area id → words) of professionals, or that it is `untested`."""
    one, many = DUTCH_LEVELS[met.places_level]
    headings = [Heading(capital(one), 24), Heading("Woningen", 12, right=True), Heading("Stoplicht", 24), Heading("Waarom", 56), Heading("Oordeel van de professional", 26)]  # fmt: skip
    rows = []
    left_out = len(met.asking) - _MOST_ASKING
    for place in met.asking[:_MOST_ASKING]:
        why = _why(place.score.reason)
        said = verdicts.get(place.area.area_id, untested)
        known = {None, "", met.area.name, place.area.name}
        where = f"\n{place.area.neighbourhood}" if place.area.neighbourhood not in known else ""
        lines = max(2 if where else 1, -(-len(why) // _WIDE), -(-len(said) // 28))
        rows.append([Cell(place.area.name + where, lines=lines), Cell(number(place.area.homes), right=True), _light(place.score), Cell(why), Cell(said)])  # fmt: skip
    more = f"; nog {number(left_out)} staan in het werkboek" if left_out > 0 else ""
    table = Table(headings, rows, f"Er zijn geen {many} met rood of oranje.", f"Tabel van {many} die aandacht vragen, met de reden.", size=11)  # fmt: skip
    deck.table("Deze plekken vragen aandacht", notes, table, f"{capital(many)} met rood of oranje, ernst eerst{more}")


def agreements_tables(deck: Deck, agreements: Sequence[Sequence[str]], notes: str) -> None:
    """What was agreed before and how it went (what, who, when, state), and an empty table to fill in."""
    if agreements:
        before = [Heading("Afspraak", 40), Heading("Wie", 18), Heading("Wanneer", 14), Heading("Hoe het ging", 34)]
        rows = [[Cell(text, lines=max(1, -(-max(map(len, row)) // 44))) for text in row] for row in agreements]
        deck.table("Wat we eerder afspraken", notes, Table(before, rows, "", "Tabel van eerdere afspraken."))
    headings = [Heading("Wat spreken we af?", 40), Heading("Wie", 16), Heading("Wanneer klaar", 14), Heading("Waaraan zien we dat het werkt?", 34)]  # fmt: skip
    rows = [[Cell(" ", lines=2) for _ in headings] for _ in range(6)]
    table = Table(headings, rows, "", "Lege tabel om afspraken in te vullen.")
    deck.table("Afspraken", notes, table, "Vul samen in. Noem de plek, de partij en de datum")


def _light(score: Score, *, certainty: bool = True) -> Cell:
    sure = f", {DUTCH_CERTAINTIES[score.certainty]}" if certainty and score.certainty else ""
    return Cell(light_text(score.light) + sure, score.light)


def _why(reason: str) -> str:
    """What is behind the colour, which the column before says already."""
    bold, _, normal = reason.partition("\n")
    head, colon, rest = bold.partition(": ")
    told = capital(rest) if colon and head.split(",")[0].lower() in {"groen", "oranje", "rood"} else bold
    return f"{told} {normal}".strip()
