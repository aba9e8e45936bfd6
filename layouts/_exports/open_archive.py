"""The open data as one ZIP, compared to the build before."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from data.vocabulary import Tier
from indicators.read_model import Method, Serving, earlier_build
from layouts._exports.open_data import write_open_data
from layouts._exports.open_metadata import Terms


def write_open_archive(path: Path, found: Serving, method: Method, builds: Path, geometry: Path, tell: Callable[[float, str], None]) -> None:  # fmt: skip
    """Write the ZIP. Raises CallerMistakeError for another tier than the open one."""
    tell(0.1, "Vorige meting lezen")
    before = earlier_build(builds, found.build.build_id, Tier.OPEN)
    with tempfile.TemporaryDirectory() as place:
        tell(0.3, "Tabellen en kaartlagen schrijven")
        write_open_data(Path(place), found, method, geometry, before, Terms())
        tell(0.9, "Inpakken")
        shutil.make_archive(str(path.with_suffix("")), "zip", place)
