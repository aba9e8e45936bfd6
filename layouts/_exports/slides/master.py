"""The master of the slides: 16:9, two layouts, the colours and the font of the product. Made here, so that no binary file is kept."""

import re
from collections.abc import Mapping

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.util import Emu, Inches, Pt

from layouts._theme import palette

FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN, TOP, FOOT = Inches(0.6), Inches(1.55), Inches(6.95)
TITLE_LAYOUT, CONTENT_LAYOUT = 0, 1
_KEPT = ("Title Slide", "Title Only")
_NAMES = ("Titel", "Inhoud")
_SPACES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def colours() -> dict[str, str]:
    """Token name → six hexadecimal digits, from the light theme."""
    return {name: value[1:].upper() for name, value in palette("light").items() if re.fullmatch("#[0-9A-Fa-f]{6}", value)}  # fmt: skip


def new_slides() -> Slides:
    """An empty presentation with the master."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    for layout in list(slides.slide_layouts):
        if layout.name not in _KEPT:
            slides.slide_layouts.remove(layout)
    _theme(slides)
    master = slides.slide_master
    _write_styles(master.element)
    places = {"title": (MARGIN, Inches(0.5), WIDTH - 2 * MARGIN, Inches(0.9)), "body": (MARGIN, TOP, WIDTH - 2 * MARGIN, FOOT - TOP)}  # fmt: skip
    footers = {"ftr": (MARGIN, FOOT, Inches(10.6), Inches(0.32)), "sldNum": (WIDTH - MARGIN - Inches(1), FOOT, Inches(1), Inches(0.32))}  # fmt: skip
    _place(master.element, places | footers)
    for layout, name in zip(slides.slide_layouts, _NAMES, strict=True):
        layout.element.find(qn("p:cSld")).set("name", name)
        _place(layout.element, {})
    title = slides.slide_layouts[TITLE_LAYOUT]
    _place(title.element, {"ctrTitle": (MARGIN, Inches(2.2), Inches(10.5), Inches(1.5)), "subTitle": (MARGIN, Inches(3.8), Inches(10.5), Inches(1.3))})  # fmt: skip
    _bar(title.element)
    return slides


def _theme(slides: Slides) -> None:
    part = next(rel.target_part for rel in slides.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    tokens = colours()
    wanted = {
        "dk1": "text", "lt1": "surface", "dk2": "accent", "lt2": "surface-3", "accent1": "accent", "accent2": "green",
        "accent3": "amber", "accent4": "red", "accent5": "shielded-edge", "accent6": "insufficient-edge", "hlink": "accent", "folHlink": "text-2",
    }  # fmt: skip
    scheme = root.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Buurtlicht")
    for name, token in wanted.items():
        slot = scheme.find(qn(f"a:{name}"))
        for old in list(slot):
            slot.remove(old)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", tokens[token])
    for font in root.iter(qn("a:latin")):
        font.set("typeface", FONT)
    root.set("name", "Buurtlicht")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001  python-pptx has no themes


def _write_styles(master: etree._Element) -> None:
    """Type sizes: a title of 28 points, text of 16, all left and without bullets."""
    fill = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    levels = "".join(
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buNone/><a:defRPr lang="nl-NL" sz="1600">{fill}</a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 6)
    )
    tight = levels.replace("600", "0")
    styles = parse_xml(
        f"<p:txStyles {_SPACES}>"
        f'<p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/><a:defRPr lang="nl-NL" sz="2800" b="1">{fill}</a:defRPr></a:lvl1pPr></p:titleStyle>'
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{tight}</p:otherStyle></p:txStyles>"
    )
    old = master.find(qn("p:txStyles"))
    master.replace(old, styles)


def _place(element: etree._Element, places: Mapping[str, tuple[int, int, int, int]]) -> None:
    """Put placeholders in place; the date goes, because the footer says which date counts."""
    for shape in list(element.iter(qn("p:sp"))):
        kind = shape.find(f".//{qn('p:ph')}").get("type", "body")
        if kind == "dt":
            shape.getparent().remove(shape)
            continue
        for run in shape.iter(qn("a:rPr"), qn("a:endParaRPr")):
            run.set("lang", "nl-NL")
        body = shape.find(f".//{qn('a:bodyPr')}")
        if kind in {"title", "ctrTitle"}:
            body.set("anchor", "b" if kind == "ctrTitle" else "t")
        for side in ("lIns", "rIns"):
            body.set(side, "0")
        if kind in {"ftr", "sldNum"} and kind in places:
            _small(shape, "r" if kind == "sldNum" else "l")
        spot = places.get(kind)
        properties = shape.find(qn("p:spPr"))
        frame = properties.find(qn("a:xfrm"))
        if spot is None:
            if not places and frame is not None:
                properties.remove(frame)
            continue
        if frame is None:
            frame = parse_xml(f'<a:xfrm {_SPACES}><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>')
            properties.insert(0, frame)
        frame.off.x, frame.off.y, frame.ext.cx, frame.ext.cy = (Emu(value) for value in spot)


def _small(shape: etree._Element, side: str) -> None:
    style = parse_xml(
        f'<a:lstStyle {_SPACES}><a:lvl1pPr algn="{side}"><a:defRPr lang="nl-NL" sz="{Pt(9).pt * 100:.0f}"><a:solidFill><a:srgbClr val="{colours()["text-2"]}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    old = shape.find(f".//{qn('a:lstStyle')}")
    old.getparent().replace(old, style)


def _bar(layout: etree._Element) -> None:
    """A narrow bar at the left of the title slide, in the accent colour."""
    tree = layout.find(f".//{qn('p:spTree')}")
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="90" name="Balk"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{Inches(0.22)}" cy="{HEIGHT}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        ),
    )
