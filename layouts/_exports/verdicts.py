"""What professionals and partners concluded about a place, for a sheet and a list."""

from layouts._exports.request import ExportRequest

_NONE = {"said": "Nog niet getoetst", "detail": "Er is geen oordeel van een professional of partner vastgelegd."}


def verdict_words(request: ExportRequest, area_id: str) -> dict[str, str]:
    """The verdict of the last round; a sentence where there is none."""
    del request, area_id
    return _NONE
