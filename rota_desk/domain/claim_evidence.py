"""The evidence for a claim: each check with a tick, a cross or a question, and why in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rota_desk.domain.claim_case import Check, ClaimCase, Mark, Meets, Slot, Told
from rota_desk.domain.claim_road import same_person
from rota_desk.domain.overlaps import clock_minutes, common_time
from rota_desk.domain.rates import Price
from rota_desk.domain.said import day, length, moment, span

_WHOLE = 100  # per cent
_PENNY = Decimal("0.01")


def evidence(case: ClaimCase) -> tuple[Check, ...]:
    """Every check of a claim, in reading order."""
    return tuple(
        Check(name, title, *look(case))
        for name, title, look in CHECKS
        if not (name == "wli-timeshift" and _no_shift_needed(case))
        if not (name == "wli-approver" and not case.approvers)
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
    found = [one for one in case.duties if not one.counts and case.overlap(one)]
    if not found:
        return Mark.TICK, "On nothing else of the rota at that time."
    said = "; ".join(f"On the rota: {_shared(case, one)}" for one in found)
    if case.time_shift_agreed_on is not None:
        return Mark.QUESTION, f"{said}: take it off the rota if it was shifted."
    return Mark.CROSS, said


def _duplicate(case: ClaimCase) -> tuple[Mark, str]:
    bank = (one for one in case.duties if one.counts == "bank")
    others = (*case.other_claims, *bank, *case.commitments)
    found = [one for one in others if case.overlap(one)]
    if not found:
        return Mark.TICK, "No other claim, bank shift or private session at that time."
    said = "; ".join(_shared(case, one) for one in found)
    if all(one.counts == "outside" for one in found):
        return Mark.QUESTION, f"{said}: ask whether it is paid elsewhere."
    return Mark.CROSS, said


def _delivered(case: ClaimCase) -> tuple[Mark, str]:
    if case.session is not None and case.session.fell:
        why = f" ({case.session.reason})" if case.session.reason else ""
        said = f"The session was {case.session.state}{why}"
        if case.share_percent < _WHOLE:
            return Mark.QUESTION, f"{said}; local policy pays {case.share_percent} % of it."
        return Mark.CROSS, f"{said}."
    if case.patients == 0:
        return Mark.CROSS, "No patient was seen."
    if case.end > case.now:
        return Mark.QUESTION, "The session has not ended yet."
    if case.session is None:
        return Mark.QUESTION, "No session of the rota is linked; look in the room diary."
    if case.session.cases == 0:
        return Mark.CROSS, "By what is kept of how it ran, no case was done on the list."
    seen = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((case.patients, "patient"), (case.session.cases, "case"))
        if count is not None
    ]
    if not seen:
        return Mark.QUESTION, "The session stands in the rota; the number of patients is missing."
    return Mark.TICK, f"The session stands in the rota; {', '.join(seen)}."


def _hours(case: ClaimCase) -> tuple[Mark, str]:
    if case.session is None:
        return Mark.NOT_CHECKED, "No session of the rota is linked to compare the times with."
    ran, known = case.session.open_time, case.session.ended is not None
    beyond = clock_minutes(case.start, case.end) - _inside(case, ran)
    allowed = length(case.allowance_minutes) if case.allowance_minutes else ""
    and_ = f" and the {allowed} allowed" if allowed else ""
    if beyond > case.allowance_minutes:
        more = length(beyond - case.allowance_minutes)
        what = "the list ran" if known else "the session"
        return Mark.QUESTION, f"{more} more than {what}, {span(ran.start, ran.end)}{and_}."
    what = "time the list ran" if known else "times of the session"
    return Mark.TICK, f"Within the {what}{and_}."


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
        if case.submitted_on <= last:
            return Mark.TICK, said
        late = (case.submitted_on - last).days
        return (Mark.QUESTION if late <= case.late_days else Mark.CROSS), said
    if case.now.date() > last:
        return Mark.QUESTION, f"Not claimed yet; the last day was {day(last)}."
    return Mark.TICK, f"Can be claimed until {day(last)}."


def _rate(case: ClaimCase) -> tuple[Mark, str]:
    if case.price is None:
        return Mark.NOT_CHECKED, "No rate card in force that day prices this session."
    due = due_amount(case.price.amount, case.share_percent)
    said = f"{share_words(price_words(case.price), due, case.share_percent)}, by {case.card}"
    if case.amount == due:
        return Mark.TICK, f"{said}."
    if case.paid:
        was = f" ({case.priced_as})" if case.priced_as else ""
        return Mark.QUESTION, f"Paid £{case.amount:,}{was}; the card as it stands gives {said}."
    return Mark.CROSS, f"Claims £{case.amount:,}; the card gives {said}."


def _room(case: ClaimCase) -> tuple[Mark, str]:
    if not case.room:
        return Mark.NOT_CHECKED, "No room is named, so the room diary is not compared."
    found = [one for one in case.room_diary if case.overlap(one)]
    others = [one for one in found if one.counts != "theirs"]
    if others:
        return Mark.CROSS, f"{case.room}: " + "; ".join(_shared(case, one) for one in others)
    if found:
        said = "; ".join(f"{one.title}, {span(one.start, one.end)}" for one in found)
        return Mark.TICK, f"{case.room}, in the diary for it: {said}."
    return Mark.QUESTION, f"Nothing stands in the diary of {case.room} at that time."


def _approver(case: ClaimCase) -> tuple[Mark, str]:
    may = [one for one in case.approvers if one.may(case.amount)]
    said = " or ".join(one.words for one in may) or "nobody who is listed"
    if not case.approved_by:
        return (Mark.NOT_CHECKED if may else Mark.CROSS), f"£{case.amount:,} is for {said}."
    if any(same_person(one.name, case.approved_by) for one in may):
        return Mark.TICK, f"{case.approved_by} may approve £{case.amount:,}."
    return Mark.CROSS, f"{case.approved_by} may not approve £{case.amount:,}; it is for {said}."


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
        Mark.NOT_CHECKED,
        f"Claimed by {case.claimant}{', ' + said if said else ''}; not signed on yet.",
    )


def _underdelivery(case: ClaimCase) -> tuple[Mark, str]:
    known = case.delivery
    share = known.share if known else None
    if known is None or share is None:
        return Mark.NOT_CHECKED, "No sessions of a job plan are expected, so none are compared."
    said = (
        f"{_count(known.credit)} sessions credited of {_count(known.expected)} expected since"
        f" {day(known.since)} ({_percent(share)})"
    )
    if share < -known.amber:
        return Mark.QUESTION, f"{said}: credit the contract first."
    return Mark.TICK, f"{said}."


CHECKS: tuple[tuple[str, str, Callable[[ClaimCase], tuple[Mark, str]]], ...] = (
    ("wli-preauth", "Authorised beforehand", _pre_authorised),
    ("wli-jobplan-overlap", "Outside the job plan", _job_plan),
    ("wli-timeshift", "Time shift", _time_shift),
    ("wli-leave", "Not on leave", _leave),
    ("wli-oncall", "Not on call", _on_call),
    ("rota", "Free on the rota", _rota),
    ("wli-duplicate", "Claimed once", _duplicate),
    ("room", "Room diary", _room),
    ("wli-delivered", "Delivered", _delivered),
    ("wli-hours", "Hours of the session", _hours),
    ("wli-wtr", "Hours and rest", _working_time),
    ("wli-window", "In time", _window),
    ("wli-rate", "Rate", _rate),
    ("wli-segregation", "Three people", _three_people),
    ("wli-approver", "Approver", _approver),
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


def due_amount(amount: Decimal, share_percent: int) -> Decimal:
    """The share of a price that is paid, in pence, half a penny up."""
    return (amount * share_percent / _WHOLE).quantize(_PENNY, ROUND_HALF_UP)


def share_words(sum_of_it: str, due: Decimal, share_percent: int) -> str:
    """A sum, and what is left of it where only a share is paid."""
    if share_percent == _WHOLE:
        return sum_of_it
    return f"{sum_of_it}, {share_percent} % of it £{_pounds(due)}"


def _count(sessions: Fraction) -> str:
    return f"{float(sessions):.2f}".rstrip("0").rstrip(".")


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:+.1f} %".replace("-", "\N{MINUS SIGN}")


def _pounds(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
