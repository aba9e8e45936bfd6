"""The page as it is sent, before Dash makes it: the bar with the name, and on the page of the map the map first."""

import re
from html import escape

from dash import Dash
from flask import request

from layouts._context import face
from layouts._own_files import LOGO
from layouts._view import TABLE

_SCRIPT = re.compile(r'<script src="([^"]+)">')


class StartingDash(Dash):
    """Dash whose scripts wait on the page of the map: `_assets/map-ask.js` runs them once the map is drawn."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]  # all are given by name
        """The page; a browser does not run a script of a kind that it does not know."""
        parts["app_entry"] = parts["app_entry"].replace("Loading...", _bar())
        if request.path == "/" and TABLE not in request.args.getlist("weergave"):
            scripts = _SCRIPT.findall(parts["scripts"])
            soon = "".join(f'<link rel="prefetch" as="script" href="{each}">' for each in scripts)
            parts["scripts"] = soon + parts["scripts"].replace("<script", '<script type="held"')
            parts["renderer"] = parts["renderer"].replace("application/javascript", "held")
        return str(super().interpolate_index(**parts))  # type: ignore[no-untyped-call]  # Dash has no types here


def _bar() -> str:
    """Stands until Dash starts; while it asks for its layout `app.css` says the same over its English word."""
    logo = f'<img src="{LOGO}" alt="" class="own-logo">' if face().logo else '<span class="mark-logo"></span>'
    name = f'<header class="top"><span class="logo">{logo}{escape(face().brand.name)}</span></header>'
    return f'{name}<p class="starting" role="status">Bezig met laden</p>'
