"""The secret of an installation: the key of the keyed hash and of the sessions."""

import hashlib
import os
import secrets
from pathlib import Path

ENVIRONMENT = "BUURTLICHT_SECRET"
_LENGTH = 32


def read_secret(path: Path) -> bytes:
    """The secret from the environment, or from `path`, where it is made (mode 600) when it is not there."""
    if given := os.environ.get(ENVIRONMENT):
        return given.encode()
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        secret = secrets.token_bytes(_LENGTH)
        own = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secret.hex())
        try:
            os.link(own, path)  # fails where another process was first: then its secret holds
        except FileExistsError:
            return read_secret(path)
        finally:
            own.unlink()
        return secret


def derived_key(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose, so that the same bytes never serve two."""
    return hashlib.blake2b(purpose.encode(), key=secret[:64], digest_size=_LENGTH).digest()
