"""The key of the keyed hash that replaces reporters and raters."""

import hashlib

from data.installation import Installation
from data.secret import derived_key, read_secret

_BLOCK = 64


def hashing_key(installation: Installation) -> bytes:
    """The key that stands in for the installation's secret wherever a person is hashed."""
    return derived_key(read_secret(installation.secret), "reporter")


def hmac_pads(key: bytes) -> tuple[str, str]:
    """Inner and outer pad of HMAC-SHA256 (RFC 2104) as DuckDB blob texts."""
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C))
    return _blob_text(inner), _blob_text(outer)


def key_mark(key: bytes) -> str:
    """A short mark of the key, so that deliveries hashed with another key are read again."""
    return hashlib.sha256(b"buurtlicht mark" + key).hexdigest()[:8]


def _blob_text(raw: bytes) -> str:
    return "".join(f"\\x{byte:02X}" for byte in raw)
