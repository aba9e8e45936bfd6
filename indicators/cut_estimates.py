"""Estimates of some places or some quarters, and what of them waits for the lights: less, and where it is much, on disk."""

import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from mmap import MADV_DONTNEED, mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indicators.estimates import Estimates
from indicators.grid import Indexes
from indicators.values import Sums, of_areas

LARGE_BYTES = 8 * 1024**2
"""Of one array: 25,000 places over ten years. A corporation of 60,000 homes stays under it and touches no disk; at
600,000 the estimates of all indicators together take 5 GB."""


def for_scores(found: Estimates) -> Estimates:
    """The same without what only the figure's own row shows: at 60,000 homes half of 40 MB per indicator."""
    shape = found.value.shape
    nothing = np.broadcast_to(np.nan, shape)
    return replace(
        found,
        sums=replace(found.sums, squares=nothing, limits=None),
        lower=nothing,
        upper=nothing,
        similar_n=np.broadcast_to(np.int64(0), shape),
    )


def some_rows(found: Estimates, kept: NDArray[np.bool_]) -> Estimates:
    """The same of some areas, which number as they do without the others."""
    own = {field.name: getattr(found, field.name)[kept] for field in fields(found) if field.name != "sums"}
    return replace(found, sums=of_areas(found.sums, kept), **own)


def some_areas(found: Estimates, rows: Indexes, quarters: int) -> Estimates:
    """The same of some of the areas and so many of the latest quarters, for what looks at each area by itself."""
    if quarters > found.value.shape[1]:
        raise ValueError(f"{quarters} quarters are asked of estimates of {found.value.shape[1]}")
    recent = tail(found, quarters)
    sums = {field.name: getattr(recent.sums, field.name)[rows] for field in fields(Sums) if field.name != "limits"}
    own = {field.name: getattr(recent, field.name)[rows] for field in fields(recent) if field.name != "sums"}
    return replace(recent, sums=replace(recent.sums, **sums), **own)


def since(found: Estimates, first: int) -> Estimates:
    """The same from quarter number `first` on, apart from the rest, so that it can be forgotten."""
    # One figure that stands for all takes no memory, a copy of it does.
    return _cut(found, first, lambda part: part if 0 in part.strides else part.copy())


def tail(found: Estimates, quarters: int) -> Estimates:
    """The same of so many of the latest quarters."""
    return _cut(found, found.value.shape[1] - quarters, lambda part: part)


def _cut(found: Estimates, first: int, keep: Callable[[NDArray[Any]], NDArray[Any]]) -> Estimates:
    def cut(of: Estimates | Sums) -> dict[str, Any]:
        arrays = {field.name: getattr(of, field.name) for field in fields(of) if field.name not in {"sums", "limits"}}
        return {name: keep(each[:, first:]) for name, each in arrays.items()}

    return replace(found, sums=replace(found.sums, **cut(found.sums), limits=None), **cut(found))


def spilled(found: Estimates, folder: Path) -> Estimates:
    """The same numbers, the large arrays among them in files under `folder` that are gone when nobody uses them."""

    def moved(of: Estimates | Sums) -> dict[str, Any]:
        return {
            name: _on_disk(array, folder)
            for name, array in _arrays(of).items()
            # One figure that stands for all takes no memory.
            if isinstance(array, np.ndarray) and array.nbytes >= LARGE_BYTES and 0 not in array.strides
        }

    return replace(found, sums=replace(found.sums, **moved(found.sums)), **moved(found))


def let_go(found: Estimates) -> None:
    """What was read of the files leaves memory, until it is asked again: at 600,000 homes 3 GB after seven methods."""
    for array in (*_arrays(found).values(), *_arrays(found.sums).values()):
        if isinstance(array, np.memmap) and isinstance(array.base, mmap):
            array.base.madvise(MADV_DONTNEED)


def _arrays(of: Estimates | Sums) -> dict[str, Any]:
    return {field.name: getattr(of, field.name) for field in fields(of)}


def _on_disk(array: NDArray[Any], folder: Path) -> NDArray[Any]:
    with tempfile.TemporaryFile(dir=folder) as file:
        array.tofile(file)
        file.seek(0)
        # The mapping keeps the file, which has no name any more.
        return np.memmap(file, dtype=array.dtype, mode="r", shape=array.shape)
