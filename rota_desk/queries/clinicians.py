"""The directory: people, how they are reached, what binds them and what they may do."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models import (
    Activity,
    Clinician,
    ContactDetail,
    Contract,
    Permission,
    Post,
    PostHolding,
    Site,
)
from models.types import ContactKind, ContractCode, StaffGroup
from rota_desk.domain.leave_arithmetic import plain_number
from rota_desk.queries.away_days import AwayDays, away_days
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.unit_of_work import Reading
from rota_desk.words import counted_order, day_and_year

DAY = dt.timedelta(days=1)
CONTRACTS = {
    ContractCode.ENG_RD_2016: "Resident doctors 2016",
    ContractCode.ENG_CONS_2003: "Consultants 2003",
    ContractCode.ENG_SAS_2021: "SAS 2021",
    ContractCode.ENG_SAS_2008: "SAS 2008",
    ContractCode.AFC_ENG: "Agenda for Change, England",
    ContractCode.AFC_SCO: "Agenda for Change, Scotland",
    ContractCode.LED_LOCAL: "Locally employed doctors",
}
CONTACTS = {
    ContactKind.MOBILE: "Mobile",
    ContactKind.BLEEP: "Bleep",
    ContactKind.EMAIL: "E-mail",
    ContactKind.LANDLINE: "Landline",
}

RUNG = (ContactKind.BLEEP, ContactKind.MOBILE, ContactKind.LANDLINE)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A way to reach somebody; `stale` when nobody has confirmed it for too long."""

    id: int
    kind: ContactKind
    kind_words: str
    value: str
    last_confirmed: dt.date | None
    age_days: int | None
    stale: bool
    private: bool

    @property
    def freshness(self) -> str:
        """When it was last confirmed, in words."""
        if self.last_confirmed is None:
            return "never confirmed"
        words = f"confirmed {day_and_year(self.last_confirmed)}"
        return f"stale: {words}, {self.age_days} days ago" if self.stale else words


@dataclass(frozen=True, slots=True)
class ContractLine:
    """The terms that bind somebody for a time."""

    id: int
    code: ContractCode
    title: str
    start: dt.date
    end: dt.date | None
    wte: Decimal
    contracted_pas: Decimal | None
    weekly_hours: Decimal | None
    opt_out: bool
    opt_out_signed: dt.date | None
    opt_out_notice: dt.date | None
    opt_out_until: dt.date | None
    service_from: dt.date | None
    cycle_weeks: int | None
    additional_hours: Decimal | None
    in_force: bool

    @property
    def measure(self) -> str:
        """The share, PAs and hours in words: "0.6 WTE, 6 PAs, opted out"."""
        parts = [f"{plain_number(self.wte)} WTE"]
        if self.contracted_pas is not None:
            parts.append(f"{plain_number(self.contracted_pas)} PAs")
        if self.weekly_hours is not None:
            parts.append(f"{plain_number(self.weekly_hours)} h a week")
        if self.additional_hours is not None:
            parts.append(f"{plain_number(self.additional_hours)} h additional")
        return ", ".join([*parts, self.opt_out_words] if self.opt_out else parts)

    @property
    def opt_out_words(self) -> str:
        """The opt-out by its days: "opted out of 48 h (signed 3 Aug 2026, until 1 Dec 2026)"."""
        said = []
        if self.opt_out_signed is not None:
            said.append(f"signed {day_and_year(self.opt_out_signed)}")
        if self.opt_out_until is not None:
            said.append(f"ends on {day_and_year(self.opt_out_until)}")
        return f"opted out of 48 h ({', '.join(said)})" if said else "opted out of 48 h"


@dataclass(frozen=True, slots=True)
class PermissionLine:
    """An activity somebody may do, and since when."""

    id: int
    activity_id: int
    code: str
    name: str
    start: dt.date
    end: dt.date | None
    supervised: bool
    in_force: bool


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """A post somebody holds, held or will hold."""

    id: int
    post_id: int
    post: str
    start: dt.date
    end: dt.date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the directory."""

    id: int
    name: str
    full_name: str
    group: StaffGroup
    group_words: str
    grade: str
    contract: str
    measure: str
    post: str
    bleep: str
    mobile: str
    email: str
    stale: int  # contacts nobody has confirmed for too long
    contacts: int
    standing: str  # "here", "starts Wed 2 Dec 2026", "leaves …", "left …"
    here: bool
    away: str  # "annual leave", "Unavailable", or empty
    found_by: str  # everything a search looks at, in small letters


@dataclass(frozen=True, slots=True)
class Directory:
    """Everybody, and the counts that head the screen."""

    today: dt.date
    people: tuple[PersonLine, ...]
    starters: int  # to come
    leavers: int  # with a day to go on file
    stale: int  # people with a stale contact


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """One person with all that is on file, save what is restricted."""

    line: PersonLine
    initials: str
    assignment_number: str
    joined: dt.date | None
    leaves: dt.date | None
    base_site_id: int | None
    base_site: str
    home_to_base_miles: int
    note: str
    contacts: tuple[ContactLine, ...]
    contracts: tuple[ContractLine, ...]
    permissions: tuple[PermissionLine, ...]
    holdings: tuple[HoldingLine, ...]


def directory(read: Reading, *, everyone: bool = False) -> Directory:
    """People who are here or about to start; with `everyone` also those who left."""
    people = read.all(select(Clinician).order_by(Clinician.group, Clinician.name))
    lines = _lines(read, people)
    shown = tuple(line for line in lines if everyone or not line.standing.startswith("left"))
    return Directory(
        today=read.today,
        people=shown,
        starters=sum(line.standing.startswith("starts") for line in lines),
        leavers=sum(line.standing.startswith("leaves") for line in lines),
        stale=sum(line.stale > 0 for line in shown),
    )


def person_detail(read: Reading, *, clinician: int) -> PersonDetail:
    """Everything on file about one person, save what is restricted."""
    person = read.get(Clinician, clinician)
    (line,) = _lines(read, (person,))
    site = read.find(Site, person.base_site_id) if person.base_site_id else None
    return PersonDetail(
        line=line,
        initials=person.initials,
        assignment_number=person.assignment_number or "",
        joined=person.joined,
        leaves=person.leaves,
        base_site_id=person.base_site_id,
        base_site=site.name if site else "",
        home_to_base_miles=person.home_to_base_miles,
        note=person.note,
        contacts=_contacts(read)[clinician],
        contracts=_contracts(read)[clinician],
        permissions=_permissions(read, clinician),
        holdings=_holdings(read)[clinician],
    )


def contact_list(read: Reading, *, clinician: int) -> tuple[ContactLine, ...]:
    """How somebody is reached."""
    return _contacts(read)[clinician]


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with who holds it today; vacant when nobody does."""

    id: int
    name: str
    group: StaffGroup
    grade: str
    holder: str
    then: str = ""  # who holds it next and from when, or when it falls vacant
    free_from: dt.date | None = None  # the coming day from which nobody holds it


def contacts_of(read: Reading) -> Mapping[int, tuple[ContactLine, ...]]:
    """Everybody's ways to be reached, by person."""
    return _contacts(read)


def reach_words(ways: Sequence[ContactLine]) -> str:
    """How somebody is rung: "bleep 2114, mobile 07700 900123 ◆"; ◆ is not confirmed lately.

    A private number is not said, only that there is one.
    """
    rung = sorted((one for one in ways if one.kind in RUNG), key=lambda one: RUNG.index(one.kind))
    said = [
        f"{one.kind_words.lower()} {one.value}{' ◆' if one.stale else ''}"
        for one in rung
        if not one.private
    ]
    if any(one.private for one in rung):
        said.append("a private number in People")
    return ", ".join(said)


def post_list(read: Reading) -> tuple[PostLine, ...]:
    """Every post by name, with its present holder and what comes next."""
    held: dict[int, list[tuple[dt.date, dt.date | None, str]]] = defaultdict(list)
    for post, start, end, name in read.rows(
        select(PostHolding.post_id, PostHolding.start, PostHolding.end, Clinician.name)
        .join(Clinician, Clinician.id == PostHolding.clinician_id)
        .order_by(PostHolding.start)
    ):
        held[post].append((start, end, name))
    return tuple(
        PostLine(
            *(post.id, post.name, post.group, post.grade),
            *_held_now_and_then(held[post.id], read.today),
        )
        for post in sorted(read.all(select(Post)), key=lambda one: counted_order(one.name))
    )


def _held_now_and_then(
    held: Sequence[tuple[dt.date, dt.date | None, str]], today: dt.date
) -> tuple[str, str, dt.date | None]:
    """Who holds a post today, what comes next, in words, and from when it is free."""
    now = next(
        ((name, end) for start, end, name in held if start <= today and (not end or end > today)),
        None,
    )
    after = next(((name, start) for start, _end, name in held if start > today), None)
    if after is not None:
        then = f"{after[0]} from {day_and_year(after[1])}"
    else:
        then = f"vacant from {day_and_year(now[1])}" if now and now[1] else ""
    last = max((end or dt.date.max for _start, end, _name in held), default=today)
    free = last if today < last < dt.date.max else None
    return now[0] if now else "vacant", then, free


def _lines(read: Reading, people: Sequence[Clinician]) -> tuple[PersonLine, ...]:
    contacts, contracts, holdings = _contacts(read), _contracts(read), _holdings(read)
    away = away_days(read, start=read.today, end=read.today + DAY)
    return tuple(
        _line(
            read,
            person,
            contacts=contacts[person.id],
            contract=next((one for one in contracts[person.id] if one.in_force), None),
            post=", ".join(one.post for one in holdings[person.id] if one.in_force),
            away=away,
        )
        for person in people
    )


def _line(
    read: Reading,
    person: Clinician,
    *,
    contacts: tuple[ContactLine, ...],
    contract: ContractLine | None,
    post: str,
    away: AwayDays,
) -> PersonLine:
    mark = away.get(person.id, {}).get(read.today)
    values = {one.kind: one.value for one in reversed(contacts)}
    standing = _standing(person, read.today)
    words = (
        *(person.name, person.full_name, person.initials, person.grade, post),
        *(GROUPS[person.group], person.assignment_number or ""),
        *(one.value for one in contacts),
        contract.title if contract else "",
    )
    return PersonLine(
        id=person.id,
        name=person.name,
        full_name=person.full_name,
        group=person.group,
        group_words=GROUPS[person.group],
        grade=person.grade,
        contract=contract.title if contract else "no contract in force",
        measure=contract.measure if contract else "",
        post=post,
        bleep=values.get(ContactKind.BLEEP, ""),
        mobile=values.get(ContactKind.MOBILE, ""),
        email=values.get(ContactKind.EMAIL, ""),
        stale=sum(one.stale for one in contacts),
        contacts=len(contacts),
        standing=standing,
        here=standing == "here" or standing.startswith("leaves"),
        away=mark.title if mark and not mark.asked else "",
        found_by=" ".join(words).casefold(),
    )


def _standing(person: Clinician, today: dt.date) -> str:
    if person.leaves is not None:
        verb = "left" if person.leaves <= today else "leaves"
        return f"{verb} {day_and_year(person.leaves)}"
    if person.joined is not None and person.joined > today:
        return f"starts {day_and_year(person.joined)}"
    return "here"


def _contacts(read: Reading) -> Mapping[int, tuple[ContactLine, ...]]:
    stale_after = leave_figures(read).contact_stale_days
    found: dict[int, tuple[ContactLine, ...]] = defaultdict(tuple)
    order = list(ContactKind)
    details = read.all(select(ContactDetail).order_by(ContactDetail.id))
    for one in sorted(details, key=lambda detail: order.index(detail.kind)):
        age = (read.today - one.last_confirmed).days if one.last_confirmed else None
        line = ContactLine(
            id=one.id,
            kind=one.kind,
            kind_words=CONTACTS[one.kind],
            value=one.value,
            last_confirmed=one.last_confirmed,
            age_days=age,
            stale=age is None or age > stale_after,
            private=one.private,
        )
        found[one.clinician_id] += (line,)
    return found


def _contracts(read: Reading) -> Mapping[int, tuple[ContractLine, ...]]:
    found: dict[int, tuple[ContractLine, ...]] = defaultdict(tuple)
    for one in read.all(select(Contract).order_by(Contract.start.desc())):
        line = ContractLine(
            id=one.id,
            code=one.code,
            title=CONTRACTS[one.code],
            start=one.start,
            end=one.end,
            wte=one.wte,
            contracted_pas=one.contracted_pas,
            weekly_hours=one.weekly_hours,
            opt_out=one.opt_out,
            opt_out_signed=one.opt_out_signed,
            opt_out_notice=one.opt_out_notice,
            opt_out_until=one.opt_out_until,
            service_from=one.service_from,
            cycle_weeks=one.cycle_weeks,
            additional_hours=one.additional_hours,
            in_force=_in_force(read.today, one.start, one.end),
        )
        found[one.clinician_id] += (line,)
    return found


def _holdings(read: Reading) -> Mapping[int, tuple[HoldingLine, ...]]:
    found: dict[int, tuple[HoldingLine, ...]] = defaultdict(tuple)
    for one, post in read.rows(
        select(PostHolding, Post.name)
        .join(Post, Post.id == PostHolding.post_id)
        .order_by(PostHolding.start.desc())
    ):
        in_force = _in_force(read.today, one.start, one.end)
        line = HoldingLine(one.id, one.post_id, post, one.start, one.end, in_force)
        found[one.clinician_id] += (line,)
    return found


def _permissions(read: Reading, clinician: int) -> tuple[PermissionLine, ...]:
    found = read.rows(
        select(Permission, Activity.code, Activity.name)
        .join(Activity, Activity.id == Permission.activity_id)
        .where(Permission.clinician_id == clinician)
        .order_by(Activity.order, Activity.code, Permission.start)
    )
    return tuple(
        PermissionLine(
            id=one.id,
            activity_id=one.activity_id,
            code=code,
            name=name,
            start=one.start,
            end=one.end,
            supervised=one.supervised,
            in_force=_in_force(read.today, one.start, one.end),
        )
        for one, code, name in found
    )


def _in_force(day: dt.date, start: dt.date, end: dt.date | None) -> bool:
    return start <= day and (end is None or day < end)
