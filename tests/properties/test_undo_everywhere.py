"""Edits of every room, in any order: undone one by one, redone, every state is the same again."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from build import (
    MONDAY,
    a_job_plan,
    a_pattern,
    a_plan_line,
    a_post,
    a_rate_card,
    a_room,
    a_site,
    allowed,
    an_activity,
    an_allowance,
    at,
    held,
)
from build import a_desk as a_desk_in
from sqlalchemy import select
from wards import a_small_ward

from models import (
    Absence,
    Activity,
    Assignment,
    AuditChange,
    AuditEntry,
    ClinicalSession,
    Clinician,
    ContactDetail,
    Contract,
    EscalationStep,
    JobPlan,
    JobPlanLine,
    Kit,
    LeaveRequest,
    LocalRule,
    LogEntry,
    OnCallRota,
    Permission,
    Post,
    Reminder,
    Room,
    RoomBooking,
    Site,
    Unavailability,
    WliClaim,
)
from models.base import Base
from models.types import (
    Category,
    ContactKind,
    ContractCode,
    LeaveKind,
    LocalRuleKind,
    OnCallTier,
    RoomKind,
    Slot,
    StaffGroup,
    UnavailabilityKind,
)
from rota_desk.cli.import_roster import record
from rota_desk.desk import Desk
from rota_desk.edits import (
    absences,
    assignments,
    bookings,
    building,
    cells,
    claim_steps,
    claims,
    clinicians,
    commitments,
    contacts,
    contracts,
    distances,
    escalation,
    filling,
    gaps,
    handing_on,
    job_plans,
    joining,
    kit,
    leave,
    list_points,
    list_run,
    local_rules,
    log,
    on_call,
    pattern_design,
    patterns,
    plan_cells,
    plan_changes,
    publishing,
    rooms,
    sessions,
    settings,
    sites,
)
from rota_desk.errors import Refusal
from rota_desk.intake.roster import read_roster
from rota_desk.unit_of_work import Reading

State = dict[str, list[dict[str, Any]]]
Act = Callable[[], object]
APPEND_ONLY = {AuditEntry.__tablename__, AuditChange.__tablename__}
LINE = job_plans.LineFacts(dt.time(8, 30), dt.time(12, 30), Category.DCC, Slot.AM, weekday=2)
ROSTER = "Date,Dr A Patel,Dr N Ewcomer\n2026-11-23,LD,AL\n2026-11-24,N,LD\n2026-11-25,AL,N\n"
STEPS = 40


def every_row(read: Reading) -> State:
    """The whole file but for the audit trail, row by row."""
    return {
        table.name: [dict(row._mapping) for row in read.rows(select(table).order_by(table.c.id))]
        for table in Base.metadata.sorted_tables
        if table.name not in APPEND_ONLY
    }


def numbers(read: Reading, *, kind: type[Base]) -> list[int]:
    return [record.id for record in read.all(select(kind).order_by(kind.id))]


class Hand:
    """Somebody who does whatever comes, to whatever is there."""

    def __init__(self, desk: Desk, chance: random.Random, folder: Path) -> None:
        self.desk, self.chance = desk, chance
        self.roster = folder / "roster.csv"
        self.roster.write_text(ROSTER, encoding="utf-8", newline="")

    def a(self, kind: type[Base]) -> int:
        """The number of any record of a kind; of none when there is none."""
        return self.chance.choice(self.desk.ask(numbers, kind=kind) or [999])

    def day(self) -> dt.date:
        return MONDAY + dt.timedelta(days=self.chance.randrange(0, 28))

    def days(self) -> dict[str, dt.date]:
        first = self.day()
        return {"first": first, "last": first + dt.timedelta(days=self.chance.randrange(0, 6))}

    def times(self) -> dict[str, dt.datetime]:
        start = at(self.day(), "08:00") + dt.timedelta(hours=self.chance.randrange(0, 12))
        return {"start": start, "end": start + dt.timedelta(hours=self.chance.randrange(1, 6))}

    def amount(self) -> Decimal:
        return Decimal(self.chance.randrange(1, 40)) / 4

    def a_name(self) -> str:
        return f"Dr {self.chance.randrange(10**6)}"

    def acts(self) -> dict[str, list[Act]]:
        """What can be done, by room; each act draws its own facts when it is done."""
        do: Callable[..., object] = self.desk.do
        a = self.a
        return {
            "absences": [
                lambda: do(absences.record_absence, clinician=a(Clinician), **self.days()),
                lambda: do(
                    absences.record_absence,
                    clinician=a(Clinician),
                    first=self.day(),
                    tell=["Lead"],
                ),
                lambda: do(absences.close_absence, absence=a(Absence), last=self.day()),
                lambda: do(absences.free_absence, absence=a(Absence), through=self.day()),
                lambda: do(absences.remove_absence, absence=a(Absence)),
                lambda: do(absences.tell_of_absence, absence=a(Absence), whom=self.a_name()),
                lambda: do(absences.record_sent_to_esr, absence=a(Absence)),
            ],
            "leave": [
                *[
                    lambda: do(
                        leave.request_leave,
                        clinician=a(Clinician),
                        kind=self.chance.choice((LeaveKind.ANNUAL, LeaveKind.STUDY)),
                        **self.days(),
                    )
                ]
                * 2,
                *[lambda: do(leave.approve_leave, leave=a(LeaveRequest))] * 2,
                lambda: do(leave.decline_leave, leave=a(LeaveRequest), reason="Too many away"),
                lambda: do(leave.withdraw_leave, leave=a(LeaveRequest)),
                lambda: do(leave.cancel_leave, leave=a(LeaveRequest), reason="Not going"),
                lambda: do(leave.change_leave, leave=a(LeaveRequest), **self.days()),
                lambda: do(
                    leave.leave_out_session, leave=a(LeaveRequest), session=a(ClinicalSession)
                ),
            ],
            "rooms": [
                lambda: do(bookings.book_room, room=a(Room), title="Stoma clinic", **self.times()),
                lambda: do(
                    bookings.move_booking, booking=a(RoomBooking), room=a(Room), **self.times()
                ),
                lambda: do(bookings.cancel_booking, booking=a(RoomBooking)),
                lambda: do(kit.add_kit, name=self.a_name(), room=a(Room)),
                lambda: do(kit.promise_kit, kit=[a(Kit)], session=a(ClinicalSession)),
                lambda: do(kit.promise_kit, kit=[a(Kit)], booking=a(RoomBooking)),
                lambda: do(
                    list_points.fill_list, session=a(ClinicalSession), cases="2 COL + 3 OGD"
                ),
                lambda: do(list_run.record_run, session=a(ClinicalSession), cases=7, touch=90),
                lambda: do(bookings.close_room, room=a(Room), reason="Leak", **self.times()),
                lambda: do(rooms.put_session_in_room, session=a(ClinicalSession), room=a(Room)),
                lambda: do(rooms.release_session, session=a(ClinicalSession), reason="Leave"),
                lambda: do(
                    rooms.take_released_session, session=a(ClinicalSession), clinician=a(Clinician)
                ),
                lambda: do(
                    rooms.offer_room_to_service, session=a(ClinicalSession), service="Pain"
                ),
                lambda: do(sites.remove_room, room=a(Room)),
                lambda: do(distances.set_distance, first=1, second=a(Site), minutes=20),
                lambda: do(distances.forget_distance, first=a(Site), second=1),
                lambda: do(
                    sites.add_room,
                    site=1,
                    code=self.a_name()[3:],
                    name=self.a_name(),
                    kind=RoomKind.CLINIC,
                ),
            ],
            "claims": [
                *[lambda: do(claims.add_claim, clinician=a(Clinician), activity=1, **self.times())]
                * 2,
                lambda: do(claims.change_claim, claim=a(WliClaim), activity=1, **self.times()),
                lambda: do(claim_steps.pre_authorise, claim=a(WliClaim), by="J Penrose"),
                lambda: do(claim_steps.mark_worked, claim=a(WliClaim), patients=8),
                lambda: do(claim_steps.cancel_claim, claim=a(WliClaim), reason="Twice"),
                lambda: do(claims.remove_claim, claim=a(WliClaim)),
            ],
            "job plans": [
                lambda: do(
                    job_plans.save_job_plan,
                    clinician=a(Clinician),
                    start=MONDAY,
                    contracted_pas=self.amount(),
                ),
                *[
                    lambda: do(
                        job_plans.add_plan_line,
                        plan=a(JobPlan),
                        facts=replace(
                            LINE, activity=1, weekday=self.chance.randrange(7), pas=self.amount()
                        ),
                    )
                ]
                * 2,
                lambda: do(job_plans.change_plan_line, line=a(JobPlanLine), facts=LINE),
                lambda: do(job_plans.remove_plan_line, line=a(JobPlanLine)),
                lambda: do(
                    job_plans.start_new_version,
                    plan=a(JobPlan),
                    monday=MONDAY + dt.timedelta(weeks=self.chance.randrange(1, 4)),
                ),
                lambda: do(
                    plan_changes.change_plan_from,
                    plan=a(JobPlan),
                    monday=MONDAY + dt.timedelta(weeks=self.chance.randrange(3)),
                    changes=(
                        plan_changes.LineChange(
                            a(JobPlanLine),
                            replace(LINE, activity=1, weekday=self.chance.randrange(7)),
                        ),
                    ),
                ),
                lambda: do(plan_changes.follow_plan, plan=a(JobPlan)),
                lambda: do(
                    plan_cells.fill_plan,
                    plan=a(JobPlan),
                    fills=(
                        plan_cells.PlanFill(
                            self.chance.randrange(7),
                            Slot.AM,
                            self.chance.choice(["EN", "+CL", "", "EN 09:00-11:00"]),
                        ),
                    ),
                ),
            ],
            "building": [
                lambda: do(
                    building.build_period, first=MONDAY, last=MONDAY + dt.timedelta(days=20)
                ),
                lambda: do(patterns.start_pattern, pattern=1, first=MONDAY, starts={1: 2}),
                lambda: do(
                    patterns.lay_pattern,
                    pattern=1,
                    first=MONDAY,
                    last=MONDAY + dt.timedelta(days=13),
                    starts={1: 1},
                ),
                lambda: do(
                    handing_on.take_up_post,
                    clinician=a(Clinician),
                    post=a(Post),
                    start=self.day(),
                ),
                lambda: do(publishing.publish, first=MONDAY, last=self.day()),
                lambda: do(
                    pattern_design.fill_pattern,
                    pattern=1,
                    fills=(
                        pattern_design.PatternFill(
                            self.chance.randrange(1, 4),
                            self.chance.randrange(7),
                            self.chance.choice(["LD", "NT+LD", "", "LD 07:30-19:30"]),
                        ),
                    ),
                ),
                lambda: do(
                    pattern_design.add_pattern_line,
                    pattern=1,
                    after=self.chance.randrange(2),
                    copy_of=1,
                ),
                lambda: do(pattern_design.move_pattern_line, pattern=1, week=2, to=1),
                lambda: do(pattern_design.remove_pattern_line, pattern=1, week=1),
                lambda: do(
                    on_call.save_on_call_rota,
                    name=self.a_name(),
                    tier=OnCallTier.SECOND,
                    codes=["LD"],
                ),
                lambda: do(on_call.remove_on_call_rota, rota=a(OnCallRota)),
            ],
            "settings": [
                lambda: do(
                    settings.change_setting,
                    key="leave.open_absence_clears_days",
                    value=self.chance.randrange(1, 9),
                ),
                lambda: do(settings.change_department, name=self.a_name(), nation="scotland"),
                lambda: do(settings.add_bank_holiday, day=self.day(), name="Local"),
                lambda: do(settings.strike_out_bank_holiday, day=dt.date(2026, 12, 25)),
                lambda: do(settings.restore_bank_holiday, day=dt.date(2026, 12, 25)),
            ],
            "clinicians": [
                lambda: do(
                    commitments.add_commitment,
                    clinician=a(Clinician),
                    kind=UnavailabilityKind.OUTSIDE_COMMITMENT,
                    day=MONDAY,
                    starts=dt.time(9),
                    ends=dt.time(12),
                    last=MONDAY + dt.timedelta(weeks=3),
                ),
                lambda: do(
                    commitments.end_commitment, commitment=a(Unavailability), last=self.day()
                ),
                lambda: do(commitments.remove_commitment, commitment=a(Unavailability)),
                lambda: do(
                    clinicians.add_clinician, name=self.a_name(), group=StaffGroup.RESIDENT
                ),
                lambda: do(clinicians.record_leaving, clinician=a(Clinician), leaves=self.day()),
                lambda: do(
                    contacts.add_contact,
                    clinician=a(Clinician),
                    kind=ContactKind.BLEEP,
                    value=str(self.chance.randrange(9999)),
                ),
                lambda: do(contacts.remove_contact, contact=a(ContactDetail)),
                lambda: do(
                    contracts.add_contract,
                    clinician=a(Clinician),
                    code=ContractCode.ENG_RD_2016,
                    start=self.day(),
                ),
                lambda: do(contracts.remove_contract, contract=a(Contract)),
                lambda: do(
                    contracts.allow_activity, clinician=a(Clinician), activity=1, start=self.day()
                ),
                lambda: do(contracts.remove_permission, permission=a(Permission)),
            ],
            "rota": [
                lambda: do(assignments.assign, session=a(ClinicalSession), clinician=a(Clinician)),
                lambda: do(assignments.remove_assignment, assignment=a(Assignment)),
                lambda: do(
                    assignments.swap_assignments, first=a(Assignment), second=a(Assignment)
                ),
                lambda: do(
                    filling.fill_cell, clinician=a(Clinician), day=self.day(), slot=None, code="EN"
                ),
                lambda: do(cells.clear_cells, assignments=[a(Assignment)]),
                lambda: do(sessions.cancel_session, session=a(ClinicalSession), reason="None"),
                lambda: do(sessions.remove_session, session=a(ClinicalSession)),
                lambda: do(gaps.leave_gap_open, session=a(ClinicalSession), decision="Run short"),
            ],
            "log": [
                lambda: do(
                    log.write_log,
                    text=self.a_name(),
                    session=a(ClinicalSession),
                    due=self.day(),
                ),
                lambda: do(log.correct_log, entry=a(LogEntry), text=self.a_name()),
                lambda: do(log.close_log, entry=a(LogEntry), word="done"),
                lambda: do(log.reopen_log, entry=a(LogEntry), word="again"),
                lambda: do(log.put_off_log, entry=a(LogEntry), due=self.day()),
                lambda: do(log.hand_log, entry=a(LogEntry), owner=self.a_name()),
                lambda: do(log.bring_forward, due=self.day(), text=self.a_name()),
                lambda: do(log.finish_reminder, reminder=a(Reminder)),
                lambda: do(escalation.save_escalation_step, role=self.a_name()),
                lambda: do(escalation.move_escalation_step, step=a(EscalationStep), by=1),
                lambda: do(escalation.remove_escalation_step, step=a(EscalationStep)),
                lambda: do(
                    escalation.escalate_gap, session=a(ClinicalSession), step=a(EscalationStep)
                ),
                lambda: do(joining.record_schedule_sent, clinician=a(Clinician)),
                lambda: do(
                    local_rules.set_local_rule,
                    kind=LocalRuleKind.SPACING,
                    start=self.day(),
                    activity=a(Activity),
                    days=3,
                    group=StaffGroup.RESIDENT,
                ),
                lambda: do(
                    local_rules.set_local_rule,
                    kind=LocalRuleKind.BEFORE_LEAVE,
                    start=self.day(),
                    clock=dt.time(18),
                    rule=a(LocalRule),
                ),
                lambda: do(local_rules.remove_local_rule, rule=a(LocalRule)),
            ],
            "import": [lambda: record(self.desk, read_roster(self.roster))],
        }


def furnish(desk: Desk) -> None:
    """A small ward with plans, posts, patterns and rates, so that every edit finds something."""
    people = list(a_small_ward(desk).values())
    for person in people[:3]:
        allowed(desk, person, an_activity(desk, "EN"))
        an_allowance(desk, person)
        a_plan_line(desk, a_job_plan(desk, person), weekday=person.id % 5)
    held(desk, a_post(desk, pattern_line=1), people[3])
    a_pattern(desk)
    a_rate_card(desk)
    a_room(desk, "C1", kind=RoomKind.CLINIC)
    a_site(desk, "S", "South")


def walk(desk: Desk, hand: Hand) -> tuple[list[State], list[str]]:
    """Do act after act; answer the states on the way and what each step was called."""
    states, labels = [desk.ask(every_row)], []
    for _ in range(STEPS):
        room = hand.chance.choice(list(hand.acts().values()))
        before = desk.can_undo
        try:
            hand.chance.choice(room)()
        except Refusal:
            assert desk.ask(every_row) == states[-1]
            continue
        after = desk.ask(every_row)
        if after != states[-1]:
            states.append(after)
            labels.append(desk.can_undo)
        else:
            assert desk.can_undo == before
    return states, labels


def back_and_forth(desk: Desk, states: list[State], labels: list[str]) -> None:
    """Undo every step, redo every step; each state has to be as it was."""
    for label, state in zip(reversed(labels), reversed(states[:-1]), strict=True):
        assert desk.can_undo == label
        desk.undo()
        assert desk.ask(every_row) == state, label
    for label, state in zip(labels, states[1:], strict=True):
        desk.redo()
        assert desk.ask(every_row) == state, label


@pytest.mark.parametrize("seed", range(4))
def test_edits_of_every_room_undone_and_redone_leave_every_state_as_it_was(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk_in(Path(folder))
        furnish(desk)
        states, labels = walk(desk, Hand(desk, random.Random(seed), Path(folder)))
        assert len(labels) > STEPS // 4
        back_and_forth(desk, states, labels)
        desk.close()
