"""Kaart: the whole level, with the colours, the legend and the layers of the page."""

from indicators.read_model import Serving
from layouts._exports.drawing.map_picture import picture_of_map
from layouts._exports.drawing.picture import Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen

PATH, NAME, WORD, ORDER = "/", "map_whole", "Hele kaart", 2


def draw(found: Serving, seen: Seen, folders: Folders) -> Picture | None:
    """Every place of the level."""
    return picture_of_map(found, seen, folders, None)
