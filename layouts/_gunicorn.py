"""The web server of an installation: gunicorn, started from code.

Started from code the working directory never comes first on the import path, where a folder `data/`
of the user would shadow ours.
"""

import atexit
import errno
import gc
import socket
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from data.errors import CallerMistakeError

_THREADS_PER_WORKER = 4
_TIMEOUT_S = 120
_LONGEST_ADDRESS = 8190
"""The most gunicorn takes. Two hundred areas of one's own do not fit in what it takes by itself, 4,094."""


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, factory: Callable[[], Any], options: dict[str, Any]) -> None:
        self._factory, self._options = factory, options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:  # noqa: ANN401  a WSGI application
        server = self._factory().server
        # What is there before the fork is never looked at again by the collector, and so stays shared.
        gc.collect()
        gc.freeze()
        # Else DuckDB calls it a leak, in forty lines, when somebody stops the server.
        atexit.register(gc.unfreeze)
        return server


def serve(factory: Callable[[], Any], host: str, port: int, workers: int) -> None:
    """Serve the Dash app that `factory` makes, until it is stopped. Workers are forks that share what it loaded.

    `factory` is called once and may leave no connection and no thread behind. First ask `check_free`.
    """
    options = {
        "bind": in_url(host) + f":{port}",
        "workers": workers,
        "threads": _THREADS_PER_WORKER,
        "preload_app": True,
        "worker_class": "gthread",
        "control_socket_disable": True,
        "timeout": _TIMEOUT_S,
        "limit_request_line": _LONGEST_ADDRESS,
        "loglevel": "warning",
        "proc_name": "buurtlicht",
    }
    _Server(factory, options).run()


def in_url(host: str) -> str:
    """A host as it stands before a port: an IPv6 address in square brackets."""
    return f"[{host}]" if ":" in host else host


def check_free(host: str, port: int) -> None:
    """Raises CallerMistakeError where nothing can listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CallerMistakeError(_not_free(host, port, error)) from error


def _not_free(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Poort {port} op {host} is niet vrij: stop het andere programma of kies een poort met --port."
    if error.errno == errno.EACCES:
        return f"Poort {port} mag alleen een beheerder gebruiken: kies met --port een poort van 1024 of hoger."
    return f"{host} is geen adres van deze computer: kies met --host bijvoorbeeld 127.0.0.1."
