"""Somebody's hours of a quarter: asked, rostered, worked, credited, the balance, time in lieu."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction

from models import Clinician
from rota_desk.domain.annualised import HoursSoFar, quarters, share_unavailable
from rota_desk.domain.delivery import Tolerance, Tone
from rota_desk.domain.toil import ToilLedger, ToilLine, toil_ledger
from rota_desk.errors import Refusal
from rota_desk.queries.hours_ground import HoursGround, hours_ground, toil_moves
from rota_desk.queries.hours_lines import HoursLine, LineKind, hours_lines
from rota_desk.queries.hours_target import HoursTarget, TargetPiece, limits
from rota_desk.queries.leave_balance import leave_year
from rota_desk.queries.net_hours import NetHours, net_hours
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import annualised_figure
from rota_desk.unit_of_work import Reading

DAY = dt.timedelta(days=1)
NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class HoursAccount:
    """One person's quarter, from `start` until before `end`; hours are exact.

    `since` is the first day that is counted in the year, `until` the day after the last one that
    is over. A balance below nothing is owed to the department.
    """

    clinician_id: int
    name: str
    grade: str
    piece: TargetPiece  # contract and year in force at the quarter's end
    year: tuple[dt.date, dt.date]
    start: dt.date
    end: dt.date
    since: dt.date
    until: dt.date
    target: Fraction  # of the whole quarter
    asked: Fraction  # of the quarter so far
    rostered: Fraction  # in the whole quarter
    opening: Fraction  # balance of the year before the quarter
    asked_since: Fraction  # of the year so far
    lines: tuple[HoursLine, ...]
    projected: Fraction | None  # balance at the year's end at the same pace; None: too early
    away_share: Fraction | None  # abstraction: hours away of hours contracted
    limits: Tolerance  # hours from which the balance is amber, and red
    periods: tuple[NetHours, ...]
    toil: ToilLedger  # up to `until`
    toil_ahead: tuple[ToilLine, ...]  # booked, or running out, in the rest of the quarter
    toil_months: int

    def sum_of(self, *kinds: LineKind) -> Fraction:
        """The hours of some kinds of line."""
        return sum((one.hours for one in self.lines if one.kind in kinds), NONE)

    @property
    def so_far(self) -> HoursSoFar:
        """What counts of the quarter so far."""
        return HoursSoFar(
            self.sum_of(LineKind.WORKED, LineKind.BY_HAND),
            self.sum_of(LineKind.CREDITED),
            self.sum_of(LineKind.IN_LIEU),
        )

    @property
    def balance(self) -> Fraction:
        """Of the quarter."""
        return self.so_far.balance(self.asked)

    @property
    def closing(self) -> Fraction:
        """Of the year so far."""
        return self.opening + self.balance

    @property
    def tone(self) -> Tone:
        """Whether the year's balance lies within the limits."""
        return self.limits.tone(self.closing)

    @property
    def toil_left(self) -> Fraction:
        """Time in lieu at the end of what is over."""
        return self.toil.balance(self.until)

    @property
    def toil_lines(self) -> tuple[ToilLine, ...]:
        """The quarter's lines of the ledger in lieu that are over."""
        return tuple(one for one in self.toil.lines if self.start <= one.move.day < self.until)


def hours_account(read: Reading, *, clinician: int, on: dt.date) -> HoursAccount:
    """One person's quarter in which a day lies; a refusal where no contract counts by the year."""
    person = read.get(Clinician, clinician)
    found = hours_accounts(read, on=on, clinicians=(clinician,))
    if not found:
        raise Refusal(
            f"The contract of {person.name} counts no hours by the year in that quarter. "
            "Choose somebody on Agenda for Change."
        )
    return found[0]


def hours_accounts(
    read: Reading, *, on: dt.date, clinicians: Collection[int] | None = None
) -> tuple[HoursAccount, ...]:
    """The quarter of everybody whose contract counts hours by the year, by group and name."""
    start, end = quarter_of(read, on=on)
    ground = hours_ground(read, clinicians=clinicians, start=start, end=end)
    return tuple(
        _account(read, ground, person, start, end)
        for person in ground.people
        if ground.targets[person.id].between(start, end)
    )


def quarter_of(read: Reading, *, on: dt.date) -> tuple[dt.date, dt.date]:
    """The quarter of the leave year in which a day lies, half-open."""
    found = quarters(*leave_year(read, on=on))
    return next(one for one in found if one[0] <= on < one[1])


def _account(
    read: Reading, ground: HoursGround, person: Clinician, start: dt.date, end: dt.date
) -> HoursAccount:
    target, since = ground.targets[person.id], ground.since(person)
    first, until = max(since, start), max(start, min(end, read.today))
    before, lines = _lines(ground, person.id, since, start, until)
    opening = before - target.between(since, min(start, until))
    done = lines[-1].total if lines else NONE
    closing = opening + done - target.between(first, until)
    piece = target.on(end - DAY)
    months = int(annualised_figure(load(piece.code), start, "toil_months"))
    moves = toil_moves(ground, person.id)
    ahead = toil_ledger(moves, months=months, until=end).lines
    return HoursAccount(
        clinician_id=person.id,
        name=person.name,
        grade=person.grade,
        piece=piece,
        year=ground.year,
        start=start,
        end=end,
        since=since,
        until=until,
        target=target.between(start, end),
        asked=target.between(first, until),
        rostered=sum((one.hours for one in ground.worked_on(person.id, start, end)), NONE),
        opening=opening,
        asked_since=target.between(since, until),
        lines=lines,
        projected=_projected(closing, target, since, until),
        away_share=_away_share(ground, person.id, first, until),
        limits=Tolerance(*limits(piece.code, start)),
        periods=tuple(net_hours(ground, person, start=start, end=end, until=until)),
        toil=toil_ledger(moves, months=months, until=until),
        toil_ahead=tuple(one for one in ahead if one.move.day >= until),
        toil_months=months,
    )


def _lines(
    ground: HoursGround, person: int, since: dt.date, start: dt.date, until: dt.date
) -> tuple[Fraction, tuple[HoursLine, ...]]:
    """What counted in the year before a day, and the lines from that day on with their own sum."""
    found = hours_lines(
        ground.worked_on(person, since, until),
        ground.away_on(person, since, until),
        ground.posted_on(person, since, until),
    )
    earlier = [one for one in found if one.day < start]
    before = earlier[-1].total if earlier else NONE
    mine = found[len(earlier) :]
    return before, tuple(replace(one, total=one.total - before) for one in mine)


def _projected(
    closing: Fraction, target: HoursTarget, since: dt.date, until: dt.date
) -> Fraction | None:
    """The balance at the year's end if the hours go on at the same pace."""
    if until <= since:
        return None
    done = HoursSoFar(closing + target.between(since, until))
    last = target.year[1]
    ahead = done.projected(days_gone=(until - since).days, days_of_year=(last - since).days)
    return ahead - target.between(since, last)


def _away_share(ground: HoursGround, person: int, start: dt.date, end: dt.date) -> Fraction | None:
    contracted = ground.targets[person].between(start, end, gross=True)
    away = sum((one.hours for one in ground.away_on(person, start, end)), NONE)
    return share_unavailable(unavailable=away, contracted=contracted) if contracted else None
