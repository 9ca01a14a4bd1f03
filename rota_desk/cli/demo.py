"""`rota-desk demo`: the main job on the sample department, without a window."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from pathlib import Path

from rota_desk.bootstrap import open_desk
from rota_desk.cli.answers import FINE
from rota_desk.cli.check import as_document
from rota_desk.desk import Desk
from rota_desk.domain.times import monday_of
from rota_desk.files import write_all
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words

WEEK = dt.timedelta(weeks=1)
DOCUMENTS = (
    ("weekly-rota", "pdf", 2),
    ("under-provision", "pdf", 2),
    ("outlook", "pdf", 1),
    ("outlook", "xlsx", 1),
    ("handover", "pdf", 1),
    ("six-four-two", "pdf", 1),
    ("on-call-sheet", "pdf", 1),
    ("on-call-sheet", "xlsx", 4),
    ("changeover", "pdf", 13),
    ("fairness", "pdf", 8),
    ("fairness", "xlsx", 8),
    ("compliance", "pdf", 2),
    ("compliance", "xlsx", 2),
    ("session-statement", "pdf", -4),  # a statement looks back
    ("leave-balances", "pdf", 4),
    ("leave-balances", "xlsx", 4),
    ("leave-calendar", "pdf", 13),
    ("rota-workbook", "xlsx", 4),
    ("claims", "pdf", -13),  # claims look back as well
    ("claims", "xlsx", -13),
)
CALENDAR_WEEKS = 13


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `demo`."""
    command = subparsers.add_parser("demo", help="every document of the sample department")
    command.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder")
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Build the sample, check it, write every document and list what was written."""
    for path in write_demo(arguments.out):
        print(path)
    return FINE


def write_demo(folder: Path) -> list[Path]:
    """Write every document of a freshly made sample department; answer the files."""
    from rota_desk.sample import create_sample

    with tempfile.TemporaryDirectory(prefix="rota-desk-demo-") as scratch:
        desk = open_desk(Path(scratch) / "sample.sqlite", create=True)
        try:
            create_sample(desk)
            return write_all(folder, _files(desk))
        finally:
            desk.close()


def describe(paths: list[Path]) -> str:
    """What was written, in one sentence."""
    folder = paths[0].parent if paths else Path()
    return f"{count_words(len(paths), 'document')} of the sample department lie in {folder}."


def _files(desk: Desk) -> dict[str, bytes]:
    from reports.catalogue import report_named
    from reports.clinician_calendar import calendars, index

    monday = monday_of(desk.ask(_today))
    files: dict[str, bytes] = {}
    for name, form, weeks in DOCUMENTS:
        report = report_named(name)
        start, end = sorted((monday, monday + weeks * WEEK))
        document = report.build(desk, start=start, end=end, format=form)
        files[document.file_name] = document.content
    until = monday + CALENDAR_WEEKS * WEEK
    made = calendars(desk, start=monday, end=until)
    for one in (*made, *index(desk, made, start=monday, end=until)):
        files[f"calendars/{one.file_name}"] = one.content
    found = as_document(desk.findings(monday, monday + 4 * WEEK), monday, monday + 4 * WEEK)
    files["findings.json"] = json.dumps(found, ensure_ascii=False, indent=2).encode("utf-8")
    return files


def _today(read: Reading) -> dt.date:
    return read.today
