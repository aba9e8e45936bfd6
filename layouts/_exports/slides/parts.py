"""What slides are made of: a slide with title, footer and notes; text, lights, pictures, and tables that go on to a next slide."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from data.vocabulary import Light
from layouts._exports.slides.master import CONTENT_LAYOUT, FOOT, MARGIN, TITLE_LAYOUT, TOP, WIDTH, colours
from layouts._exports.tables.sheet import light_text

ROOM = WIDTH - 2 * MARGIN
_ROW, _MORE = Inches(0.36), Inches(0.19)
"""The height of a row with one line, and of each line more."""
_SHAPES = {
    Light.GREEN: MSO_SHAPE.OVAL,
    Light.AMBER: MSO_SHAPE.ISOSCELES_TRIANGLE,
    Light.RED: MSO_SHAPE.DIAMOND,
    Light.INSUFFICIENT: MSO_SHAPE.OVAL,
    Light.SHIELDED: MSO_SHAPE.ROUNDED_RECTANGLE,
}


@dataclass(frozen=True)
class Cell:
    """One cell of a table; a light gives it colour, shape and word."""

    text: str
    light: Light | None = None
    right: bool = False
    strong: bool = False
    lines: int = 1


@dataclass(frozen=True)
class Heading:
    """A column of a table and its share of the width."""

    text: str
    width: float
    right: bool = False


@dataclass(frozen=True)
class Table:
    """A table with what is said where it has no rows, and what it is for who cannot see it."""

    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    empty: str
    alt: str
    size: float = 12


@dataclass
class Deck:
    """The slides that are being made, with what stands on each of them."""

    slides: Slides
    footer: str
    colour: dict[str, str] = field(default_factory=colours)

    def title_slide(self, title: str, subtitle: Sequence[str], notes: str) -> Slide:
        """The first slide."""
        slide = self.slides.slides.add_slide(self.slides.slide_layouts[TITLE_LAYOUT])
        slide.shapes.title.text = title
        slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(40)
        body = slide.placeholders[1].text_frame
        body.text = subtitle[0]
        for line in subtitle[1:]:
            body.add_paragraph().text = line
        for paragraph in body.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            paint(paragraph, 18, self.colour["text-2"])
        self._finish(slide, notes)
        return slide

    def slide(self, title: str, notes: str, lead: str = "") -> Slide:
        """A slide with a title and, where given, a sentence below it."""
        slide = self.slides.slides.add_slide(self.slides.slide_layouts[CONTENT_LAYOUT])
        slide.shapes.title.text = title
        if lead:
            self.text(slide, lead, (MARGIN, Inches(1.02), ROOM, Inches(0.45)), 15, self.colour["text-2"])
        self._finish(slide, notes)
        return slide

    def _finish(self, slide: Slide, notes: str) -> None:
        """Footer and number, which python-pptx leaves out, and notes."""
        for placeholder in slide.slide_layout.placeholders:
            kind = placeholder.element.find(f".//{qn('p:ph')}").get("type")
            if kind in {"ftr", "sldNum"}:
                made = copy.deepcopy(placeholder.element)
                slide.shapes._spTree.append(made)  # noqa: SLF001 - python-pptx has no other way to add a shape it does not make
                if kind == "ftr":
                    next(shape for shape in slide.placeholders if shape.element is made).text = self.footer
        slide.notes_slide.notes_text_frame.text = notes

    def text(self, slide: Slide, text: str, box: tuple[int, int, int, int], size: float, colour: str = "", *, strong: bool = False, right: bool = False) -> None:  # fmt: skip
        """A box with a text; a line break begins a new paragraph."""
        frame = slide.shapes.add_textbox(*map(Emu, box)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.text = line
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            paint(paragraph, size, colour or self.colour["text"], strong=strong)

    def light(self, slide: Slide, light: Light, left: int, top: int, size: int) -> None:
        """The shape of a light. Its word stands beside it, so it is no news to a screen reader."""
        shape = slide.shapes.add_shape(_SHAPES[light], Emu(left), Emu(top), Emu(size), Emu(size))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(self.colour[str(light)])
        shape.line.color.rgb = RGBColor.from_string(self.colour[f"{light}-edge"])
        shape.line.width = Pt(1.25)
        if light is Light.INSUFFICIENT:
            shape.line.dash_style = MSO_LINE.DASH
        shape.shadow.inherit = False
        describe(shape, f"Vorm van {light_text(light)[2:].lower()}")

    def table(self, title: str, notes: str, content: Table, lead: str = "") -> None:
        """A native table, on as many slides as it needs; the header stands on each."""
        if not content.rows:
            self.text(self.slide(title, notes, lead), content.empty, (MARGIN, TOP, ROOM, Inches(1)), 18, self.colour["text-2"])  # fmt: skip
            return
        pages = _pages(content.rows, FOOT - TOP - Inches(0.1) - _ROW)
        for number, page in enumerate(pages, start=1):
            numbered = f"{title} ({number} van {len(pages)})" if len(pages) > 1 else title
            slide = self.slide(numbered, notes, lead)
            self._table(slide, content.headings, page, content.alt, content.size)

    def _table(self, slide: Slide, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]], alt: str, size: float) -> None:  # fmt: skip
        frame = slide.shapes.add_table(len(rows) + 1, len(headings), MARGIN, TOP, ROOM, _ROW + sum(map(_height, rows)))
        describe(frame, alt)
        table = frame.table
        # The built-in style would paint stripes over the colours of the lights.
        properties = frame.element.find(f".//{qn('a:tblPr')}")
        properties.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        table.horz_banding = False
        whole = sum(heading.width for heading in headings)
        for place, heading in enumerate(headings):
            table.columns[place].width = Emu(int(ROOM * heading.width / whole))
            self._cell(table.cell(0, place), Cell(heading.text, right=heading.right, strong=True), size, head=True)
        for line, row in enumerate(rows, start=1):
            table.rows[line].height = _height(row)
            for place, cell in enumerate(row):
                self._cell(table.cell(line, place), cell, size)
        table.rows[0].height = _ROW

    def _cell(self, target: Any, cell: Cell, size: float, *, head: bool = False) -> None:  # noqa: ANN401 - python-pptx has few types
        target.text = cell.text
        target.margin_left = target.margin_right = Inches(0.08)
        target.margin_top = target.margin_bottom = Inches(0.03)
        target.vertical_anchor = MSO_ANCHOR.MIDDLE
        ground = self.colour["text"] if head else self.colour[f"{cell.light}-tint"] if cell.light else self.colour["surface"]  # fmt: skip
        ink = "FFFFFF" if head else self.colour[f"{cell.light}-ink"] if cell.light else self.colour["text"]
        target.fill.solid()
        target.fill.fore_color.rgb = RGBColor.from_string(ground)
        for paragraph in target.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if cell.right else PP_ALIGN.LEFT
            paint(paragraph, size, ink, strong=cell.strong or cell.light is not None)
        _underline(target, self.colour["line"])

    def picture(self, slide: Slide, image: bytes, box: tuple[int, int, int, int], alt: str) -> None:
        """A picture that fills the box as far as its proportions allow."""
        left, top, width, height = box
        shape = slide.shapes.add_picture(BytesIO(image), Emu(left), Emu(top))
        share = min(width / shape.width, height / shape.height)
        shape.width, shape.height = Emu(int(shape.width * share)), Emu(int(shape.height * share))
        shape.left = Emu(int(left + (width - shape.width) / 2))
        describe(shape, alt)


def describe(shape: Any, text: str) -> None:  # noqa: ANN401 - python-pptx has few types
    """The alt text, which python-pptx cannot set."""
    shape.element.find(f".//{qn('p:cNvPr')}").set("descr", text)


def paint(paragraph: Any, size: float, colour: str, *, strong: bool = False) -> None:  # noqa: ANN401 - python-pptx has few types
    """Size, colour and weight of a paragraph, and that it is Dutch."""
    paragraph.font.size = Pt(size)
    paragraph.font.bold = strong
    paragraph.font.color.rgb = RGBColor.from_string(colour)
    for run in paragraph.runs:
        run._r.get_or_add_rPr().set("lang", "nl-NL")  # noqa: SLF001  python-pptx has few languages


def _underline(cell: Any, colour: str) -> None:  # noqa: ANN401 - python-pptx has few types
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  python-pptx has no borders
    line = parse_xml(
        f'<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    )
    properties.insert(0, line)


def _height(row: Sequence[Cell]) -> int:
    return int(_ROW + _MORE * (max(cell.lines for cell in row) - 1))


def _pages(rows: Sequence[Sequence[Cell]], room: int) -> list[list[Sequence[Cell]]]:
    """Rows over slides, so that no row is cut; `room` is a height."""
    pages: list[list[Sequence[Cell]]] = [[]]
    used = 0
    for row in rows:
        if used + _height(row) > room and pages[-1]:
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += _height(row)
    return pages
