"""A job plan with its lines as records and as plain values, and what its contract says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from models import Activity, Contract, JobPlan, JobPlanLine, PostHolding
from rota_desk.domain.facts import PlanLine
from rota_desk.domain.programmed_activities import (
    PaTerms,
    PlanTotals,
    clashes,
    plan_totals,
)
from rota_desk.queries.snapshot import plan_line
from rota_desk.rules.contract import load
from rota_desk.rules.pa_terms import pa_terms
from rota_desk.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan with its lines as records and as plain values, and the worth of a PA."""

    plan: JobPlan
    lines: tuple[JobPlanLine, ...]
    values: tuple[PlanLine, ...]
    terms: PaTerms | None
    contracted: Decimal | None
    clashing: tuple[tuple[PlanLine, PlanLine], ...]

    @property
    def totals(self) -> PlanTotals | None:
        """The sums of the plan, None where the contract knows no programmed activities."""
        return plan_totals(self.values, self.terms, Fraction(0)) if self.terms else None


def plan_sheet(read: Reading, plan: JobPlan) -> PlanSheet:
    """A plan's sheet, with the contract that binds its owner when it is looked at."""
    titles = {one.id: one.name for one in read.all(select(Activity))}
    lines = tuple(
        read.all(
            select(JobPlanLine)
            .where(JobPlanLine.job_plan_id == plan.id)
            .order_by(JobPlanLine.weekday, JobPlanLine.starts, JobPlanLine.id)
        )
    )
    values = tuple(
        plan_line(read, plan, line, titles.get(line.activity_id or 0, "")) for line in lines
    )
    contract = _contract(read, plan)
    return PlanSheet(
        plan=plan,
        lines=lines,
        values=values,
        terms=_terms(contract, plan.start),
        contracted=_contracted(plan, contract),
        clashing=tuple(clashes(values)),
    )


def _contract(read: Reading, plan: JobPlan) -> Contract | None:
    """The contract that binds the plan's owner when it is looked at; a post's holder's."""
    whom = plan.clinician_id
    if whom is None:
        holding = read.one(
            select(PostHolding)
            .where(PostHolding.post_id == plan.post_id, PostHolding.start <= read.today)
            .order_by(PostHolding.start.desc())
        )
        whom = holding.clinician_id if holding else None
    when = max(plan.start, read.today)
    held = select(Contract).where(Contract.clinician_id == whom, Contract.start <= when)
    return read.one(held.order_by(Contract.start.desc()))


def _terms(contract: Contract | None, day: dt.date) -> PaTerms | None:
    if contract is None:
        return None
    pack = load(contract.code.value)
    return pa_terms(pack.means(day)) if "pa_plain" in pack.definitions else None


def _contracted(plan: JobPlan, contract: Contract | None) -> Decimal | None:
    if plan.contracted_pas is not None:
        return plan.contracted_pas
    return contract.contracted_pas if contract else None
