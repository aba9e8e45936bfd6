"""The fonts that Typst may use, for paper and for a picture as PNG."""

from functools import cache

import fontpkg_inter
import typst


@cache
def fonts() -> typst.Fonts:
    """The font from its package, and no other there is."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fontpkg_inter.ROOT / "files")]
    )
