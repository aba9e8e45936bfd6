"""The list beside the map for the view in the address, as HTML that the page puts in its place (`_assets/side.js`)."""

from flask import Flask, Response, jsonify, request

from layouts._answers import MAP_LIST, of_build
from layouts._context import serving
from layouts._map_view import shown_on_map
from layouts._markup import markup
from layouts._view import read_view


def add_map_list(server: Flask) -> None:
    """Add the address to the web server."""
    server.add_url_rule(MAP_LIST, view_func=_answer, endpoint="map_list")


@of_build
def _answer() -> Response:
    found = serving()
    if found is None:
        return Response(status=204)
    shown = shown_on_map(found, read_view(found, request.args.to_dict(flat=False)))
    answer = jsonify(side=markup(shown.side), amount=shown.amount, nothing=markup(shown.nothing))
    answer.headers["Cache-Control"] = "no-store"
    return answer
