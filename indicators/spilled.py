"""Large estimates wait on disk for the lights: at 600,000 homes those of all indicators together take 8 GB."""

import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.estimates import Estimates
from indicators.values import Sums

LARGE_BYTES = 8 * 1024**2
"""Of one array: 25,000 places over ten years. A corporation of 60,000 homes stays under it and touches no disk."""


def spilled(found: Estimates, folder: Path) -> Estimates:
    """The same numbers, the large arrays among them in files under `folder` that are gone when nobody uses them."""

    def moved(of: Estimates | Sums) -> dict[str, Any]:
        arrays = {field.name: getattr(of, field.name) for field in fields(of)}
        return {
            name: _on_disk(array, folder)
            for name, array in arrays.items()
            # One figure that stands for all takes no memory.
            if isinstance(array, np.ndarray) and array.nbytes >= LARGE_BYTES and 0 not in array.strides
        }

    return replace(found, sums=replace(found.sums, **moved(found.sums)), **moved(found))


def _on_disk(array: NDArray[Any], folder: Path) -> NDArray[Any]:
    with tempfile.TemporaryFile(dir=folder) as file:
        array.tofile(file)
        file.seek(0)
        # The mapping keeps the file, which has no name any more.
        return np.memmap(file, dtype=array.dtype, mode="r", shape=array.shape)
