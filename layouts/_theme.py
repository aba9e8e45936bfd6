"""The look: tokens.css is the only list of colours. This module reads it for what CSS cannot reach (plotly, Mantine)."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

Scheme = Literal["light", "dark"]
FONT = "Inter, 'Segoe UI', system-ui, 'Noto Sans', 'Liberation Sans', sans-serif"
MANTINE: dict[str, Any] = {
    "fontFamily": "var(--font)",
    "primaryColor": "dark",
    "defaultRadius": "sm",
    "cursorType": "pointer",
    "respectReducedMotion": True,
    "components": {"Select": {"defaultProps": {"size": "xs"}}},
}
_TOKENS = Path(__file__).parent / "_assets" / "tokens.css"
_PAIR = re.compile(r"--([\w-]+):light-dark\((#\w+|rgb\([^)]*\)),(#\w+|rgb\([^)]*\))\)")
_ALPHA = re.compile(r"rgb\((\d+) (\d+) (\d+)/(\.\d+)\)")


@cache
def palette(scheme: Scheme) -> dict[str, str]:
    """Token name → colour, as plotly reads it."""
    pairs = _PAIR.findall(_TOKENS.read_text(encoding="utf-8"))
    place = 1 if scheme == "light" else 2
    return {pair[0]: _ALPHA.sub(r"rgba(\1,\2,\3,\4)", pair[place]) for pair in pairs}
