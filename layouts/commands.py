"""Commands that show what was built: `serve`."""

import socket
from collections.abc import Callable
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from data.command_line import config_option
from data.configuration import Configuration
from data.errors import CallerMistakeError
from data.vocabulary import Tier

_THREADS_PER_WORKER = 4

AppFactory = Callable[[Configuration, Tier], Any]


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn started from code, so that the working directory never comes first on the import path."""

    def __init__(self, factory: Callable[[], Any], options: dict[str, Any]) -> None:
        self._factory, self._options = factory, options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:  # noqa: ANN401  a WSGI application
        return self._factory()


def serve_command(factory: AppFactory) -> click.Command:
    """`buurtlicht serve`, for the app that `factory` makes in each worker."""

    @click.command("serve", help="Toon de laatste meting in de browser.")
    @config_option
    @click.option("--tier", type=click.Choice([str(tier) for tier in Tier]), default=str(Tier.PRIVATE), help="Laag.")
    @click.option("--host", default="127.0.0.1", help="Adres waarop de server luistert.")
    @click.option("--port", type=click.IntRange(0, 65535), default=8050, help="Poort.")
    @click.option("--workers", type=click.IntRange(1, 64), default=2, help="Aantal processen.")
    def serve(configuration: Configuration, tier: str, host: str, port: int, workers: int) -> None:
        _check_free(host, port)
        options = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": _THREADS_PER_WORKER,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "timeout": 120,
            "loglevel": "warning",
            "proc_name": "buurtlicht",
        }
        click.echo(f"{configuration.name}: http://{host}:{port}  (laag: {tier}; stop met Ctrl+C)")
        _Server(lambda: factory(configuration, Tier(tier)), options).run()

    return serve


def _check_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"Poort {port} op {host} is niet vrij: stop het andere programma of kies een poort met --port."
            raise CallerMistakeError(message) from error
