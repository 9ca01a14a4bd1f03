"""The roof of the command line: which commands there are, and what a refusal looks like."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from typing import cast

from rota_desk import __version__
from rota_desk.bootstrap import default_database
from rota_desk.cli import (
    check,
    database,
    demo,
    entitlement,
    export,
    import_,
    report,
    rules,
    start,
    window,
)
from rota_desk.errors import Refusal

COULD_NOT = 2
COMMANDS = (start, demo, database, import_, export, report, check, entitlement, rules)

_log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one plain sentence."""

    def error(self, message: str) -> None:  # type: ignore[override]  # argparse says NoReturn
        """Say what is wrong with the command and leave with 2."""
        sentence = message[:1].upper() + message[1:]
        self.exit(COULD_NOT, f"{sentence}. See {self.prog} --help.\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="rota-desk", description="A rota desk for hospital departments.")
    top.add_argument("--version", action="version", version=f"Rota Desk {__version__}")
    top.add_argument(
        "--database",
        metavar="PATH_OR_URL",
        default=default_database(),
        help="the rota: a file, or postgresql+psycopg://… (also ROTA_DESK_DATABASE)",
    )
    top.set_defaults(func=window.run)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        command.add_parser(commands)
    return top


def run(arguments: Sequence[str]) -> int:
    """Do one command; the exit status says whether something needs attention."""
    _speak_utf8()
    try:
        chosen = parser().parse_args(arguments)
        return cast("Callable[[argparse.Namespace], int]", chosen.func)(chosen)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print("Stopped; nothing was changed by the step that was under way.", file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _speak_utf8() -> None:
    """Names and dashes are written as they are, on Windows as well."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
