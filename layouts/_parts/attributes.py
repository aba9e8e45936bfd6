"""HTML attributes with a hyphen, which Python cannot write as keyword arguments."""

from typing import Any


def attributes(**values: str) -> dict[str, Any]:
    """`attributes(aria_label="Sluit", data_go="1")` → {"aria-label": "Sluit", "data-go": "1"}."""
    return {name.replace("_", "-"): value for name, value in values.items()}
