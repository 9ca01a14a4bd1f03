"""The department's rule for leave that needs nobody's judgement: every condition has to hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.types import LeaveKind
from rota_desk.domain.leave_arithmetic import amount_words
from rota_desk.queries.leave import LeaveDetail, leave_detail
from rota_desk.queries.settings import count_setting, yes_no_setting
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words

_OWED = "has to be granted"  # what for stays unsaid: the answer may be read by others


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the rule, in words, and whether a request keeps it."""

    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What the rule says of a request; while it is off it approves nothing."""

    on: bool
    conditions: tuple[Condition, ...]

    @property
    def approves(self) -> bool:
        """Whether the request is approved by the rule."""
        return self.on and all(one.holds for one in self.conditions)

    @property
    def against(self) -> tuple[str, ...]:
        """The conditions that do not hold."""
        return tuple(one.text for one in self.conditions if not one.holds)


def leave_rule(read: Reading, *, leave: int) -> RuleAnswer:
    """Hold a request against the department's rule."""
    on = yes_no_setting(read, key="leave.auto_approve")
    most = count_setting(read, key="leave.auto_approve_days")
    return RuleAnswer(on, tuple(_conditions(leave_detail(read, leave=leave), most)))


def _conditions(found: LeaveDetail, most: int) -> Iterator[Condition]:
    line, effect = found.line, found.effect
    after = effect.balance_after
    left = f"{amount_words(after, effect.unit)} left" if after is not None else "a balance on file"
    enough = Condition(left, after is not None and after >= 0)
    if effect.owed:
        yield from (Condition(_OWED, holds=True), enough)
        return
    calls = any(one.on_call and not one.left_out for one in effect.sessions)
    yield Condition("annual leave", line.kind is LeaveKind.ANNUAL)
    yield Condition(f"at most {count_words(most, 'day')}", line.counted <= most)
    notice = f"{count_words(effect.notice_due, 'day')} of notice"
    yield Condition(notice, effect.notice_days >= effect.notice_due)
    made = effect.made_to is not None and line.last <= effect.made_to
    yield Condition("a rota is made for the days", made)
    yield Condition("every session stays covered", effect.uncovered == 0)
    yield Condition("no on-call duty", not calls)
    yield Condition("within every limit", not any(one.over for one in effect.counts))
    yield enough
    yield Condition("nobody asked before", not effect.ahead)
