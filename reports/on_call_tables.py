"""The on-call sheet as a workbook, a table and data: one row for each duty."""

import datetime as dt
import json
from collections.abc import Iterator

from reports.document import Stamp
from reports.formats import csv, xlsx
from reports.formats.xlsx import Cell, Look, Sheet
from reports.on_call_words import duty_words, reach_words
from reports.wording import span_words
from rota_desk.queries.on_call import OnCallBoard, OnCallDuty, OnCallRotaView

_HEADS = ("tier", "rota", "start", "end", "activity", "who", "grade", "reach", "stale")
_HEAD = Look(bold=True, ruled=True)
_WRAPPED = Look(wrapped=True)


def facts(board: OnCallBoard) -> tuple[object, ...]:
    """What the check code is made of: who is on when, and how they are reached."""
    return tuple(_line(rota, duty) for rota in board.rotas for duty in rota.duties)


def table(board: OnCallBoard) -> bytes:
    """Write a row for each duty as CSV."""
    return csv.table(_HEADS, _lines(board))


def workbook(board: OnCallBoard, stamp: Stamp) -> bytes:
    """Write a row for each duty as a workbook."""
    title = f"On-call sheet, {span_words(board.start, board.end)}"
    heads = tuple(Cell(head.capitalize(), _HEAD) for head in _HEADS)
    rows = tuple(
        tuple(Cell(value, _WRAPPED) if name == "reach" else value for name, value in pairs)
        for pairs in (zip(_HEADS, line, strict=True) for line in _lines(board))
    )
    duties = Sheet(
        title="On-call",
        widths=(18, 24, 17, 17, 26, 22, 12, 60, 8),
        rows=(heads, *rows),
        head=1,
        filtered_from=1,
    )
    return xlsx.workbook(
        [duties], title=title, author=stamp.by, made=stamp.made, footer=stamp.sentence()
    )


def as_json(board: OnCallBoard, stamp: Stamp) -> bytes:
    """Write the whole sheet with its stamp; `from` and `to` are both included."""
    document = {
        "report": "on-call-sheet",
        "from": board.start.isoformat(),
        "to": (board.end - dt.timedelta(days=1)).isoformat(),
        "check_code": stamp.check_code,
        "department": stamp.department,
        "made": stamp.made.isoformat(timespec="minutes"),
        "moment": board.moment.isoformat(timespec="minutes"),
        "rotas": [
            {
                "name": rota.name,
                "tier": rota.tier.value,
                "handovers": [f"{one:%H:%M}" for one in rota.handovers],
                "handover": rota.handover,
                "one_in": rota.frequency.on_rota,
                "now": [_data(rota, one) for one in rota.now],
                "next": [_data(rota, one) for one in rota.next],
                "duties": [_data(rota, one) for one in rota.duties],
            }
            for rota in board.rotas
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8")


def _data(rota: OnCallRotaView, duty: OnCallDuty) -> dict[str, object]:
    return {head: csv.told(cell) for head, cell in zip(_HEADS, _line(rota, duty), strict=True)}


def _lines(board: OnCallBoard) -> Iterator[tuple[csv.CsvCell, ...]]:
    for rota in board.rotas:
        for duty in rota.duties:
            yield _line(rota, duty)


def _line(rota: OnCallRotaView, duty: OnCallDuty) -> tuple[csv.CsvCell, ...]:
    return (
        rota.tier_words,
        rota.name,
        duty.start,
        duty.end,
        duty.activity,
        duty_words(duty) if duty.clinician_id is None else duty.name,
        duty.grade,
        reach_words(duty),
        duty.stale,
    )
