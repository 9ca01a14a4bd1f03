"""`rota-desk import KIND`: files of other programs and of the department itself."""

from __future__ import annotations

import argparse

from rota_desk.cli import import_calendar, import_roster, import_table

KINDS = (import_roster, import_calendar, import_table)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `import` with what can be imported."""
    command = subparsers.add_parser("import", help="read files into the rota")
    kinds = command.add_subparsers(
        title="what to import", metavar="KIND", required=True, parser_class=type(command)
    )
    for kind in KINDS:
        kind.add_parser(kinds)
