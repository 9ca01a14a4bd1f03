"""What records are called outside the desk: assignment numbers, codes, and keys of sessions."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from functools import cached_property

from sqlalchemy import select

from models import (
    Activity,
    ClinicalSession,
    Clinician,
    ContactDetail,
    JobPlan,
    JobPlanLine,
    Post,
    RateCard,
    Room,
    Site,
)
from models.types import ContactKind
from rota_desk.intake.words import plain_name
from rota_desk.unit_of_work import Reading


class Names:
    """The desk's records by the names that files use, looked up once."""

    def __init__(self, read: Reading) -> None:
        self._read = read

    @cached_property
    def people(self) -> dict[int, Clinician]:
        """Everybody, by number."""
        return {one.id: one for one in self._read.all(select(Clinician).order_by(Clinician.id))}

    @cached_property
    def activities(self) -> dict[int, Activity]:
        """Every activity, by number."""
        return {one.id: one for one in self._read.all(select(Activity))}

    @cached_property
    def activity_numbers(self) -> dict[str, int]:
        """Every activity's number, by code."""
        return {one.code: one.id for one in self.activities.values()}

    @cached_property
    def room_codes(self) -> dict[int, str]:
        """Every room's code, by number."""
        return {one.id: one.code for one in self._read.all(select(Room))}

    @cached_property
    def room_numbers(self) -> dict[str, int]:
        """Every room's number, by code."""
        return {code: number for number, code in self.room_codes.items()}

    @cached_property
    def site_codes(self) -> dict[int, str]:
        """Every site's code, by number."""
        return {one.id: one.code for one in self._read.all(select(Site))}

    @cached_property
    def site_numbers(self) -> dict[str, int]:
        """Every site's number, by code."""
        return {code: number for number, code in self.site_codes.items()}

    @cached_property
    def posts(self) -> dict[int, Post]:
        """Every post, by number."""
        return {one.id: one for one in self._read.all(select(Post))}

    @cached_property
    def cards(self) -> dict[int, RateCard]:
        """Every rate card, by number."""
        return {one.id: one for one in self._read.all(select(RateCard))}

    @cached_property
    def plans(self) -> dict[int, str]:
        """What each job plan is called: whose it is, and from when."""
        return {one.id: self._plan_name(one) for one in self._read.all(select(JobPlan))}

    def _plan_name(self, plan: JobPlan) -> str:
        if plan.clinician_id is not None:
            return f"{self.person_key(plan.clinician_id)} from {plan.start}"
        return f"{self.posts[plan.post_id].name} from {plan.start}" if plan.post_id else ""

    @cached_property
    def lines(self) -> dict[int, tuple[str, int]]:
        """Each line of a job plan as the plan's name and the line's place in it, from 1."""
        places: Counter[int] = Counter()
        found: dict[int, tuple[str, int]] = {}
        for line in self._read.all(select(JobPlanLine).order_by(JobPlanLine.id)):
            places[line.job_plan_id] += 1
            found[line.id] = (self.plans[line.job_plan_id], places[line.job_plan_id])
        return found

    @cached_property
    def line_numbers(self) -> dict[tuple[str, int], int]:
        """Each line's number, by its plan's name and its place."""
        return {called: number for number, called in self.lines.items()}

    @cached_property
    def sessions(self) -> dict[int, str]:
        """What each session is called: activity, start, whose it is, and which of several."""
        columns = (
            ClinicalSession.id,
            ClinicalSession.activity_id,
            ClinicalSession.start,
            ClinicalSession.owner_id,
        )
        many: Counter[str] = Counter()
        found: dict[int, str] = {}
        for number, activity, start, owner in self._read.rows(
            select(*columns).order_by(ClinicalSession.id)
        ):
            name = self.session_name(self.activities[activity].code, start, owner)
            many[name] += 1
            found[number] = name if many[name] == 1 else f"{name} #{many[name]}"
        return found

    @cached_property
    def session_numbers(self) -> dict[str, int]:
        """Each session's number, by its name."""
        return {name: number for number, name in self.sessions.items()}

    @cached_property
    def sessions_at(self) -> dict[tuple[str, dt.datetime], list[int]]:
        """The sessions of an activity that start at a moment."""
        found: dict[tuple[str, dt.datetime], list[int]] = defaultdict(list)
        columns = (ClinicalSession.id, ClinicalSession.activity_id, ClinicalSession.start)
        for number, activity, start in self._read.rows(
            select(*columns).order_by(ClinicalSession.id)
        ):
            found[self.activities[activity].code, start].append(number)
        return found

    def session_name(self, activity: str, start: dt.datetime, owner: int | None) -> str:
        """A session's name before it is told from others of the same name."""
        whose = f" {self.person_key(owner)}" if owner is not None else ""
        return f"{activity} {start:%Y-%m-%d %H:%M}{whose}"

    def number_of(self, clinician: int | None) -> str:
        """A person's assignment number, empty when there is none."""
        return (self.people[clinician].assignment_number or "") if clinician else ""

    def name_of(self, clinician: int | None) -> str:
        """A person's name as it stands on the rota."""
        return self.people[clinician].name if clinician else ""

    def person_key(self, clinician: int) -> str:
        """What tells a person from others: the assignment number, or else the name."""
        return self.number_of(clinician) or self.name_of(clinician)

    def person(self, number: str, name: str) -> int | str | None:
        """Whom a number or a name means; none for neither, a sentence when it cannot be told."""
        if number:
            return self._by_number.get(number) or (
                "the desk knows nobody with that assignment number: import clinicians first."
            )
        if not name:
            return None
        same = self._by_exact_name.get(name, [])
        if len(same) == 1:
            return same[0]
        like = self._by_name.get(plain_name(name), set())
        like = like or self._by_mail.get(name.casefold(), set())
        if len(like) > 1:
            return f"{len(like)} people are called that: write the assignment number."
        return (
            next(iter(like))
            if like
            else ("the desk knows nobody of that name: import clinicians first.")
        )

    @cached_property
    def _by_number(self) -> dict[str, int]:
        return {p.assignment_number: p.id for p in self.people.values() if p.assignment_number}

    @cached_property
    def _by_exact_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.people.values():
            found[one.name].append(one.id)
        return found

    @cached_property
    def _by_name(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for one in self.people.values():
            for name in filter(None, (one.name, one.full_name)):
                found[plain_name(name)].add(one.id)
        return found

    @cached_property
    def _by_mail(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        mails = select(ContactDetail).where(ContactDetail.kind == ContactKind.EMAIL)
        for one in self._read.all(mails):
            found[one.value.casefold()].add(one.clinician_id)
        return found
