"""How leave is said: its kind, its letter, its days."""

from __future__ import annotations

import datetime as dt

from models.types import LeaveKind, LeavePart, LeaveState
from rota_desk.words import day_words, span_words

# Special, parental and unpaid leave read as "U" wherever others may look.
LETTERS = {
    LeaveKind.ANNUAL: "A",
    LeaveKind.STUDY: "S",
    LeaveKind.PROFESSIONAL: "P",
    LeaveKind.TOIL: "T",
    LeaveKind.LIEU: "L",
}
UNAVAILABLE = "U"  # absence and outside commitments alike: never says why
STATE_WORDS = {
    LeaveState.REQUESTED: "waiting",
    LeaveState.APPROVED: "approved",
    LeaveState.DECLINED: "declined",
    LeaveState.WITHDRAWN: "withdrawn",
    LeaveState.CANCELLED: "cancelled",
}


STEP_WORDS = {**STATE_WORDS, LeaveState.REQUESTED: "asked"}


def kind_words(kind: LeaveKind) -> str:
    """A kind of leave by itself: "Annual", "TOIL"."""
    return "TOIL" if kind is LeaveKind.TOIL else kind.value.capitalize()


def kind_phrase(kind: LeaveKind) -> str:
    """A kind of leave within a sentence: "annual leave", "TOIL"."""
    if kind in {LeaveKind.TOIL, LeaveKind.LIEU}:
        return "TOIL" if kind is LeaveKind.TOIL else "lieu days"
    return f"{kind.value} leave"


def leave_days(first: dt.date, last: dt.date, first_part: LeavePart, last_part: LeavePart) -> str:
    """The days of a request: "Tue 10 Nov 2026, morning", "9 – 13 November 2026, from midday"."""
    words = f"{day_words(first)} {first.year}" if first == last else span_words(first, last)
    if first == last:
        part = first_part if first_part is not LeavePart.WHOLE else last_part
        return words + {LeavePart.AM: ", morning", LeavePart.PM: ", afternoon"}.get(part, "")
    begins = ", from midday" if first_part is LeavePart.PM else ""
    return words + begins + (", until midday" if last_part is LeavePart.AM else "")
