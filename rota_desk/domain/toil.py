"""Time off in lieu: hours earned, taken or paid, and what runs out because nobody took it."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rota_desk.domain.said import day as day_words

DAY = dt.timedelta(days=1)
NONE = Fraction(0)


class ToilKind(StrEnum):
    """What happens to time in lieu."""

    EARNED = "earned"
    TAKEN = "taken"
    PAID = "paid"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class ToilMove:
    """Hours earned, taken or paid on a day; the hours are above nothing."""

    day: dt.date
    kind: ToilKind
    hours: Fraction
    why: str = ""
    posting_id: int | None = None


@dataclass(frozen=True, slots=True)
class ToilLine:
    """A line of the ledger, and what stands after it; below nothing, too much was taken."""

    move: ToilMove
    balance: Fraction

    @property
    def signed(self) -> Fraction:
        """The hours as they change the balance."""
        return self.move.hours if self.move.kind is ToilKind.EARNED else -self.move.hours


@dataclass(frozen=True, slots=True)
class ToilLot:
    """Hours earned on a day of which some are left, and the last day on which to take them."""

    earned_on: dt.date
    left: Fraction
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class ToilLedger:
    """Every line in order of days, and what is left of each earning."""

    lines: tuple[ToilLine, ...]
    lots: tuple[ToilLot, ...]

    def balance(self, before: dt.date) -> Fraction:
        """What stood at the beginning of a day."""
        return next((one.balance for one in reversed(self.lines) if one.move.day < before), NONE)


def toil_ledger(moves: Iterable[ToilMove], *, months: int, until: dt.date) -> ToilLedger:
    """Keep the ledger up to a day: what is taken comes off the oldest hours that still run.

    Hours run out on the day after their last one. What is taken beyond what is there is owed,
    and comes off what is earned next.
    """
    book = _Book(months)
    for move in sorted(moves, key=lambda one: (one.day, one.kind is not ToilKind.EARNED)):
        if move.day < until:
            book.expire(move.day)
            book.keep(move)
    book.expire(until)
    return ToilLedger(tuple(book.lines), tuple(book.lots))


def toil_expires(earned_on: dt.date, months: int) -> dt.date:
    """Give the last day on which time off in lieu can be taken; a short month's last day."""
    year, month = divmod(earned_on.year * 12 + earned_on.month - 1 + months, 12)
    return dt.date(year, month + 1, min(earned_on.day, monthrange(year, month + 1)[1]))


class _Book:
    """The ledger while it is written."""

    def __init__(self, months: int) -> None:
        self.lines: list[ToilLine] = []
        self.lots: list[ToilLot] = []
        self._months = months
        self._owed = NONE

    @property
    def _balance(self) -> Fraction:
        return sum((one.left for one in self.lots), -self._owed)

    def expire(self, day: dt.date) -> None:
        """Strike out what could be taken before this day and was not."""
        for lot in [one for one in self.lots if one.last_day < day]:
            self.lots.remove(lot)
            why = f"earned {day_words(lot.earned_on)}"
            self._write(ToilMove(lot.last_day + DAY, ToilKind.EXPIRED, lot.left, why))

    def keep(self, move: ToilMove) -> None:
        """Write a move down."""
        if move.kind is ToilKind.EARNED:
            paid_off = min(self._owed, move.hours)
            self._owed -= paid_off
            last = toil_expires(move.day, self._months)
            if left := move.hours - paid_off:
                self.lots.append(ToilLot(move.day, left, last))
        else:
            self._draw(move.hours)
        self._write(move)

    def _draw(self, hours: Fraction) -> None:
        while hours and self.lots:
            oldest = self.lots.pop(0)
            taken = min(hours, oldest.left)
            hours -= taken
            if left := oldest.left - taken:
                self.lots.insert(0, ToilLot(oldest.earned_on, left, oldest.last_day))
        self._owed += hours

    def _write(self, move: ToilMove) -> None:
        self.lines.append(ToilLine(move, self._balance))
