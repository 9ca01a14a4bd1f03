"""The evidence for a claim: each check with a tick, a cross or a question, and why in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rota_desk.domain.claim_road import same_person
from rota_desk.domain.overlaps import clock_minutes, common_time
from rota_desk.domain.rates import Price
from rota_desk.domain.said import day, length, moment, span


class Mark(StrEnum):
    """What a check says; each has a shape and a word, never a colour alone."""

    TICK = "tick"
    QUESTION = "question"
    CROSS = "cross"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the rulebook, what it says of a claim, and the exact reason."""

    id: str
    title: str
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Meets:
    """Something else of the claimant's, at a wall time: a claim, a duty, a commitment."""

    start: dt.datetime
    end: dt.datetime
    title: str
    counts: str = ""  # how it counts: "on call", "private"


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule found, and whether it is a breach or only to be asked about."""

    words: str
    breach: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A session of the rota: when, how it stands, and who or why."""

    start: dt.datetime
    end: dt.datetime
    state: str
    reason: str = ""

    @property
    def fell(self) -> bool:
        """Whether it did not take place."""
        return self.state in ("cancelled", "released", "closed")


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """All that is known about a claim when it is checked; times are wall times."""

    start: dt.datetime
    end: dt.datetime
    now: dt.datetime
    claimant: str
    amount: Decimal
    paid: bool = False
    draft: bool = False
    patients: int | None = None
    pre_authorised_by: str = ""
    pre_authorised_at: dt.datetime | None = None
    verified_by: str = ""
    approved_by: str = ""
    submitted_on: dt.date | None = None
    window_days: int = 0
    time_shift_weeks: int = 0
    time_shift: Slot | None = None
    time_shift_agreed_on: dt.date | None = None
    session: Slot | None = None
    price: Price | None = None
    card: str = ""
    has_plan: bool = False
    has_contract: bool = False
    in_planned_time: tuple[Told, ...] = ()
    on_leave: tuple[Told, ...] = ()
    hours: tuple[Told, ...] = ()
    other_claims: tuple[Meets, ...] = ()
    duties: tuple[Meets, ...] = ()
    commitments: tuple[Meets, ...] = ()

    def overlap(self, other: Meets) -> int:
        """Minutes that the claim shares with something else; 0 when none."""
        start, end = common_time(self, other)
        return max(0, clock_minutes(start, end))


def evidence(case: ClaimCase) -> tuple[Check, ...]:
    """Every check of a claim, in reading order."""
    return tuple(
        Check(name, title, *look(case))
        for name, title, look in CHECKS
        if not (name == "wli-timeshift" and _no_shift_needed(case))
    )


def _pre_authorised(case: ClaimCase) -> tuple[Mark, str]:
    at = case.pre_authorised_at
    if at is None:
        waiting = case.draft and case.now < case.start
        said = "Nobody has authorised it" + (" yet." if waiting else " before it started.")
        return (Mark.QUESTION if waiting else Mark.CROSS), said
    said = f"{case.pre_authorised_by}, {moment(at)}"
    if at <= case.start:
        return Mark.TICK, f"{said}, before it started."
    return Mark.CROSS, f"{said}, after it started ({moment(case.start)})."


def _job_plan(case: ClaimCase) -> tuple[Mark, str]:
    if not case.has_plan:
        return Mark.NOT_CHECKED, "No job plan is on file for that day."
    return _told(case.in_planned_time, "No DCC, SPA or APA time of the job plan is touched.")


def _no_shift_needed(case: ClaimCase) -> bool:
    return not case.in_planned_time and case.time_shift_agreed_on is None


def _time_shift(case: ClaimCase) -> tuple[Mark, str]:
    agreed, slot = case.time_shift_agreed_on, case.time_shift
    if agreed is None or slot is None:
        return Mark.CROSS, "No make-up session is agreed for the planned time."
    said = f"Made up {span(slot.start, slot.end)}, agreed {day(agreed)}"
    if agreed >= case.start.date():
        return Mark.CROSS, f"{said}: not before the session ({day(case.start.date())})."
    if abs((slot.start - case.start).days) > case.time_shift_weeks * 7:
        return Mark.CROSS, f"{said}: more than {case.time_shift_weeks} weeks away."
    if slot.fell:
        return Mark.CROSS, f"{said}, but that session was {slot.state}."
    if slot.end > case.now:
        return Mark.QUESTION, f"{said}: not worked yet."
    return Mark.TICK, f"{said}."


def _leave(case: ClaimCase) -> tuple[Mark, str]:
    return _told(case.on_leave, "Not on leave and not absent that day.")


def _on_call(case: ClaimCase) -> tuple[Mark, str]:
    found = [one for one in case.duties if one.counts == "on call" and case.overlap(one)]
    if not found:
        return Mark.TICK, "Not on call at that time."
    said = "; ".join(f"On call {span(one.start, one.end)}" for one in found)
    return Mark.QUESTION, f"{said}: ask whether local policy bars it or nets it off."


def _rota(case: ClaimCase) -> tuple[Mark, str]:
    found = [one for one in case.duties if one.counts != "on call" and case.overlap(one)]
    if not found:
        return Mark.TICK, "On nothing else of the rota at that time."
    said = "; ".join(f"On the rota: {_shared(case, one)}" for one in found)
    if case.time_shift_agreed_on is not None:
        return Mark.QUESTION, f"{said}: take it off the rota if it was shifted."
    return Mark.CROSS, said


def _duplicate(case: ClaimCase) -> tuple[Mark, str]:
    found = [one for one in (*case.other_claims, *case.commitments) if case.overlap(one)]
    if not found:
        return Mark.TICK, "No other claim and no private session at that time."
    return Mark.CROSS, "; ".join(_shared(case, one) for one in found)


def _delivered(case: ClaimCase) -> tuple[Mark, str]:
    if case.session is not None and case.session.fell:
        why = f" ({case.session.reason})" if case.session.reason else ""
        return Mark.CROSS, f"The session was {case.session.state}{why}."
    if case.patients == 0:
        return Mark.CROSS, "No patient was seen."
    if case.end > case.now:
        return Mark.QUESTION, "The session has not ended yet."
    if case.session is None:
        return Mark.QUESTION, "No session of the rota is linked; look in the room diary."
    if case.patients is None:
        return Mark.QUESTION, "The session stands in the rota; the number of patients is missing."
    return Mark.TICK, f"The session stands in the rota; {case.patients} patients."


def _hours(case: ClaimCase) -> tuple[Mark, str]:
    if case.session is None:
        return Mark.NOT_CHECKED, "No session of the rota is linked to compare the times with."
    beyond = clock_minutes(case.start, case.end) - _inside(case, case.session)
    if beyond > 0:
        session = span(case.session.start, case.session.end)
        return Mark.QUESTION, f"{length(beyond)} more than the session, {session}."
    return Mark.TICK, "Within the times of the session."


def _inside(case: ClaimCase, session: Slot) -> int:
    start, end = common_time(case, session)
    return max(0, clock_minutes(start, end))


def _working_time(case: ClaimCase) -> tuple[Mark, str]:
    if not case.has_contract:
        return (
            Mark.NOT_CHECKED,
            "No contract is on file, so no limits are known.",
        )
    return _told(case.hours, "No limit of hours or rest is exceeded by it.")


def _window(case: ClaimCase) -> tuple[Mark, str]:
    last = case.end.date() + dt.timedelta(days=case.window_days)
    if case.submitted_on is not None:
        said = f"Claimed {day(case.submitted_on)}; the last day was {day(last)}."
        return (Mark.TICK if case.submitted_on <= last else Mark.CROSS), said
    if case.now.date() > last:
        return Mark.QUESTION, f"Not claimed yet; the last day was {day(last)}."
    return Mark.TICK, f"Can be claimed until {day(last)}."


def _rate(case: ClaimCase) -> tuple[Mark, str]:
    if case.price is None:
        return Mark.NOT_CHECKED, "No rate card in force that day prices this session."
    said = f"{price_words(case.price)}, by {case.card}"
    if case.amount == case.price.amount:
        return Mark.TICK, f"{said}."
    if case.paid:
        return Mark.QUESTION, f"Paid £{case.amount:,}; the card as it stands gives {said}."
    return Mark.CROSS, f"Claims £{case.amount:,}; the card gives {said}."


def _three_people(case: ClaimCase) -> tuple[Mark, str]:
    signed = {"verified": case.verified_by, "approved": case.approved_by}
    names = [case.claimant, *(name for name in signed.values() if name)]
    for place, one in enumerate(names):
        if any(same_person(one, other) for other in names[:place]):
            return Mark.CROSS, f"{one} signed twice: claimant, verifier and approver are three."
    said = ", ".join(f"{step} by {name}" for step, name in signed.items() if name)
    if case.verified_by and case.approved_by:
        return Mark.TICK, f"Claimed by {case.claimant}, {said}."
    return (
        Mark.QUESTION,
        f"Claimed by {case.claimant}{', ' + said if said else ''}; not signed on.",
    )


def _underdelivery(_case: ClaimCase) -> tuple[Mark, str]:
    return Mark.NOT_CHECKED, "Sessions delivered against the job plan are not compared."


CHECKS: tuple[tuple[str, str, Callable[[ClaimCase], tuple[Mark, str]]], ...] = (
    ("wli-preauth", "Authorised beforehand", _pre_authorised),
    ("wli-jobplan-overlap", "Outside the job plan", _job_plan),
    ("wli-timeshift", "Time shift", _time_shift),
    ("wli-leave", "Not on leave", _leave),
    ("wli-oncall", "Not on call", _on_call),
    ("rota", "Free on the rota", _rota),
    ("wli-duplicate", "Claimed once", _duplicate),
    ("wli-delivered", "Delivered", _delivered),
    ("wli-hours", "Hours of the session", _hours),
    ("wli-wtr", "Hours and rest", _working_time),
    ("wli-window", "In time", _window),
    ("wli-rate", "Rate", _rate),
    ("wli-segregation", "Three people", _three_people),
    ("wli-underdelivery", "Contract first", _underdelivery),
)


def _told(found: Sequence[Told], well: str) -> tuple[Mark, str]:
    if not found:
        return Mark.TICK, well
    mark = Mark.CROSS if any(one.breach for one in found) else Mark.QUESTION
    return mark, "; ".join(dict.fromkeys(one.words for one in found))


def _shared(case: ClaimCase, other: Meets) -> str:
    return f"{other.title}, {span(other.start, other.end)}: {length(case.overlap(other))} twice"


def price_words(price: Price) -> str:
    """A price as its sum: "2 hours × £150 + 2 hours × £200 = £700"."""
    terms = " + ".join(
        f"{part.quantity:f} {part.unit}{'' if part.quantity == 1 else 's'} × £{_pounds(part.rate)}"
        for part in price.parts
    )
    return f"{terms} = £{_pounds(price.amount)}"


def _pounds(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
