"""A request of the command line as the view of a screen, for the exports that were made for a screen."""

from urllib.parse import parse_qs, urlsplit

from data.errors import CallerMistakeError
from data.vocabulary import Level
from layouts._exports.request import ExportRequest
from layouts._exports.view_of import Seen


def seen_of(request: ExportRequest) -> Seen:
    """The view with the place, period, method and filters of the request.

    Raises CallerMistakeError for more than one place.
    """
    if len(request.areas) > 1:
        raise CallerMistakeError(
            f"Dit bestand gaat over één gebied: geef --area één keer, niet {len(request.areas)} keer."
        )
    area = request.areas[0] if request.areas else request.found.area(Level.STOCK)
    if area is None:
        raise CallerMistakeError("Deze meting heeft geen heel bezit: geef een gebied met --area.")
    link = urlsplit(request.link)
    return Seen(
        path=link.path,
        query=parse_qs(link.query),
        area=area,
        level=area.level,
        quarter=request.quarter,
        since=request.since,
        method=request.method,
        selection=request.selection,
    )
