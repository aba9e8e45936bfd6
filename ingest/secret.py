"""The key of the keyed hash that replaces reporters and raters."""

import hashlib
import os
import secrets

from data.installation import Installation

VARIABLE = "BUURTLICHT_SECRET"
_BLOCK = 64


def read_secret(installation: Installation) -> bytes:
    """The key from the environment, else from `var/secret`, which is made with mode 600 where it is absent."""
    if told := os.environ.get(VARIABLE):
        return told.encode()
    path = installation.secret
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_hex(32).encode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key


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
