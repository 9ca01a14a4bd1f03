"""What is to be weighed of a request, in words: limits that are full, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.types import LeaveState, LimitStance
from rota_desk.queries.leave_limits import DayCount
from rota_desk.queries.life_event import LifeEvent
from rota_desk.words import day_words

_GIVEN_OR_NOT = {
    LeaveState.APPROVED: ("good", "granted"),
    LeaveState.DECLINED: ("danger", "declined"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to weigh, in words; `kind` is danger, warning or good."""

    kind: str
    text: str


def over_words(count: DayCount, *, owed: bool = False) -> str:
    """A limit that is exceeded: "Consultants away at once: 5 on Mon 4 Jan, at most 4"."""
    said = f"{count.name}: {count.away} on {day_words(count.day)}, at most {count.limit}"
    if count.stance is not LimitStance.BLOCK:
        return said
    then = "does not hold up leave that has to be granted" if owed else "approval needs a reason"
    return f"{said}; {then}"


def on_event(event: LifeEvent | None, state: LeaveState) -> Iterator[Remark]:
    """What is owed, first of all; that it was declined all the same is a trouble."""
    if event is None:
        return
    if event.owed and state in _GIVEN_OR_NOT:
        kind, said = _GIVEN_OR_NOT[state]
        yield Remark(kind, event.answered(said))
    else:
        yield Remark("warning", event.sentence())
