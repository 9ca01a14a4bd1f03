"""What can be shown in the middle of Compliance, and what stands there when there is nothing."""

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from rota_desk.queries.restricted_actual_hours import KEPT_HERE
from ui.frame import Frame
from ui.widgets.empty import Empty
from ui.widgets.table import RecordTable

R = TypeVar("R")


class View(Enum):
    """What of the days is shown, by its place in the stack."""

    RULES = 0
    NOBODY = 1
    SIGNED = 2
    WORKED = 3
    NOT_KEPT = 4
    NOT_FOUND = 5


def nobody(frame: Frame) -> Empty:
    """Say what to do first."""
    return Empty(
        "Nobody to hold against a rule yet",
        "Enter people with their contracts; what they are rostered for is judged here.",
        ("Go to People", lambda: frame.go("people")),
    )


def nothing_sought(show_all: Callable[[], object]) -> Empty:
    """Say that the words choose nobody, and how to see everybody again."""
    return Empty(
        "Nobody and no rule fits these words",
        "Each word narrows: part of a name or a contract, a rule, or breach, advisory, signed.",
        ("Show everybody", show_all),
    )


def not_kept(frame: Frame) -> Empty:
    """Say why no hours worked are shown, and where that is set."""
    return Empty(
        "Hours really worked are not kept at this desk",
        "They are restricted: off unless whoever sits here may see them. No document, list or "
        "calendar tells of them, and exception reports are never kept here.",
        ("Go to the setting", lambda: frame.go("settings", setting=KEPT_HERE)),
    )


def begin(table: RecordTable[R]) -> None:
    """Put the keyboard on a table, on its first record unless one is chosen."""
    table.setFocus()
    if table.record() is None and table.records():
        table.choose(table.records()[0])
