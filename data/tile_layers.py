"""A vector tile without some of its layers, so that a tier does not hand out the outlines and names of places it does not have.

A tile (Mapbox Vector Tile 2.1) is a row of layers, each with its length before it; what is in a layer is not read.
"""

import gzip
from collections.abc import Iterator

_LAYER, _NAME = 0x1A, 0x0A
"""Field 3 of a tile and field 1 of a layer, both of the kind that says its length."""


def layers_of(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each layer of a compressed tile, in order; joined again the bytes are the tile."""
    tile, at = gzip.decompress(packed), 0
    while at < len(tile):
        begin = at
        field, at = tile[at], at + 1
        size, at = _number(tile, at)
        if field != _LAYER:
            raise ValueError("not a tile: a field that is no layer")
        yield _name(tile[at : at + size]), tile[begin : at + size]
        at += size


def without_layers(packed: bytes, names: frozenset[str]) -> bytes:
    """The compressed tile without the layers of these names."""
    return gzip.compress(b"".join(part for name, part in layers_of(packed) if name not in names), 5, mtime=0)


def _name(layer: bytes) -> str:
    at = 0
    while at < len(layer):
        field, at = _number(layer, at)
        length, after = _number(layer, at)
        if field == _NAME:
            return layer[after : after + length].decode()
        at = after if field & 7 == 0 else after + length
    raise ValueError("not a tile: a layer without a name")


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = shift = 0
    while True:
        byte, at = content[at], at + 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the sign that another byte follows
            return value, at
        shift += 7
