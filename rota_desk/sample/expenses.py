"""The sample's expenses: mileage and study lines, right and wrong, with rates and questions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models import ExpenseLine, ExpenseQuery, LeaveRequest
from models.types import ExpenseKind, ExpenseState, Vehicle
from rota_desk.edits.expenses import approve_expense, pay_expenses, verify_expense
from rota_desk.edits.mileage_rates import enter_mileage_rate
from rota_desk.sample.facts import table
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
BACK = " and back"
SIGNED = (ExpenseState.VERIFIED, ExpenseState.APPROVED, ExpenseState.PAID)
MECHANISM = dt.date(2026, 6, 1)  # from here on the rates have to be entered


def lay_expenses(scene: Scene) -> None:
    """Enter the rates the department asked payroll for, then every line with its questions."""
    facts = table("claims")
    if scene.anchor.today >= MECHANISM:
        for rate in facts["mileage_rate"]:
            _enter(scene, rate)
    for number, line in enumerate(facts["expense"], start=1):
        _lay(scene, line, f"EXP-{number:04d}")


def _enter(scene: Scene, rate: dict[str, Any]) -> None:
    enter_mileage_rate(
        scene.work,
        vehicle=Vehicle(rate["vehicle"]),
        valid_from=MECHANISM,
        first_rate=Decimal(rate["first"]),
        beyond_rate=Decimal(rate["beyond"]) if "beyond" in rate else None,
        tier_miles=rate.get("tier_miles"),
        source=rate["source"],
    )


def _lay(scene: Scene, facts: dict[str, Any], reference: str) -> None:
    day = scene.anchor.day(facts["week"], facts["day"])
    late = facts.get("submitted")
    submitted = scene.anchor.today if late is not None else day + 12 * DAY
    state = ExpenseState(facts.get("state", "submitted"))
    begin, end = facts.get("from", ""), facts.get("to", "")
    line = scene.work.add(
        ExpenseLine(
            clinician_id=scene.person(facts["who"]),
            day=day,
            kind=ExpenseKind(facts["kind"]),
            state=ExpenseState.SUBMITTED if state in SIGNED else state,
            reference=reference,
            from_place=begin,
            to_place=end.removesuffix(BACK),
            returns=end.endswith(BACK),
            from_home=begin == "Home",
            from_site_id=_site(scene, begin),
            site_id=_site(scene, end.removesuffix(BACK)),
            vehicle=Vehicle(facts.get("vehicle", "car")),
            miles=Decimal(facts["miles"]) if "miles" in facts else None,
            amount=Decimal(facts["amount"]) if "amount" in facts else None,
            passengers=facts.get("passengers", 0),
            passenger_names=facts.get("names", ""),
            receipt=facts.get("receipt", ""),
            leave_request_id=_leave(scene, facts),
            submitted_on=min(submitted, scene.anchor.today),
            source=facts.get("source", ""),
            brought_forward=facts.get("brought_forward", False),
            query=facts.get("query", "") if state is ExpenseState.QUERIED else "",
            note=facts.get("note", ""),
        )
    )
    _ask(scene, line, facts)
    if state in SIGNED:
        _sign(scene, line, state)


def _sign(scene: Scene, line: ExpenseLine, state: ExpenseState) -> None:
    """Verify the line, which fixes its amount; approve and pay it where it came so far."""
    verify_expense(scene.work, line=line.id, by=scene.coordinator)
    if state in SIGNED[1:]:
        approve_expense(scene.work, line=line.id, by=scene.manager)
    if state is ExpenseState.PAID:
        pay_expenses(scene.work, lines=[line.id], on=min(line.day + 21 * DAY, scene.anchor.today))


def _ask(scene: Scene, line: ExpenseLine, facts: dict[str, Any]) -> None:
    """Log the question about a line, and the answer where one came."""
    if "query" not in facts:
        return
    answer = facts.get("answer", "")
    scene.work.add(
        ExpenseQuery(
            expense_line_id=line.id,
            question=facts["query"],
            asked_by=scene.coordinator,
            asked_at=scene.anchor.ago(9, "10:20"),
            answer=answer,
            answered_by=scene.name(facts["who"]) if answer else "",
            answered_at=scene.anchor.ago(6, "15:05") if answer else None,
        )
    )


def _site(scene: Scene, place: str) -> int | None:
    """The site of that name, or whose name begins so."""
    for site in scene.sites.values():
        if place and (site.name == place or site.name.startswith(f"{place} ")):
            return site.id
    return None


def _leave(scene: Scene, facts: dict[str, Any]) -> int | None:
    if "mine" not in facts:
        return None
    mine = scene.work.one(
        select(LeaveRequest).where(
            LeaveRequest.clinician_id == scene.person(facts["who"]),
            LeaveRequest.course == facts["mine"],
        )
    )
    return mine.id if mine else None
