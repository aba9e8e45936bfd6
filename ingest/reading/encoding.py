"""Which characters the bytes of a text file stand for."""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_SINGLE_BYTE = ["cp1252", "cp850", "mac_roman"]


@dataclass(frozen=True)
class Text:
    """A decoded file and how it was decoded."""

    content: str
    encoding: str


def decode(raw: bytes, encoding: str | None) -> Text:
    """Decode a whole file: as told, by its byte order mark, as UTF-8, or as a Western single-byte set.

    Raises UnicodeDecodeError or LookupError where a told encoding does not fit.
    """
    if encoding:
        return Text(raw.decode(encoding), encoding)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Text(raw.decode(name), name)
    if wide := _wide_without_mark(raw[:_SAMPLE]):
        return Text(raw.decode(wide), wide)
    try:
        return Text(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - most files are UTF-8

        best = from_bytes(raw[:_SAMPLE], cp_isolation=_SINGLE_BYTE).best()
        name = best.encoding if best else "cp1252"
        return Text(raw.decode(name, errors="replace"), name)


def _wide_without_mark(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > 0.4 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.4 * half:
        return "utf-16-be"
    return None
