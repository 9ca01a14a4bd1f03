"""The roof of the command line: which commands there are, and what a refusal looks like.

A command is imported when it may be meant: whoever opens the window waits for none of them.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import cast

from rota_desk import __version__
from rota_desk.bootstrap import default_database
from rota_desk.cli import window
from rota_desk.errors import Refusal

COULD_NOT = 2
_HALF = 300  # characters of a sentence that are shown at least of each end


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one plain sentence."""

    def error(self, message: str) -> None:  # type: ignore[override]  # argparse says NoReturn
        """Say what is wrong with the command and leave with 2."""
        sentence = f"{message[:1].upper()}{message[1:]}. See {self.prog} --help."
        self.exit(_could_not(sentence))


def every_command() -> tuple[ModuleType, ...]:
    """All commands, in the order in which they are told."""
    from rota_desk.cli import (
        check,
        daily_pack,
        database,
        demo,
        entitlement,
        export,
        import_,
        propose,
        report,
        rules,
        start,
    )

    return (
        *(start, demo, database, import_, export),
        *(propose, report, daily_pack, check, entitlement, rules),
    )


def meant(arguments: Sequence[str]) -> tuple[ModuleType, ...]:
    """The commands that these arguments may mean: none, or `start`, where a window is opened."""
    _known, rest = _top(add_help=False).parse_known_args(arguments)
    if not rest:
        return ()
    if rest[0] == "start":
        from rota_desk.cli import start

        return (start,)
    return every_command()


def parser(commands: Iterable[ModuleType] | None = None) -> argparse.ArgumentParser:
    """The command line, with all commands unless told which."""
    top = _top()
    offered = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for command in every_command() if commands is None else commands:
        command.add_parser(offered)
    return top


def _top(*, add_help: bool = True) -> _Parser:
    top = _Parser(
        prog="rota-desk", description="A rota desk for hospital departments.", add_help=add_help
    )
    top.add_argument("--version", action="version", version=f"Rota Desk {__version__}")
    top.add_argument(
        "--database",
        metavar="PATH_OR_URL",
        default=default_database(),
        help="the rota: a file, or postgresql+psycopg://… (also ROTA_DESK_DATABASE)",
    )
    top.set_defaults(func=window.run)
    return top


def run(arguments: Sequence[str]) -> int:
    """Do one command; the exit status says whether something needs attention."""
    _speak_utf8()
    try:
        return _done(arguments)
    except Refusal as refusal:
        return _could_not(str(refusal))
    except KeyboardInterrupt:
        return _could_not("Stopped; nothing was changed by the step that was under way.")


def _done(arguments: Sequence[str]) -> int:
    """Do the command and see its answer off, whoever listens."""
    try:
        try:
            chosen = parser(meant(arguments)).parse_args(arguments)
            return cast("Callable[[argparse.Namespace], int]", chosen.func)(chosen)
        finally:
            if sys.stdout is not None:  # None: started without one
                sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()
        return 0
    except OSError as error:
        _say_no_more()
        why = error.strerror or "the machine refused it"
        place = f" at {error.filename}" if error.filename else ""
        raise Refusal(f"It could not be done ({why}{place}); mend that and try again.") from error


def _could_not(sentence: str) -> int:
    """Say in one line of bearable length why not, and answer the status for it."""
    line = " ".join(sentence.split())
    if len(line) > 2 * _HALF:
        line = f"{line[:_HALF]} … {line[-_HALF:]}"
    if sys.stderr is not None:  # None: started without one
        print(line, file=sys.stderr)
    return COULD_NOT


def _say_no_more() -> None:
    """Nobody takes the answer: what is left of it must not be tried again on leaving."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Names and dashes are written as they are, on Windows as well."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
