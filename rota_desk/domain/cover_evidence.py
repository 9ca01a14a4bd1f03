"""The evidence for a bank or agency shift: order, time of asking, rota, timesheet, invoice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from models.types import CoverRequestState, CoverVia
from rota_desk.domain.claim_case import Check, Mark, Meets
from rota_desk.domain.cover_road import Bought
from rota_desk.domain.overlaps import clock_minutes, common_time
from rota_desk.domain.said import moment, span

Said = tuple[Mark, str]


@dataclass(frozen=True, slots=True)
class CoverCase:
    """All that is known of a request when it is checked; times by the wall."""

    bought: Bought
    start: dt.datetime
    end: dt.datetime
    requested_at: dt.datetime
    order_number: str
    authorised_by: str
    who: str
    on_rota: bool
    fell: str  # how the session fell, where it did: "cancelled"
    also_paid: tuple[Meets, ...] = ()  # claims of the same person at the same time

    @property
    def filled(self) -> bool:
        """Whether somebody comes or came."""
        return self.bought.state is CoverRequestState.FILLED


def cover_evidence(case: CoverCase) -> tuple[Check, ...]:
    """Every check that concerns a request, in reading order."""
    found = []
    for name, title, look in CHECKS:
        said = look(case)
        if said is not None:
            found.append(Check(name, title, *said))
    return tuple(found)


def _beforehand(case: CoverCase) -> Said | None:
    said = f"Asked {moment(case.requested_at)}"
    if case.requested_at <= case.start:
        return Mark.TICK, f"{said}, before it starts."
    return Mark.QUESTION, f"{said}, after it started ({moment(case.start)})."


def _order(case: CoverCase) -> Said | None:
    if case.bought.state in (CoverRequestState.REFUSED, CoverRequestState.CANCELLED):
        return None
    by = f", authorised by {case.authorised_by}" if case.authorised_by else ""
    if case.order_number:
        return Mark.TICK, f"Order {case.order_number}{by}."
    return Mark.QUESTION, f"No order number is noted{by}."


def _rate(case: CoverCase) -> Said | None:
    if not case.filled:
        return None
    if case.bought.rate is None:
        return Mark.QUESTION, "No rate is agreed, so nothing is reckoned."
    hours = f"{case.bought.hours.normalize():f} h × £{case.bought.rate:,.2f}"
    return Mark.TICK, f"{hours} = £{case.bought.by_rate:,.2f}."


def _rota(case: CoverCase) -> Said | None:
    if not case.filled:
        return None
    if case.fell:
        return Mark.CROSS, f"The session was {case.fell}."
    if not case.on_rota:
        return Mark.CROSS, f"{case.who} is not on the session any more."
    return Mark.TICK, f"{case.who} stands on the session."


def _once(case: CoverCase) -> Said | None:
    if not case.filled:
        return None
    found = [
        f"{one.title}, {span(*common_time(case, one))}"
        for one in case.also_paid
        if clock_minutes(*common_time(case, one)) > 0
    ]
    if found:
        return Mark.CROSS, f"Also claimed: {'; '.join(found)}."
    return Mark.TICK, "Nothing else is paid for that time."


def _timesheet(case: CoverCase) -> Said | None:
    bought = case.bought
    if not bought.worked:
        return None
    if not bought.timesheet_seen:
        return Mark.QUESTION, "The timesheet has not been seen."
    if bought.timesheet_hours is None:
        return Mark.TICK, "Seen; its hours are not noted."
    agreed = bought.session_hours if bought.agreed_hours is None else bought.agreed_hours
    said = f"{_plain(bought.timesheet_hours)} h on the timesheet, {_plain(agreed)} h agreed"
    return (Mark.QUESTION if bought.timesheet_hours > agreed else Mark.TICK), f"{said}."


def _invoice(case: CoverCase) -> Said | None:
    bought = case.bought
    if not bought.worked or bought.via is CoverVia.BANK:
        return None
    if not bought.invoice_seen or bought.invoice_amount is None:
        return Mark.QUESTION, "The invoice has not been seen."
    if bought.by_rate is None:
        return Mark.NOT_CHECKED, "No rate is agreed to compare the invoice with."
    said = f"£{bought.invoice_amount:,.2f} invoiced, £{bought.by_rate:,.2f} by hours and rate"
    equal = bought.invoice_amount == bought.by_rate
    return (Mark.TICK if equal else Mark.CROSS), f"{said}."


CHECKS: tuple[tuple[str, str, Callable[[CoverCase], Said | None]], ...] = (
    ("cover-beforehand", "Asked beforehand", _beforehand),
    ("cover-order", "Order", _order),
    ("cover-rate", "Rate", _rate),
    ("cover-rota", "On the rota", _rota),
    ("cover-once", "Paid once", _once),
    ("cover-timesheet", "Timesheet", _timesheet),
    ("cover-invoice", "Invoice", _invoice),
)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
