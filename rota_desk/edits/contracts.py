"""The contracts that bind people, and what they may do and hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import or_, select

from models import Activity, Clinician, Contract, Permission, Post, PostHolding
from models.types import ContractCode
from rota_desk.edits.counting import follow_person
from rota_desk.errors import Refusal
from rota_desk.exchange.contracts import LONGEST_CYCLE, MOST_ADDITIONAL
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

MOST_WTE = Decimal("1.5")


def add_contract(
    work: UnitOfWork,
    *,
    clinician: int,
    code: ContractCode,
    start: dt.date,
    wte: Decimal = Decimal(1),
    end: dt.date | None = None,
    contracted_pas: Decimal | None = None,
    weekly_hours: Decimal | None = None,
    opt_out: bool = False,
    opt_out_signed: dt.date | None = None,
    service_from: dt.date | None = None,
    cycle_weeks: int | None = None,
    additional_hours: Decimal | None = None,
) -> int:
    """Add the terms that bind somebody from a day on; the ones before end there."""
    person = work.get(Clinician, clinician)
    _refuse_contract(wte, start, end)
    _refuse_schedule(cycle_weeks, additional_hours)
    held = work.all(select(Contract).where(Contract.clinician_id == clinician))
    if any(one.start == start for one in held):
        raise Refusal(f"A contract from {day_and_year(start)} is there already. Change that one.")
    for one in held:
        if one.start < start and (one.end is None or one.end > start):
            one.end = start
    later = min((one.start for one in held if one.start > start), default=None)
    contract = Contract(
        clinician_id=clinician,
        code=code,
        start=start,
        wte=wte,
        end=end if later is None or (end is not None and end <= later) else later,
        contracted_pas=contracted_pas,
        weekly_hours=weekly_hours,
        opt_out=opt_out,
        opt_out_signed=opt_out_signed if opt_out else None,
        service_from=service_from or start,
        cycle_weeks=cycle_weeks,
        additional_hours=additional_hours,
    )
    work.add(contract)
    work.label = f"Contract of {person.name} from {day_and_year(start)}"
    return contract.id


def change_contract(
    work: UnitOfWork,
    *,
    contract: int,
    code: ContractCode,
    start: dt.date,
    wte: Decimal,
    end: dt.date | None = None,
    contracted_pas: Decimal | None = None,
    weekly_hours: Decimal | None = None,
    opt_out: bool = False,
    opt_out_signed: dt.date | None = None,
    service_from: dt.date | None = None,
    cycle_weeks: int | None = None,
    additional_hours: Decimal | None = None,
) -> None:
    """Correct a contract as it stands; a change of terms is a new contract from its day."""
    there = work.get(Contract, contract)
    person = work.get(Clinician, there.clinician_id)
    _refuse_contract(wte, start, end)
    _refuse_schedule(cycle_weeks, additional_hours)
    others = select(Contract).where(
        Contract.clinician_id == person.id,
        Contract.id != contract,
        or_(Contract.end.is_(None), Contract.end > start),
    )
    for other in work.all(others):
        if end is None or other.start < end:
            raise Refusal(
                f"{person.name} has a contract from {day_and_year(other.start)} that would"
                " overlap. Give this one an end, or change the other first."
            )
    there.code, there.start, there.end, there.wte = code, start, end, wte
    there.contracted_pas, there.weekly_hours = contracted_pas, weekly_hours
    there.opt_out, there.service_from = opt_out, service_from
    there.opt_out_signed = opt_out_signed if opt_out else None
    if not opt_out:
        there.opt_out_notice = there.opt_out_until = None
    there.cycle_weeks, there.additional_hours = cycle_weeks, additional_hours
    work.label = f"Change the contract of {person.name}"


def remove_contract(work: UnitOfWork, *, contract: int) -> None:
    """Remove a contract that was recorded by mistake."""
    there = work.get(Contract, contract)
    work.label = f"Remove a contract of {work.get(Clinician, there.clinician_id).name}"
    work.remove(there)


def allow_activity(
    work: UnitOfWork,
    *,
    clinician: int,
    activity: int,
    start: dt.date,
    supervised: bool = False,
) -> int:
    """Say that somebody may do an activity from a day on; answers the permission's number."""
    person, kind = work.get(Clinician, clinician), work.get(Activity, activity)
    held = select(Permission).where(
        Permission.clinician_id == clinician,
        Permission.activity_id == activity,
        or_(Permission.end.is_(None), Permission.end > start),
    )
    if work.one(held) is not None:
        raise Refusal(f"{person.name} may do {kind.name} already. End that permission first.")
    given = work.add(
        Permission(
            clinician_id=clinician, activity_id=activity, start=start, supervised=supervised
        )
    )
    if supervised:
        follow_person(work, clinician=clinician, start=start)
    work.label = f"{person.name} may do {kind.name}"
    return given.id


def end_permission(work: UnitOfWork, *, permission: int, end: dt.date) -> None:
    """Say from which day somebody may no longer do an activity."""
    there = work.get(Permission, permission)
    if end <= there.start:
        raise Refusal(
            f"The permission begins on {day_and_year(there.start)}; remove it if it never held."
        )
    there.end = end
    if there.supervised:
        follow_person(work, clinician=there.clinician_id, start=end)
    work.label = f"{_what(work, there)}: ends {day_and_year(end)}"


def remove_permission(work: UnitOfWork, *, permission: int) -> None:
    """Remove a permission that was given by mistake."""
    there = work.get(Permission, permission)
    work.label = f"{_what(work, there)}: removed"
    whom, since, supervised = there.clinician_id, there.start, there.supervised
    work.remove(there)
    if supervised:
        follow_person(work, clinician=whom, start=since)


def hold_post(
    work: UnitOfWork,
    *,
    clinician: int,
    post: int,
    start: dt.date,
    end: dt.date | None = None,
) -> int:
    """Put somebody in a post from a day on; who holds it then ends the day before."""
    person, there = work.get(Clinician, clinician), work.get(Post, post)
    if end is not None and end <= start:
        raise Refusal("The post would end before it begins. Turn the two days round.")
    held = work.all(select(PostHolding).where(PostHolding.post_id == post))
    for other in held:
        if other.start < start and (other.end is None or other.end > start):
            other.end = start
        elif other.start >= start and (end is None or other.start < end):
            name = work.get(Clinician, other.clinician_id).name
            raise Refusal(
                f"{name} holds {there.name} from {day_and_year(other.start)}. Give an end before"
                " that, or remove their holding first."
            )
    holding = work.add(PostHolding(post_id=post, clinician_id=clinician, start=start, end=end))
    work.label = f"{person.name} holds {there.name} from {day_and_year(start)}"
    return holding.id


def end_holding(work: UnitOfWork, *, holding: int, end: dt.date) -> None:
    """Say from which day somebody no longer holds a post; it is vacant then."""
    there = work.get(PostHolding, holding)
    if end <= there.start:
        raise Refusal(f"They hold the post from {day_and_year(there.start)}; end it after that.")
    there.end = end
    work.label = f"{work.get(Post, there.post_id).name} vacant from {day_and_year(end)}"


def remove_holding(work: UnitOfWork, *, holding: int) -> None:
    """Remove a holding that was recorded by mistake."""
    there = work.get(PostHolding, holding)
    work.label = f"Remove a holding of {work.get(Post, there.post_id).name}"
    work.remove(there)


def _refuse_contract(wte: Decimal, start: dt.date, end: dt.date | None) -> None:
    if not 0 < wte <= MOST_WTE:
        raise Refusal("The share of full time lies above 0 and up to 1.5, such as 0.6.")
    if end is not None and end <= start:
        raise Refusal("The contract would end before it begins. Turn the two days round.")


def _refuse_schedule(cycle_weeks: int | None, additional_hours: Decimal | None) -> None:
    if cycle_weeks is not None and not 1 <= cycle_weeks <= LONGEST_CYCLE:
        raise Refusal(f"A rota's cycle has 1 to {LONGEST_CYCLE} weeks, such as 8.")
    if additional_hours is not None and not 0 <= additional_hours <= MOST_ADDITIONAL:
        raise Refusal(
            f"Additional hours a week lie between 0 and {MOST_ADDITIONAL}, such as 6.5;"
            " leave the field empty where they are not known."
        )


def _what(work: UnitOfWork, there: Permission) -> str:
    person, activity = (
        work.get(Clinician, there.clinician_id),
        work.get(Activity, there.activity_id),
    )
    return f"{person.name}, {activity.name}"
