"""Native charts on a slide, which one can edit: homes per light, and a line through the years."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.slide import Slide
from pptx.util import Inches, Pt

from data.vocabulary import Light
from layouts._exports.slides.master import FOOT, MARGIN, TOP
from layouts._exports.slides.parts import ROOM, Deck, describe, paint
from layouts._exports.tables.sheet import light_text

_BOX = (MARGIN, TOP, ROOM, FOOT - TOP - Inches(0.1))
"""All that is below the title."""


def bars(deck: Deck, slide: Slide, categories: Sequence[str], series: Sequence[tuple[Light, Sequence[int]]], alt: str) -> None:  # fmt: skip
    """A native stacked bar chart of numbers per light; the legend says shape and word."""
    data = CategoryChartData(number_format="#,##0;;")
    data.categories = list(categories)
    for light, values in series:
        data.add_series(light_text(light), list(values))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *_BOX, data)
    describe(frame, alt)
    chart = frame.chart
    _quiet(deck, chart)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    plot.has_data_labels = True
    for (light, _), drawn in zip(series, plot.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(deck.colour[str(light)])
        drawn.format.line.color.rgb = RGBColor.from_string(deck.colour[f"{light}-edge"])
        labels = drawn.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = "#,##0;;", False
        labels.font.size = Pt(11)
        labels.font.color.rgb = RGBColor.from_string("FFFFFF" if light is Light.RED else deck.colour["text"])


def lines(deck: Deck, slide: Slide, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]], alt: str, scale: tuple[float, float], bounds: Sequence[tuple[str, float, Light]] = ()) -> None:  # fmt: skip
    """A native line chart: the first series is the place, others stand beside it in grey; `bounds` are level lines."""
    data = CategoryChartData(number_format="0.0")
    data.categories = list(categories)
    for name, values in series:
        data.add_series(name, list(values))
    for name, value, _ in bounds:
        data.add_series(name, [value] * len(categories))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *_BOX, data)
    describe(frame, alt)
    chart = frame.chart
    _quiet(deck, chart)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = min(scale), max(scale)
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(deck.colour["c-grid"])
    axis.format.line.fill.background()
    axis.tick_labels.font.size = Pt(11)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    drawn_series = list(chart.plots[0].series)
    for drawn, (_, _, light) in zip(drawn_series[len(series) :], bounds, strict=True):
        drawn.smooth = False
        drawn.format.line.width = Pt(1.25)
        drawn.format.line.color.rgb = RGBColor.from_string(deck.colour[f"{light}-ink"])
        drawn.format.line.dash_style = MSO_LINE.ROUND_DOT
    for place, drawn in enumerate(drawn_series[: len(series)]):
        drawn.smooth = False
        drawn.format.line.width = Pt(3 if place == 0 else 2)
        drawn.format.line.color.rgb = RGBColor.from_string(deck.colour["c-own" if place == 0 else "c-bench"])
        if place:
            drawn.format.line.dash_style = MSO_LINE.DASH
        last = max((at for at, value in enumerate(series[place][1]) if value is not None), default=None)
        if last is not None:
            label = drawn.points[last].data_label
            label.position = XL_LABEL_POSITION.ABOVE
            label.has_text_frame = True
            label.text_frame.text = f"{series[place][1][last]:.1f}".replace(".", ",")
            paint(label.text_frame.paragraphs[0], 12, deck.colour["text"], strong=place == 0)


def _quiet(deck: Deck, chart: Any) -> None:  # noqa: ANN401  python-pptx has no types
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(12)
    chart.font.name, chart.font.size = "Arial", Pt(12)
    chart.font.color.rgb = RGBColor.from_string(deck.colour["text"])
    chart.category_axis.tick_labels.font.size = Pt(11)
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(deck.colour["line-strong"])
    chart.category_axis.has_major_gridlines = False
