"""The open data as one ZIP, compared to the build before."""

import shutil
import tempfile
from pathlib import Path

from data.errors import CallerMistakeError
from data.vocabulary import Level, Tier
from indicators.read_model import earlier_build
from layouts._exports.open_data.folder import write_open_data
from layouts._exports.request import ExportRequest, Tell


def write_open_archive(path: Path, request: ExportRequest, tell: Tell) -> None:
    """Write the ZIP, always of the whole stock: a part of it would be another data set under the same name.

    Raises CallerMistakeError for another tier than the open one and for a part of the stock.
    """
    if [area for area in request.areas if area.level is not Level.STOCK] or request.selection:
        raise CallerMistakeError(
            "Open data gaat altijd over het hele bezit: vraag het zonder gebied en zonder filters."
        )
    found = request.found
    tell(0.1, "Vorige meting lezen")
    before = earlier_build(request.builds, found.build.build_id, Tier.OPEN)
    with tempfile.TemporaryDirectory() as place:
        tell(0.3, "Tabellen en kaartlagen schrijven")
        write_open_data(Path(place), found, request.method, request.geometry, before, request.open_data)
        tell(0.9, "Inpakken")
        made = shutil.make_archive(str(path.with_suffix("")), "zip", place)
        Path(made).replace(path)
