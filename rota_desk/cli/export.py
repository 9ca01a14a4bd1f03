"""`rota-desk export KIND`: files for other programs."""

from __future__ import annotations

import argparse

from rota_desk.cli import export_calendar, export_table

KINDS = (export_calendar, export_table)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `export` with what can be exported."""
    command = subparsers.add_parser("export", help="write files for other programs")
    kinds = command.add_subparsers(
        title="what to export", metavar="KIND", required=True, parser_class=type(command)
    )
    for kind in KINDS:
        kind.add_parser(kinds)
