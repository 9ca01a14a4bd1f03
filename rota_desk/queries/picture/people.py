"""People with their contracts and what is authorised for them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from models import (
    Authorisation,
    Clinician,
    Contract,
    Joining,
)
from rota_desk.domain.snapshot import (
    Authorised,
    HeldContract,
    OptOut,
    Person,
)
from rota_desk.queries.picture.horizon import Horizon
from rota_desk.unit_of_work import Reading

HOUR = 60  # minutes


def people_of(read: Reading, horizon: Horizon) -> Iterator[Person]:
    """Each person by number, with every contract and authorisation they hold."""
    held: dict[int, list[Contract]] = defaultdict(list)
    for contract in read.all(
        select(Contract).where(horizon.whose(Contract.clinician_id)).order_by(Contract.start)
    ):
        held[contract.clinician_id].append(contract)
    allowed: dict[int, list[Authorised]] = defaultdict(list)
    for one in read.all(select(Authorisation).where(Authorisation.clinician_id.is_not(None))):
        allowed[one.clinician_id or 0].append(Authorised(one.rule_id, one.since, one.until))
    names = (
        select(Clinician.id, Clinician.name, Clinician.joined, Joining.schedule_on)
        .outerjoin(Joining, Joining.clinician_id == Clinician.id)
        .where(horizon.whose(Clinician.id))
    )
    for number, name, joined, sent in read.rows(names.order_by(Clinician.id)):
        person = _person(number, name, held[number], tuple(allowed[number]), horizon)
        known = joined is not None and sent is not None
        yield replace(person, schedule_sent=(joined, sent)) if known else person


def _person(
    number: int,
    name: str,
    contracts: list[Contract],
    allowed: tuple[Authorised, ...],
    horizon: Horizon,
) -> Person:
    bound = tuple(HeldContract(one.code.value, one.start, one.end) for one in contracts)
    present = next((one for one in reversed(contracts) if one.start < horizon.end), None)
    if present is None:
        outs = tuple(opt_outs_of(contracts))
        return Person(number, name, bound, opt_outs=outs, authorised=allowed)
    return Person(
        clinician_id=number,
        name=name,
        contracts=bound,
        opt_outs=tuple(opt_outs_of(contracts)),
        wte=present.wte,
        contracted_pas=present.contracted_pas,
        authorised=allowed,
        cycle_weeks=present.cycle_weeks,
        additional_minutes=_minutes(present.additional_hours),
    )


def opt_outs_of(contracts: Iterable[Contract]) -> Iterator[OptOut]:
    """The days on which an opt-out on file holds, in the order of the contracts."""
    for one in contracts:
        if one.opt_out:
            since = max(one.start, one.opt_out_signed or one.start)
            until = min(one.end or dt.date.max, one.opt_out_until or dt.date.max)
            if since < until:
                yield OptOut(since, until)


def _minutes(hours: Decimal | None) -> Fraction | None:
    return None if hours is None else Fraction(hours) * HOUR
