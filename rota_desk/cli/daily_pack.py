"""`rota-desk daily-pack`: the system-down pack of today into a folder, the newest few kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rota_desk.cli.answers import FINE, the_desk
from rota_desk.errors import Refusal
from rota_desk.settings import setting_spec


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `daily-pack`."""
    command = subparsers.add_parser(
        "daily-pack", help="write today's system-down pack into a folder"
    )
    command.add_argument("--folder", required=True, type=Path, metavar="DIR", help="where to")
    command.add_argument("--keep", type=int, metavar="N", help="how many packs stay there")
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the pack, and say where it lies."""
    from reports.daily_pack import keep_daily_pack

    spec = setting_spec("pack.keep")
    keep = int(str(spec.read(spec.default if arguments.keep is None else arguments.keep)))
    if not arguments.folder.is_dir():
        raise Refusal(f"{arguments.folder} is no folder, or is away; name one that is there.")
    with the_desk(arguments) as desk:
        print(keep_daily_pack(desk, arguments.folder, keep=keep), file=sys.stdout)
    return FINE
