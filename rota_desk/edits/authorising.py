"""Limits exceeded knowingly, and findings accepted knowingly: by whom, why, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models import Authorisation, ClinicalSession, Clinician, Contract, Waiver
from rota_desk.domain.span import midnight
from rota_desk.errors import Refusal
from rota_desk.queries.rule_words import rule_words
from rota_desk.rules.contract import DESK, Severity, Terms, codes, load
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year, day_words

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
ABOUT = 80  # characters of a rule that a refusal repeats


def authorise(
    work: UnitOfWork,
    *,
    rule: str,
    clinician: int,
    since: dt.date,
    until: dt.date | None,
    by: str,
    reason: str,
) -> int:
    """Record that somebody allowed a person to exceed a limit; both days included.

    Only where the person's contract lets the limit be lifted by a named authorisation. Without
    `until` it holds until it is ended. Answers its number.
    """
    person = work.get(Clinician, clinician)
    if until is not None and until < since:
        raise Refusal("The authorisation would end before it begins. Turn the days round.")
    _refuse_law(rule)
    if not any(
        limit.authorisable
        for one in _binding(work, clinician, rule, since)
        for limit in one.limits.values()
    ):
        raise Refusal(
            f"Nothing in the contract of {person.name} lets anybody authorise {_short(rule)}. "
            "Change the rota, or accept the single finding with a reason."
        )
    made = Authorisation(
        rule_id=rule,
        since=since,
        until=until,
        clinician_id=clinician,
        authorised_by=_named(by, "who authorises it"),
        authorised_at=work.stamp,
        reason=_named(reason, "why it is authorised"),
    )
    work.label = f"Authorise {_short(rule)} for {person.name}{_until(until)}"
    return work.add(made).id


def end_authorisation(
    work: UnitOfWork, *, authorisation: int, last_day: dt.date | None = None
) -> None:
    """Let an authorisation hold until `last_day` (yesterday) at the longest.

    One that would end before it began is taken away.
    """
    there = work.get(Authorisation, authorisation)
    last = last_day or work.today - DAY
    whose = work.find(Clinician, there.clinician_id or 0)
    name = f" for {whose.name}" if whose else ""
    work.label = f"End the authorisation of {_short(there.rule_id)}{name}"
    if there.until is not None and there.until < last:
        raise Refusal(
            f"It ends on {day_and_year(there.until)} already. "
            "To let it last longer, authorise it again."
        )
    if last < there.since:
        work.remove(there)
    else:
        there.until = last


def waive(
    work: UnitOfWork,
    *,
    rule: str,
    start: dt.datetime,
    end: dt.datetime,
    clinician: int | None = None,
    session: int | None = None,
    until: dt.date | None = None,
    by: str,
    reason: str,
) -> int:
    """Accept a finding knowingly, for its span of wall time or until the end of `until`.

    What the law says cannot be accepted away. Answers the number of the waiver.
    """
    if end < start:
        raise Refusal("The finding would end before it begins. Turn the times round.")
    if clinician is None and session is None:
        raise Refusal("Say whose finding it is, or of which session.")
    _refuse_law(rule)
    whom = work.get(Clinician, clinician).name if clinician is not None else ""
    if session is not None:
        work.get(ClinicalSession, session)
    begin, last = _span_of(start, end, until)
    made = Waiver(
        rule_id=rule,
        start=begin,
        end=last,
        waived_by=_named(by, "who accepts it"),
        waived_at=work.stamp,
        reason=_named(reason, "why it is accepted"),
        clinician_id=clinician,
        session_id=session,
    )
    where = ", ".join(part for part in (whom, day_words(start.date())) if part)
    work.label = f"Accept {_short(rule)}: {where}"
    return work.add(made).id


def withdraw_waiver(work: UnitOfWork, *, waiver: int) -> None:
    """Take an acceptance back; the finding counts again."""
    there = work.get(Waiver, waiver)
    work.label = f"Take back the acceptance of {_short(there.rule_id)}"
    work.remove(there)


def _span_of(
    start: dt.datetime, end: dt.datetime, until: dt.date | None
) -> tuple[dt.datetime, dt.datetime]:
    """A span that meets the finding, also one of no length, and lasts as long as asked."""
    if until is not None and until < end.date():
        raise Refusal(
            f"The finding lasts until {day_words(end.date())}; accept it at least so long."
        )
    if end == start:
        start, end = start - MINUTE, end + MINUTE
    return start, end if until is None else max(end, midnight(until + DAY))


def _refuse_law(rule: str) -> None:
    """Refuse a rule that nobody knows, and one that the law makes."""
    known = [clause for code in codes() for clause in load(code).clauses if clause.id == rule]
    if not known:
        raise Refusal(f'There is no rule "{_short(rule)}"; the book of rules lists them all.')
    if all(clause.severity is Severity.STATUTORY for clause in known):
        raise Refusal(
            f"The rule on {_short(rule)} is law: nobody can authorise or accept it away. "
            "Change the rota."
        )


def _binding(work: UnitOfWork, clinician: int, rule: str, day: dt.date) -> Iterator[Terms]:
    """What the person's contract of that day, or the desk itself, says of a rule."""
    held = work.one(
        select(Contract)
        .where(Contract.clinician_id == clinician, Contract.start <= day)
        .where(Contract.end.is_(None) | (Contract.end > day))
        .order_by(Contract.start.desc())
    )
    for code in (DESK, *([held.code.value] if held else ())):
        book = load(code)
        for key in dict.fromkeys(one.key for one in book.clauses if one.id == rule):
            yield from (one for one in book.terms(key, day) if one.id == rule)


def _named(text: str, what: str) -> str:
    said = text.strip()
    if not said:
        raise Refusal(f"Say {what}; it stands in the compliance report.")
    return said


def _until(until: dt.date | None) -> str:
    return f" until {day_words(until)}" if until else ""


def _short(rule: str) -> str:
    said = rule_words(rule)
    return said if len(said) <= ABOUT else f"{said[:ABOUT]}…"
