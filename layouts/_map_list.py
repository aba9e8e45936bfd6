"""The list beside the map for the view in the address, as HTML that the page puts in its place (`_assets/side.js`)."""

from typing import Any

from indicators.read_model import Serving
from layouts._map_view import shown_on_map
from layouts._markup import markup
from layouts._view import View


def map_list(found: Serving, view: View) -> dict[str, Any]:
    """The list, how many stand in it, and what is said where there are none."""
    shown = shown_on_map(found, view)
    return {"side": markup(shown.side), "amount": shown.amount, "nothing": markup(shown.nothing)}
