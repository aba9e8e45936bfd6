"""Sheets → a workbook: a front sheet, then a sheet per table with frozen header, filter and typed cells."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from data.vocabulary import LIGHTS, Light
from layouts._exports.tables.sheet import INHERITED, Column, Kind, Sheet, light_text
from layouts._exports.tables.sheet_stream import (
    FORMULA_STARTS,
    StreamedSheet,
    alike_cells,
    date_cells,
    each_different,
    known_cells,
    number_cells,
    style,
)
from layouts._parts.states import MEANINGS
from layouts._text import count
from layouts._theme import palette

FONT = "Arial"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_DATE = "dd-mm-yyyy"
_LEAST_WIDTH, _ROW = 6, 16
_FRONT = "Voorblad"
_FITS_A_PAGE = 240
"""Characters of a landscape page in which one can still read a table."""


@dataclass(frozen=True)
class Front:
    """What the first sheet says."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str | dt.date]]
    sentences: Sequence[str]
    link: str
    footer: str
    """On every printed page."""
    author: str


def write_workbook(path: Path, front: Front, sheets: Sequence[Sheet]) -> None:
    """Write a workbook. Raises ValueError where the columns of a sheet differ in length, or a figure is not finite."""
    for sheet in sheets:
        if any(len(column.values) != sheet.rows for column in sheet.columns):
            raise ValueError(f"the columns of sheet {sheet.name} differ in length")
    # Dates of files inside the archive are fixed by xlsxwriter; the date of making is on the front sheet.
    with Workbook(str(path), _OPTIONS | {"in_memory": True}) as book:
        book.set_properties({"title": front.title, "author": front.author, "subject": front.subtitle})
        book.set_calc_mode("auto")
        looks = Looks(book)
        _write_front(book.add_worksheet(_FRONT, StreamedSheet), front, sheets, looks)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name, StreamedSheet), sheet, front, looks)


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.colours = {name: colour for name, colour in palette("light").items() if colour.startswith("#")}

    def __call__(self, **properties: Any) -> Format:  # noqa: ANN401  what xlsxwriter takes
        """The format with these properties; the font and top alignment are the same everywhere."""
        given = {"font_name": FONT, "font_size": 10, "valign": "top", "font_color": self.colours["text"]} | properties
        key = tuple(sorted(given.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(given)
        return self._made[key]

    def light(self, light: Light, **properties: Any) -> Format:  # noqa: ANN401 - formats as xlsxwriter takes them
        """The colours of a light."""
        tint, ink = self.colours[f"{light}-tint"], self.colours[f"{light}-ink"]
        return self(bg_color=tint, font_color=ink, **properties)


def _write_front(page: StreamedSheet, front: Front, sheets: Sequence[Sheet], looks: Looks) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, 2)
    page.set_column(1, 1, 24, looks())
    page.set_column(2, 2, 92, looks())
    page.set_row(1, 30)
    page.write_string(1, 1, front.title, looks(bold=True, font_size=20))
    page.write_string(2, 1, front.subtitle, looks(font_size=12, font_color=looks.colours["text-2"]))
    row = 4
    for sentence in front.sentences:
        page.merge_range(row, 1, row, 2, "", looks())
        page.write_string(row, 1, sentence, looks(text_wrap=True, bg_color=looks.colours["accent-soft"], border=1, border_color=looks.colours["line"], valign="vcenter"))  # fmt: skip
        page.set_row(row, 15 * (2 if len(sentence) > 110 else 1) + 8)  # noqa: PLR2004  what fits on a line
        row += 1
    row += 1
    for name, value in front.facts:
        page.write_string(row, 1, name, looks(font_color=looks.colours["text-2"]))
        if isinstance(value, dt.date):
            page.write_datetime(row, 2, dt.datetime.combine(value, dt.time()), looks(num_format=_DATE, align="left"))
        else:
            page.write_string(row, 2, value, _plain(looks, value, text_wrap=True))
        row += 1
    if front.link:
        page.write_string(row, 1, "Dezelfde weergave", looks(font_color=looks.colours["text-2"]))
        page.write_url(row, 2, front.link, looks(font_color=looks.colours["accent"], underline=1), front.link)
        row += 1
    row = _contents(page, sheets, looks, row + 1)
    page.write_string(row + 1, 1, "Stoplichten", looks(bold=True, font_size=12))
    meanings = [(light, text) for light, certainty, _, text in MEANINGS if certainty is None]
    for place, (light, text) in enumerate(meanings):
        page.write_string(row + 2 + place, 1, light_text(light), looks.light(light))
        page.write_string(row + 2 + place, 2, text, looks())
    _print_setup(page, front, repeat_row=None)


def _contents(page: StreamedSheet, sheets: Sequence[Sheet], looks: Looks, row: int) -> int:
    page.write_string(row, 1, "Bladen", looks(bold=True, font_size=12))
    for sheet in sheets:
        row += 1
        look = looks(font_color=looks.colours["accent"], underline=1)
        page.write_url(row, 1, f"internal:'{sheet.name}'!A1", look, sheet.name)
        page.write_string(row, 2, f"{sheet.about} ({count(sheet.rows, 'rij', 'rijen')})", looks())
    return row + 1


def _plain(looks: Looks, text: str, **properties: Any) -> Format:  # noqa: ANN401 - formats as xlsxwriter takes them
    return looks(**properties, **({"quote_prefix": True} if text.startswith(FORMULA_STARTS) else {}))


def _write_sheet(page: StreamedSheet, sheet: Sheet, front: Front, looks: Looks) -> None:
    page.hide_gridlines(2)
    row = 0
    if not sheet.tidy:
        page.set_row(0, 24)
        page.write_string(0, 0, sheet.title, looks(bold=True, font_size=14))
        for note in sheet.notes:
            row += 1
            page.write_string(row, 0, note, looks(font_color=looks.colours["text-2"]))
        row += 2
    head = looks(
        bold=True, indent=1, bg_color=looks.colours["text"], font_color="#FFFFFF", text_wrap=True, valign="vcenter"
    )
    right = looks(bold=True, bg_color=looks.colours["text"], font_color="#FFFFFF", text_wrap=True, valign="vcenter", align="right")  # fmt: skip
    for place, column in enumerate(sheet.columns):
        numeric = column.kind in {Kind.NUMBER, Kind.SHARE, Kind.CHANCE}
        page.write_string(row, place, column.key if sheet.tidy else column.title, right if numeric else head)
        page.set_column(place, place, max(column.width, _LEAST_WIDTH))
    longest = max(len(column.title) / max(column.width, _LEAST_WIDTH) for column in sheet.columns)
    page.set_row(row, _ROW * min(5, int(longest) + 1) + 6)
    page.freeze_panes(row + 1, sheet.frozen)
    if sheet.rows:
        page.autofilter(row, 0, row + sheet.rows, len(sheet.columns) - 1)
        page.stream(row + 1, [_cells(page, column, looks) for column in sheet.columns], _lines(sheet))
    else:
        page.write_string(row + 1, 0, sheet.empty, looks(font_color=looks.colours["text-2"]))
    _print_setup(page, front, repeat_row=row)
    if sum(max(column.width, _LEAST_WIDTH) for column in sheet.columns) > _FITS_A_PAGE:
        page.fit_page = False
        page.set_print_scale(70)
        page.repeat_columns(0, max(sheet.frozen - 1, 0))
        page.print_across()


def _lines(sheet: Sheet) -> list[int]:
    """Lines of text per row, because only Excel finds a height by itself."""
    wrapped = [column for column in sheet.columns if column.wrap]
    if not wrapped:
        return [1] * sheet.rows
    lengths = zip(*([len(value or "") / column.width for value in column.values] for column in wrapped), strict=True)
    return [max(1, *(ceil(length * 1.05) for length in row)) for row in lengths]


def _cells(page: StreamedSheet, column: Column, looks: Looks) -> Iterator[str]:
    line = {"bottom": 1, "bottom_color": looks.colours["line"]}
    wrap = {"text_wrap": True} if column.wrap else {}

    def text(value: str) -> str:
        return page.cell_text(value, style(_plain(looks, value, indent=1, **line, **wrap)))

    match column.kind:
        case Kind.LIGHT:
            known = {
                value: page.cell_text(light_text(value), style(looks.light(value, indent=1, **line))) if value else f"{style(looks(**line))}/>"
                for value in set(column.values)
            }  # fmt: skip
            return known_cells(column.values, known)
        case Kind.NUMBER | Kind.SHARE | Kind.CHANCE:
            words = {
                value: page.cell_text(value, style(looks(align="right", italic=True, font_color=looks.colours["text-3"], **line)))
                for value in {each for each in column.values if isinstance(each, str)}
            }  # fmt: skip
            looks_of = _number_looks(column, looks, line)
            if isinstance(looks_of, str):
                return alike_cells(column.values, looks_of, words)
            return number_cells(column.values, looks_of, words)
        case Kind.DATE:
            return date_cells(column.values, style(looks(num_format=_DATE, align="right", **line)))
        case _:
            return known_cells(column.values, each_different(column.values, text, f"{style(looks(**line))}/>"))


def _number_looks(column: Column, looks: Looks, line: dict[str, Any]) -> Iterable[str] | str:
    """The look of each row, or the one look of all of them."""
    digits = "0" + ("." + "0" * column.decimals if column.decimals else "")
    shown = {
        Kind.SHARE: f"{digits} %",
        Kind.CHANCE: '[>0.99]"> 99 %";[<0.01]"< 1 %";0 %',
        Kind.NUMBER: f"#,##{digits}",
    }[column.kind]
    plain = style(looks(num_format=shown, align="right", **line))
    if not column.marks:
        return plain
    marked = {None: plain, INHERITED: style(looks(num_format=f'{shown}" (geërfd)"', align="right", font_color=looks.colours["text-2"], **line))}  # fmt: skip
    for light in LIGHTS:
        marked[light] = style(looks.light(light, num_format=f'"{light_text(light)}  "{shown}', align="right", **line))
    return known_cells(column.marks, marked)


def _print_setup(page: StreamedSheet, front: Front, repeat_row: int | None) -> None:
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8{front.footer.replace('&', '&&')}&R&8&A · &P / &N")
    if repeat_row is not None:
        page.repeat_rows(repeat_row)
