"""`audit`: one row a record that an edit changed. Written only."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from models import AuditChange, AuditEntry
from models.types import AuditKind
from rota_desk.domain.discretion import discreet
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import Cells, ExchangeTable, Found, Level, Wanted
from rota_desk.intake.columns import Column, Kind, Value
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column("entry", "number of the edit", Kind.WHOLE),
    Column("at", "when", Kind.STAMP),
    Column("who", "by whom"),
    Column("how", "do, undo or redo", of=AuditKind),
    Column("edit", "the edit's own name"),
    Column("label", "what it was, in words; private where it concerns absence or leave"),
    Column("record", "the kind of record"),
    Column("record_number", "its number in this rota", Kind.WHOLE),
    Column("what", "added, changed or removed"),
    Column("before", "the facts that changed, as they were, in JSON"),
    Column("after", "the same facts as they became"),
)
SHOWN = frozenset(
    [
        "activity",
        "assignment",
        "bank_holiday",
        "clinical_session",
        "clinician",
        "contract",
        "counting_term",
        "cover_requirement",
        "department",
        "duty_pattern",
        "demand_count",
        "held_skill",
        "hourly_demand",
        "job_plan",
        "job_plan_line",
        "kit",
        "kit_use",
        "pattern_line",
        "permission",
        "post",
        "post_holding",
        "publication",
        "rate_band",
        "rate_card",
        "room",
        "room_booking",
        "site",
        "six_four_two_decision",
        "supernumerary",
        "swap",
        "wli_claim",
    ]
)  # of every other record only that it changed
LEFT_OUT = frozenset({"actual_duty", "actual_call"})  # not even that
_WORDS = frozenset(
    [
        "note",
        "reason",
        "reason_code",
        "state_reason",
        "cause_text",
        "answer",
        "decision",
        "text",
        "query",
        "what",
        "consent",
        "rejection_reason",
        "title",
        "value",
        "whom",
        "cause",
    ]
)
KEPT = "(kept at the desk)"


def _rows(read: Reading, _names: Names, wanted: Wanted) -> Iterator[Found]:
    entries = {one.id: one for one in read.all(select(AuditEntry)) if _asked(wanted, one.at)}
    changes = read.all(select(AuditChange).order_by(AuditChange.id))
    private = {one.entry_id for one in changes if one.record not in SHOWN}
    for one in changes:
        entry = entries.get(one.entry_id)
        asked = entry is not None and wanted.person(one.clinician_id)
        if entry is not None and asked and one.record not in LEFT_OUT:
            yield Found(one.id, _cells(entry, one, private=entry.id in private))


def _asked(wanted: Wanted, at: dt.datetime) -> bool:
    return wanted.days(at.date())


def _cells(entry: AuditEntry, one: AuditChange, *, private: bool) -> dict[str, Value]:
    hidden = one.record not in SHOWN
    return {
        "entry": entry.id,
        "at": entry.at,
        "who": entry.who,
        "how": entry.kind,
        "edit": entry.edit,
        "label": KEPT if private else discreet(entry.label),
        "record": one.record,
        "record_number": one.record_id,
        "what": _what(one),
        "before": KEPT if hidden else _told(one.before),
        "after": KEPT if hidden else _told(one.after),
    }


def _what(one: AuditChange) -> str:
    if one.before is None:
        return "added"
    return "removed" if one.after is None else "changed"


def _told(facts: object) -> str:
    """Facts as JSON; free words that somebody typed stay at the desk."""
    if not isinstance(facts, Mapping):
        return ""
    shown = {
        name: KEPT if name in _WORDS and value else value for name, value in sorted(facts.items())
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def _key(cells: Cells) -> tuple[Value, ...]:
    return cells.get("entry"), cells.get("record"), cells.get("record_number")


AUDIT = ExchangeTable(
    kind="audit",
    says="Who changed what and when, one row a record that was changed. Written only.",
    level=Level.DESK,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
)
