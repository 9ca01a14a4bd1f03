"""The sample's people: contracts, contacts, permissions, posts and the changeover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from models import (
    Clinician,
    ContactDetail,
    Contract,
    HeldSkill,
    LeaveAllowance,
    Permission,
    Post,
    PostHolding,
    Unavailability,
)
from models.base import Base
from models.types import (
    ContactKind,
    ContractCode,
    Counting,
    LeaveKind,
    StaffGroup,
    UnavailabilityKind,
)
from rota_desk.edits.allowances import begin_leave_year
from rota_desk.edits.counting import Said, add_counting
from rota_desk.sample.facts import rows, table
from rota_desk.sample.scene import Scene

DAY = dt.timedelta(days=1)
YEAR = 365 * DAY
VACANT = "-"
WENT_PART_TIME = "fenwick"
CARRIED = {"haldane": Decimal(5), "brandt": Decimal("22.5")}  # days, and hours


def lay_people(scene: Scene) -> None:
    """Make everybody, with what binds them and how they are reached."""
    found = rows("people")
    people = [_clinician(scene, row, number) for number, row in enumerate(found)]
    scene.work.add_all(people)
    scene.people = {row["key"]: one for row, one in zip(found, people, strict=True)}
    lay_posts(scene)
    for row in found:
        scene.work.add_all(list(_belongings(scene, row)))
    scene.work.add_all(list(_part_timers(scene)))
    scene.work.add_all(list(_skills(scene)))


def lay_person(scene: Scene, row: dict[str, str], number: int) -> None:
    """Make one more, with what binds them and how they are reached."""
    person = scene.work.add(_clinician(scene, row, number))
    scene.people[row["key"]] = person
    scene.work.add_all(list(_belongings(scene, row)))


def _clinician(scene: Scene, row: dict[str, str], number: int) -> Clinician:
    return Clinician(
        name=row["name"],
        full_name=row["full_name"],
        initials=row["initials"],
        group=StaffGroup(row["group"]),
        grade=row["grade"],
        assignment_number=f"{20417300 + 37 * number}",
        joined=scene.anchor.plans_start - dt.timedelta(days=200 * (number % 5)),
        base_site_id=scene.sites[row["site"]].id,
        home_to_base_miles=int(row["miles"]),
    )


def lay_counting(scene: Scene) -> None:
    """Say whose grade counts as cover beside a supervisor only."""
    for told in table("department")["counts"]:
        said = Said(
            grade=told["grade"],
            counts=Counting(told["counts"]),
            start=scene.anchor.plans_start,
            activity=scene.activities[told["activity"]].id,
            reason=told["reason"],
        )
        add_counting(scene.work, said=said)


def lay_posts(scene: Scene) -> None:
    """Make the posts and their holders; some change hands at the changeover."""
    for name, holders in table("department")["posts"].items():
        first = scene.people[holders[0]]
        post = scene.work.add(Post(name=name, group=first.group, grade=first.grade))
        scene.posts[name] = post
        scene.work.add_all(list(_holdings(scene, post, holders)))
    held = list(table("department")["posts"].values())
    before, after = {each[0] for each in held}, {each[-1] for each in held}
    for key in before - after:
        scene.people[key].leaves = scene.anchor.changeover
    for key in after - before - {VACANT}:
        scene.people[key].joined = scene.anchor.changeover
    scene.work.flush()


def _holdings(scene: Scene, post: Post, holders: list[str]) -> Iterator[PostHolding]:
    start = scene.anchor.plans_start
    stays = len(set(holders)) == 1
    end = None if stays else scene.anchor.changeover
    yield PostHolding(post_id=post.id, clinician_id=scene.person(holders[0]), start=start, end=end)
    if not stays and holders[1] != VACANT:
        yield PostHolding(
            post_id=post.id,
            clinician_id=scene.person(holders[1]),
            start=scene.anchor.changeover,
        )


def _belongings(scene: Scene, row: dict[str, str]) -> Iterator[Base]:
    person = scene.people[row["key"]]
    yield from _contracts(scene, person, row)
    yield from _contacts(scene, person, row)
    for code in (row["skills"] or "").split():
        yield Permission(
            clinician_id=person.id,
            activity_id=scene.activities[code].id,
            start=person.joined or scene.anchor.plans_start,
        )


def _skills(scene: Scene) -> Iterator[Base]:
    """What a requirement may ask for, some of it soon to renew; who learns an activity yet."""
    facts = table("department")
    for skill in facts["skill"]:
        for key in skill["who"]:
            person = scene.people[key]
            yield HeldSkill(
                clinician_id=person.id,
                skill=skill["name"],
                start=min(person.joined or scene.anchor.plans_start, scene.anchor.plans_start),
                end=scene.anchor.today + skill["lapses"] * DAY if skill["lapses"] else None,
                evidence=skill["evidence"],
            )
    for learner in facts["supervised"]:
        yield Permission(
            clinician_id=scene.person(learner["who"]),
            activity_id=scene.activities[learner["activity"]].id,
            start=scene.anchor.plans_start,
            supervised=True,
        )


def _contracts(scene: Scene, person: Clinician, row: dict[str, str]) -> Iterator[Contract]:
    """The contract in force; one person worked full time before."""
    begins = person.joined or scene.anchor.plans_start
    service = scene.anchor.first - int(row["years"]) * YEAR
    if row["key"] == WENT_PART_TIME:
        begins = scene.anchor.plans_start
        yield Contract(
            clinician_id=person.id,
            code=ContractCode(row["contract"]),
            start=begins - 2 * YEAR,
            end=begins,
            wte=Decimal(1),
            contracted_pas=Decimal(10),
            service_from=service,
        )
    yield Contract(
        clinician_id=person.id,
        code=ContractCode(row["contract"]),
        start=begins,
        end=person.leaves,
        wte=Decimal(row["wte"]),
        contracted_pas=Decimal(row["pas"]) if row["pas"] else None,
        weekly_hours=Decimal(row["hours"]) if row["hours"] else None,
        opt_out=row["opt_out"] == "yes",
        service_from=service,
        cycle_weeks=8 if row["group"] == "resident" else None,
        additional_hours=Decimal(row["more"]) if row["more"] else None,
    )


def _contacts(scene: Scene, person: Clinician, row: dict[str, str]) -> Iterator[ContactDetail]:
    """Most were confirmed lately, some long ago; who has not started has only an address."""
    number = int(person.assignment_number or 0) % 1000
    confirmed = scene.anchor.today - dt.timedelta(days=number * 11 % 140)
    surname = person.full_name.split()[-1].lower()
    yield ContactDetail(
        clinician_id=person.id,
        kind=ContactKind.EMAIL,
        value=f"{surname}.{person.full_name[0].lower()}@hospital.example",
        last_confirmed=confirmed,
    )
    if person.joined and person.joined > scene.anchor.today:
        return
    yield ContactDetail(
        clinician_id=person.id,
        kind=ContactKind.MOBILE,
        value=f"07700 900{number:03d}",
        last_confirmed=confirmed,
        private=row["group"] == "consultant",
    )
    if row["group"] in {"resident", "consultant", "specialty"}:
        yield ContactDetail(
            clinician_id=person.id,
            kind=ContactKind.BLEEP,
            value=f"{2000 + number}",
            last_confirmed=confirmed,
        )


def settle_leave(scene: Scene) -> None:
    """Settle everybody's leave of the present year as their contract gives it."""
    begin_leave_year(scene.work, on=scene.anchor.leave_year)
    for key, carried in CARRIED.items():
        for allowance in scene.work.all(
            select(LeaveAllowance).where(
                LeaveAllowance.clinician_id == scene.person(key),
                LeaveAllowance.kind == LeaveKind.ANNUAL,
            )
        ):
            allowance.carried_over = carried
            allowance.note = "carried over: service needs in March"
    study = select(LeaveAllowance).where(LeaveAllowance.kind == LeaveKind.STUDY)
    for allowance in scene.work.all(study):
        allowance.budget = Decimal(1000)


def _part_timers(scene: Scene) -> Iterator[Unavailability]:
    """The fixed days off of those who work less than full time, and one weekly commitment."""
    fixed = {"fenwick": (4,), "said": (0,), "banerjee": (3, 4), "whitlock": (3, 4)}
    until = scene.anchor.moment(scene.anchor.last + dt.timedelta(days=1), "00:00")
    for key, weekdays in fixed.items():
        for weekday in weekdays:
            day = scene.anchor.first + dt.timedelta(days=weekday)
            yield Unavailability(
                clinician_id=scene.person(key),
                kind=UnavailabilityKind.NON_WORKING_DAY,
                start=scene.anchor.moment(day, "07:00"),
                end=scene.anchor.moment(day, "20:00"),
                repeats_weekly_until=until,
                title="Non-working day",
            )
    morning = scene.anchor.day(2, 3)
    yield Unavailability(
        clinician_id=scene.person("iyer"),
        kind=UnavailabilityKind.OUTSIDE_COMMITMENT,
        start=scene.anchor.moment(morning, "08:00"),
        end=scene.anchor.moment(morning, "12:00"),
        title="Simulation teaching, university",
    )
    evening = scene.anchor.first + dt.timedelta(days=1)
    yield Unavailability(
        clinician_id=scene.person("whitcombe"),
        kind=UnavailabilityKind.PRIVATE_PRACTICE,
        start=scene.anchor.moment(evening, "18:00"),
        end=scene.anchor.moment(evening, "21:00"),
        repeats_weekly_until=until,
        title="Private practice",
    )
