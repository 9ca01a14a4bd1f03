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
from rota_desk.cli.database import make_sample
from rota_desk.desk import Desk
from rota_desk.domain.times import monday_of
from rota_desk.files import write_all
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words

WEEK = dt.timedelta(weeks=1)
WEEKS = {  # of each document; one that looks back has less than none
    "weekly-rota": 2,
    "under-provision": 2,
    "demand": 1,
    "outlook": 1,
    "handover": 1,
    "system-down": 1,
    "deadlines-met": -13,
    "on-call-sheet": 2,
    "changeover": 13,
    "fairness": 8,
    "compliance": 2,
    "session-statement": -4,
    "hours-statement": -13,
    "claims": -13,
    "expenses": -13,
    "bank": -13,
    "payroll": -13,
    "leave-balances": 4,
    "leave-calendar": 13,
    "leave-record": 1,
    "six-four-two": 1,
    "change-notice": 2,
    "rooms-on-offer": 2,
    "room-use": -13,
    "endoscopy-points": 2,
    "rota-workbook": 4,
}
FORMATS = ("pdf", "xlsx")  # the tables of the others are those of the workbooks
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


def write_demo(folder: Path, sample: str = "") -> list[Path]:
    """Write every document of the sample department kept there, or of one made afresh."""
    with tempfile.TemporaryDirectory(prefix="rota-desk-demo-") as scratch:
        desk = open_desk(sample or make_sample(str(Path(scratch) / "sample.sqlite")))
        try:
            return write_all(folder, demo_files(desk))
        finally:
            desk.close()


def describe(paths: list[Path]) -> str:
    """What was written, in one sentence."""
    folder = paths[0].parent if paths else Path()
    return f"{count_words(len(paths), 'document')} of the sample department lie in {folder}."


def demo_files(desk: Desk) -> dict[str, bytes]:
    """Every document on paper and as a workbook, each clinician's calendar, and the findings."""
    from reports.catalogue import REPORTS
    from reports.clinician_calendar import calendars, index

    today = desk.ask(_today)
    monday = monday_of(today)
    files: dict[str, bytes] = {}
    for report in REPORTS:
        first = today if report.from_today else monday
        start, end = sorted((first, first + WEEKS[report.name] * WEEK))
        for form in FORMATS:
            if form in report.formats:
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
