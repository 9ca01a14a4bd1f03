"""`rota-desk start`: the sample on first use, then the window or the documents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.database import is_there, open_database
from rota_desk.cli.answers import FINE
from rota_desk.cli.database import make_sample
from rota_desk.cli.display import has_display
from rota_desk.cli.window import open_window
from rota_desk.errors import Refusal


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `start`."""
    command = subparsers.add_parser(
        "start", help="the sample department on first use, then the window"
    )
    command.add_argument(
        "--out", type=Path, default=Path("out/demo"), metavar="DIR", help="without a display"
    )
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the sample where there is no rota yet; open the window, or write the documents."""
    if has_display():
        make_sample_once(arguments.database)
        return open_window(arguments)
    from rota_desk.cli.demo import describe, write_demo

    kept = _kept_sample(arguments.database)
    written = write_demo(arguments.out, kept)
    print("There is no display here, so the desk did its main job without a window.")
    print(describe(written))
    for path in written:
        print(f"  {path}")
    if kept:
        print(f"The sample department's rota is kept at {kept}")
    return FINE


def make_sample_once(target: str) -> str:
    """Make the sample where there is no rota yet; answer where, or nothing when there is one."""
    if "://" in target or is_there(target):
        return ""
    print("Making the sample department …", file=sys.stderr)
    return make_sample(target)


def _kept_sample(target: str) -> str:
    """Make a rota that the next commands can open, or say in a sentence why there is none."""
    try:
        kept = make_sample_once(target)
        if not kept:
            open_database(target, upgrade=False, back_up=False).close()
    except Refusal as refusal:
        print(f"The rota of this machine cannot be used: {refusal}", file=sys.stderr)
        return ""
    return kept
