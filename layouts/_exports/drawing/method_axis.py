"""The scale of a method from left (asks least) to right (asks most), drawn above rows of places."""

from dataclasses import dataclass

from data.vocabulary import Light
from indicators.read_model import Method
from layouts._exports.drawing.ink import Ink
from layouts._parts.method_scale import at
from layouts._text import number


@dataclass(frozen=True)
class MethodAxis:
    """Where a score stands between two sides."""

    method: Method
    left: float
    right: float

    def x(self, score: float) -> float:
        """The place of a score."""
        return self.left + at(score, self.method) / 100 * (self.right - self.left)

    def scale(self, ink: Ink, y: float) -> None:
        """The three stretches in their colours, with the bounds written above."""
        method = self.method
        edges = (method.scale_low, method.green_until, method.red_from, method.scale_high)
        for light, start, end in zip((Light.GREEN, Light.AMBER, Light.RED), edges, edges[1:], strict=False):
            ink.line((self.x(start) + 1, y), (self.x(end) - 1, y), str(light), 4)
        for edge, anchor in zip(edges, ("start", "middle", "middle", "end"), strict=True):
            ink.text(self.x(edge), y - 6, number(edge, 0 if edge == round(edge) else 1), 11, "text-2", anchor=anchor)

    def bounds(self, ink: Ink, top: float, bottom: float) -> None:
        """Hairlines where the colours meet."""
        for bound in (self.method.green_until, self.method.red_from):
            ink.line((self.x(bound), top), (self.x(bound), bottom), "line-strong", 0.8)

    def margin(self, ink: Ink, lower: float | None, upper: float | None, y: float) -> None:
        """A band from the one end of a margin to the other."""
        if lower is not None and upper is not None:
            left, right = sorted((self.x(lower), self.x(upper)))
            ink.box(left, y - 4, right - left, 8, "c-mute", round_=4)
