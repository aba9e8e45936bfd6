"""Kaart: what the map shows now: its part of the land, its colours, its legend and its layers."""

from indicators.read_model import Serving
from layouts._exports.drawing.map_picture import picture_of_map
from layouts._exports.drawing.picture import Picture
from layouts._exports.folders import Folders
from layouts._exports.view_of import Seen

PATH, NAME, WORD, ORDER = "/", "map_view", "Kaart in beeld", 1


def draw(found: Serving, seen: Seen, folders: Folders) -> Picture | None:
    """The part that is in sight; the whole level where the browser shows no map."""
    return picture_of_map(found, seen, folders, seen.box)
