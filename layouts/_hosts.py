"""By which names a visitor may call this server: any other gets one sentence and nothing else.

A page elsewhere can give its own name the address 127.0.0.1 (DNS rebinding), and its script then reads this server
as if it were its own. The name it was opened by stands in the Host header, so that header is checked before
anything is answered. An address in figures is no name that somebody else can point here: it is accepted where the
server listens at all addresses of the computer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, request

_OWN = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADER = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:/?#@\[\]\\]+))(?::\d{1,5})?")
_UNKNOWN = (
    "Deze server kent de naam niet waarmee u hem opent: gebruik het adres dat uw beheerder gaf, of laat hem de naam "
    "in monitor.toml zetten bij [server] names.\n"
)


@dataclass(frozen=True)
class Hosts:
    """Names in small letters, without a port; `any_address`: every address in figures too."""

    names: frozenset[str] = _OWN
    any_address: bool = False

    def accepts(self, header: str) -> bool:
        """Whether a Host header names this server. A request without one comes from no browser, and may pass."""
        if not header:
            return True
        found = _HEADER.fullmatch(header)
        if found is None:
            return False
        name = (found["six"] or found["name"]).lower().removesuffix(".")
        return name in self.names or (self.any_address and _is_address(name))


def accepted_hosts(bound: str, names: Iterable[str], base_url: str) -> Hosts:
    """The hosts of a server that listens at `bound`, may be called `names` and has its public address at `base_url`."""
    public = urlsplit(base_url).hostname or ""
    known = {name.lower().removesuffix(".") for name in (bound, public, *names) if name}
    return Hosts(_OWN | known, any_address=_is_address(bound) and ip_address(bound).is_unspecified)


def add_host_check(server: Flask, hosts: Hosts) -> None:
    """Check every request. Add it first: what comes before it answers anyone."""

    @server.before_request
    def _known() -> Response | None:
        if hosts.accepts(request.headers.get("Host", "")):
            return None
        return Response(_UNKNOWN, HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
