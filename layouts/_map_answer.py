"""What the map asks by address, without Dash: an answer in JSON about the view in the query of that address."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, jsonify, request

from indicators.read_model import Serving
from layouts._answers import of_build
from layouts._context import serving
from layouts._view import View, read_view


def add_map_answer(server: Flask, address: str, about: Callable[[Serving, View], Mapping[str, Any]]) -> None:
    """Answer at an address with what `about` says of a view; with nothing (204) where there is no build yet."""

    @of_build
    def answer() -> Response:
        found = serving()
        if found is None:
            return Response(status=204)
        said = jsonify(about(found, read_view(found, request.args.to_dict(flat=False))))
        said.headers["Cache-Control"] = "no-store"
        return said

    server.add_url_rule(address, view_func=answer, endpoint=address)
