"""People: who they are, and when they come and go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from models import Clinician, Contract, Permission, PostHolding, Site
from models.types import GapCause, StaffGroup
from rota_desk.domain.span import midnight
from rota_desk.edits.away import take_off
from rota_desk.edits.counting import follow_person
from rota_desk.errors import Refusal
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import day_and_year

FAR_AHEAD = dt.timedelta(days=366 * 5)


def add_clinician(
    work: UnitOfWork,
    *,
    name: str,
    group: StaffGroup,
    grade: str = "",
    full_name: str = "",
    initials: str = "",
    assignment_number: str = "",
    joined: dt.date | None = None,
    base_site: int | None = None,
    home_to_base_miles: int = 0,
    note: str = "",
) -> int:
    """Add a person to the directory; answers their number."""
    _refuse_name(work, name, None)
    _refuse_assignment_number(work, assignment_number, None)
    person = Clinician(
        name=name.strip(),
        group=group,
        full_name=full_name.strip(),
        initials=initials.strip() or _initials(name),
        grade=grade.strip(),
        assignment_number=assignment_number.strip() or None,
        joined=joined,
        base_site_id=_site(work, base_site),
        home_to_base_miles=_miles(home_to_base_miles),
        note=note.strip(),
    )
    work.add(person)
    work.label = f"Add {person.name}"
    return person.id


def change_clinician(
    work: UnitOfWork,
    *,
    clinician: int,
    name: str,
    group: StaffGroup,
    grade: str = "",
    full_name: str = "",
    initials: str = "",
    assignment_number: str = "",
    joined: dt.date | None = None,
    base_site: int | None = None,
    home_to_base_miles: int = 0,
    note: str = "",
) -> None:
    """Change who somebody is; `record_leaving` says when they go."""
    person = work.get(Clinician, clinician)
    _refuse_name(work, name, clinician)
    _refuse_assignment_number(work, assignment_number, clinician)
    if joined is not None and person.leaves is not None and person.leaves < joined:
        raise Refusal(f"{person.name} leaves on {day_and_year(person.leaves)}, before that day.")
    before = person.grade
    person.name, person.group, person.grade = name.strip(), group, grade.strip()
    if person.grade != before:
        follow_person(work, clinician=person.id, start=work.today)
    person.full_name = full_name.strip()
    person.initials = initials.strip() or _initials(name)
    person.assignment_number = assignment_number.strip() or None
    person.joined, person.base_site_id = joined, _site(work, base_site)
    person.home_to_base_miles, person.note = _miles(home_to_base_miles), note.strip()
    work.label = f"Change {person.name}"


def record_leaving(work: UnitOfWork, *, clinician: int, leaves: dt.date | None) -> int:
    """Say from which day somebody is no longer here, or with None that they stay.

    From that day they are off the rota, each need staying as a vacancy, and their contract, post
    and permissions end. Answers how many sessions became vacant.
    """
    person = work.get(Clinician, clinician)
    if leaves is None:
        person.leaves = None
        work.label = f"{person.name} stays"
        return 0
    if person.joined is not None and leaves < person.joined:
        raise Refusal(
            f"{person.name} joined on {day_and_year(person.joined)} and cannot leave before that."
        )
    person.leaves = leaves
    _end_what_is_held(work, clinician, leaves)
    start = midnight(leaves)
    work.label = f"{person.name} leaves on {day_and_year(leaves)}"
    return take_off(
        work,
        clinician=clinician,
        start=start,
        end=start + FAR_AHEAD,
        cause=GapCause.VACANCY,
        text=f"after {person.name}",
    )


def _end_what_is_held(work: UnitOfWork, clinician: int, leaves: dt.date) -> None:
    _end(work, leaves, work.all(select(Contract).where(Contract.clinician_id == clinician)))
    _end(work, leaves, work.all(select(PostHolding).where(PostHolding.clinician_id == clinician)))
    _end(work, leaves, work.all(select(Permission).where(Permission.clinician_id == clinician)))


def _end(
    work: UnitOfWork, leaves: dt.date, held: Sequence[Contract | PostHolding | Permission]
) -> None:
    for one in held:
        if one.start >= leaves:
            work.remove(one)
        elif one.end is None or one.end > leaves:
            one.end = leaves


def _refuse_name(work: UnitOfWork, name: str, itself: int | None) -> None:
    if not name.strip():
        raise Refusal("Give a name as it stands on the rota, such as Dr A Patel.")
    same = work.one(select(Clinician).where(Clinician.name == name.strip()))
    if same is not None and same.id != itself and same.leaves is None:
        raise Refusal(
            f"{name.strip()} is in the directory already. Add an initial to tell them apart."
        )


def _refuse_assignment_number(work: UnitOfWork, number: str, itself: int | None) -> None:
    if not number.strip():
        return
    same = work.one(select(Clinician).where(Clinician.assignment_number == number.strip()))
    if same is not None and same.id != itself:
        raise Refusal(f"{same.name} has the assignment number {number.strip()}. Check it.")


def _site(work: UnitOfWork, site: int | None) -> int | None:
    return None if site is None else work.get(Site, site).id


def _miles(miles: int) -> int:
    if miles < 0:
        raise Refusal("Miles cannot be below none.")
    return miles


def _initials(name: str) -> str:
    titles = {"dr", "mr", "mrs", "ms", "miss", "prof", "sister"}
    words = [word for word in name.split() if word.strip(".").casefold() not in titles]
    return "".join(word[0] for word in words).upper()[:4]
