"""The road of a request to bank or agency: which step may follow which, and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from models.types import CoverRequestState, CoverVia

_PENNY = Decimal("0.01")
TWO_DAYS = 48  # hours; longer reads in days
OPEN = (CoverRequestState.REQUESTED, CoverRequestState.OFFERED)
MAY: dict[str, tuple[CoverRequestState, ...]] = {
    "change": OPEN,
    "offer": OPEN,
    "fill": OPEN,
    "refuse": OPEN,
    "cancel": (*OPEN, CoverRequestState.FILLED),
    "see the timesheet of": (CoverRequestState.FILLED,),
    "see the invoice of": (CoverRequestState.FILLED,),
    "pass on": (CoverRequestState.FILLED,),
}
STATE_WORDS = {
    CoverRequestState.REQUESTED: "Requested",
    CoverRequestState.OFFERED: "Offered",
    CoverRequestState.FILLED: "Filled",
    CoverRequestState.REFUSED: "Not filled",
    CoverRequestState.CANCELLED: "Cancelled",
}
VIA_WORDS = {CoverVia.BANK: "Bank", CoverVia.AGENCY: "Agency"}


@dataclass(frozen=True, slots=True)
class Bought:
    """A request as its cost and its next step are reckoned; times by the wall."""

    via: CoverVia
    state: CoverRequestState
    ends: dt.datetime
    now: dt.datetime
    session_hours: Decimal  # elapsed
    rate: Decimal | None
    agreed_hours: Decimal | None = None
    timesheet_seen: bool = False
    timesheet_hours: Decimal | None = None
    invoice_seen: bool = False
    invoice_amount: Decimal | None = None
    passed: bool = False

    @property
    def worked(self) -> bool:
        """Whether a filled shift is over."""
        return self.state is CoverRequestState.FILLED and self.ends <= self.now

    @property
    def hours(self) -> Decimal:
        """What is paid for: of the timesheet, else agreed, else the session's own."""
        if self.timesheet_hours is not None:
            return self.timesheet_hours
        return self.session_hours if self.agreed_hours is None else self.agreed_hours

    @property
    def by_rate(self) -> Decimal | None:
        """Hours at the rate; None while no rate is known."""
        if self.rate is None:
            return None
        return (self.hours * self.rate).quantize(_PENNY, ROUND_HALF_UP)

    @property
    def cost(self) -> Decimal | None:
        """What it costs: as invoiced, else by the rate."""
        return self.by_rate if self.invoice_amount is None else self.invoice_amount

    @property
    def wants(self) -> str:
        """Which paper is still to be seen; empty where none is, or it is not worked yet."""
        if not self.worked or self.passed:
            return ""
        if not self.timesheet_seen:
            return "timesheet"
        return "invoice" if self.via is CoverVia.AGENCY and not self.invoice_seen else "payment"

    @property
    def next_step(self) -> str:
        """What has to be done with it now."""
        if self.state is CoverRequestState.FILLED:
            return {
                "timesheet": "see the timesheet",
                "invoice": "see the invoice",
                "payment": "pass it on for payment",
                "": "nothing more: it is passed on" if self.passed else "see the timesheet after",
            }[self.wants]
        return {
            CoverRequestState.REQUESTED: "ask what has come of it",
            CoverRequestState.OFFERED: "take whoever is offered, or not",
            CoverRequestState.REFUSED: "nothing more: it stays on record",
            CoverRequestState.CANCELLED: "nothing more: it stays on record",
        }[self.state]


def may(step: str, state: CoverRequestState) -> bool:
    """Whether a step, "fill", can be taken from a state."""
    return state in MAY[step]


def fill_percent(filled: int, asked: int) -> Decimal | None:
    """Requests filled of those made and not cancelled, per cent to one place; None of none."""
    if not asked:
        return None
    return (Decimal(filled) * 100 / asked).quantize(Decimal("0.1"), ROUND_HALF_UP)


def middle(lengths: Sequence[dt.timedelta]) -> dt.timedelta | None:
    """The median of lengths, which one late outlier does not move; None of none."""
    if not lengths:
        return None
    return dt.timedelta(seconds=median(one.total_seconds() for one in lengths))


def length_words(length: dt.timedelta | None) -> str:
    """A length to the hour, or in days: "5 h", "2.9 days"; "–" of none."""
    if length is None:
        return "–"
    hours = length.total_seconds() / 3600
    sign = "−" if hours < 0 else ""
    if abs(hours) < TWO_DAYS:
        return f"{sign}{abs(hours):.0f} h"
    return f"{sign}{abs(hours) / 24:.1f} days"
