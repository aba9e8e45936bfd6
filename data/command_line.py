"""What every command shares: one-line errors in Dutch with their exit code, and progress.

Exit codes: 0 done; 2 the caller's mistake; 3 the input was refused and the old build stands; 1 anything else.
"""

import ast
import importlib
import importlib.util
import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from data.configuration import Configuration, read_configuration
from data.errors import BuurtlichtError, CallerMistakeError
from data.troubles import of_the_machine

config_option = click.option(
    "-c",
    "--config",
    "configuration",
    default="monitor.toml",
    show_default=True,
    metavar="MONITOR.TOML",
    help="Het configuratiebestand, of de map waarin het staat.",
    callback=lambda _context, _option, value: _read(value),
)


def _read(path: str) -> Configuration:
    return read_configuration(Path(path))


class LazyGroup(click.Group):
    """The root of the command line: imports a package's `commands.py` only when one of its commands is asked for.

    `packages` are modules with a tuple `commands` and a module docstring that names each of them in backquotes,
    so that a command is found by the text of its module; `own` are commands that are there already.
    """

    def __init__(self, *, packages: tuple[str, ...], own: tuple[click.Command, ...], help: str) -> None:  # noqa: A002  click's word
        super().__init__("buurtlicht", help=help, context_settings={"help_option_names": ["-h", "--help"]})
        self.packages = packages
        for command in own:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, for the help."""
        self._load(self.packages)
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from the package that names it."""
        if cmd_name not in self.commands:
            self._load(tuple(package for package in self.packages if f"{cmd_name}`" in _docstring(package)))
        return super().get_command(ctx, cmd_name)

    def _load(self, packages: tuple[str, ...]) -> None:
        for package in packages:
            for command in importlib.import_module(package).commands:
                self.add_command(command)


def _docstring(module: str) -> str:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(module)
    return ast.get_docstring(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))) or ""


class Progress:
    """Tells the stages of long work: a spinner with rich on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._status = self._console.status("") if self._console.is_terminal else None
        self._stage, self._started = "", time.monotonic()

    def __enter__(self) -> Callable[[str], None]:
        if self._status:
            self._status.start()
        return self.tell

    def tell(self, stage: str) -> None:
        """Name the stage that begins now."""
        self._finish()
        self._stage, self._started = stage, time.monotonic()
        if self._status:
            self._status.update(f"{stage} …")

    def _finish(self) -> None:
        if self._stage:
            took = f"{time.monotonic() - self._started:.1f}".replace(".", ",")
            self._console.print(f"{self._stage}: {took} s", style="dim", soft_wrap=True)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._finish()
        if self._status:
            self._status.stop()


def run(root: click.Group, arguments: list[str] | None = None) -> int:
    """Run a command and turn what a user can mend into one line; return the exit code."""
    try:
        result = root.main(args=arguments, prog_name="buurtlicht", standalone_mode=False)
    except BuurtlichtError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(_in_dutch(error), err=True)
        return CallerMistakeError.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Gestopt.", err=True)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:  # noqa: BLE001  the last net: the user gets a sentence, the log the traceback
        if trouble := of_the_machine(error):
            click.echo(str(trouble), err=True)
            return trouble.exit_code
        logging.getLogger("buurtlicht").debug("%s", traceback.format_exc())
        where = traceback.extract_tb(error.__traceback__)[-1]
        click.echo(
            f"Er ging iets mis in Buurtlicht zelf ({type(error).__name__} in {Path(where.filename).name}:{where.lineno}: "
            f"{error}). De vorige meting blijft in gebruik. Meld dit met het commando dat u gaf.",
            err=True,
        )
        return 1
    return result if isinstance(result, int) else 0


def _in_dutch(error: click.ClickException) -> str:
    help_hint = "Zie: buurtlicht --help."
    match error:
        case click.NoSuchOption():
            return f"De optie {error.option_name} bestaat niet. {help_hint}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{parameter.get_error_hint(error.ctx) if error.ctx else parameter.name} ontbreekt. {help_hint}"
        case click.BadParameter(param=click.Parameter() as parameter):
            name = (
                parameter.human_readable_name if isinstance(parameter, click.Argument) else " / ".join(parameter.opts)
            )
            return f"De waarde bij {name} is niet goed{_expects(parameter.type)}. {help_hint}"
        case click.BadOptionUsage():
            return f"De optie {error.option_name} heeft een waarde nodig. {help_hint}"
        case click.UsageError() if "No such command" in error.message:
            return f"Dit commando bestaat niet: {error.message.split(chr(39))[1]}. {help_hint}"
        case click.UsageError() if "unexpected extra argument" in error.message:
            return f"Dit is te veel: {error.message.partition('(')[2].rstrip(').')}. Zet een naam met spaties tussen aanhalingstekens. {help_hint}"
        case click.FileError():
            return f"Het bestand {error.ui_filename} is niet te openen."
        case _:
            return f"Het commando is niet compleet of niet goed geschreven. {help_hint}"


def _expects(kind: click.ParamType[Any]) -> str:
    """What a value must be, as the end of a sentence."""
    match kind:
        case click.Choice():
            return f": kies uit {', '.join(map(str, kind.choices))}"
        case click.IntRange(min=int(least), max=int(most)):
            return f": schrijf een geheel getal van {least} tot en met {most}"
        case click.IntRange(min=int(least)):
            return f": schrijf een geheel getal van {least} of meer"
        case click.types.IntParamType():
            return ": schrijf een geheel getal"
        case click.DateTime():
            return ": schrijf een datum als 2026-09-30"
        case click.Path(file_okay=False):
            return ": dat is een bestand, en het moet een map zijn"
        case click.Path(dir_okay=False):
            return ": dat is een map, en het moet een bestand zijn"
        case _:
            return ""
