"""Every edit, given facts that make no sense, does it, or refuses in one sentence."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from build import (
    MONDAY,
    a_booking,
    a_claim,
    a_cover_requirement,
    a_desk,
    a_gap,
    a_job_plan,
    a_pattern,
    a_plan_line,
    a_post,
    a_rate_card,
    a_room,
    a_session,
    allowed,
    an_absence,
    an_activity,
    an_allowance,
    at,
    every,
    held,
    keep,
    kept,
    leave,
)
from wards import a_small_ward

import rota_desk.edits
from models import (
    AbsenceTold,
    Assignment,
    ClinicalSession,
    ContactDetail,
    Department,
    PublishedChange,
    WliClaim,
)
from models.base import Base
from models.types import ClaimState, ContactKind, LeaveState, Slot
from rota_desk.desk import Desk
from rota_desk.edits.assignments import assign
from rota_desk.edits.filled_days import CellFill
from rota_desk.edits.job_plans import LineFacts
from rota_desk.edits.pattern_design import PatternFill
from rota_desk.edits.plan_cells import PlanFill
from rota_desk.errors import Refusal
from rota_desk.queries.sheet import Entry, EntryKind
from rota_desk.unit_of_work import Reading

Edit = Callable[..., object]
Facts = dict[str, object]

BEYOND = dt.date(9999, 12, 31)
NUMBERS = (0, -1, 999_999, 2**31, 2**63)
TEXTS = (" ", "x" * 10_000, "a\0b", "\ud800", "\u202e';\n DROP -- %s {x}")
DAYS = (dt.date.min, dt.date(1900, 1, 1), dt.date(2199, 12, 31), BEYOND)
MOMENTS = tuple(dt.datetime.combine(day, dt.time(23, 59)) for day in DAYS)
TIMES = (dt.time(), dt.time(23, 59, 59, 999999), dt.time(8, 30))
AMOUNTS = tuple(
    Decimal(one)
    for one in (
        "NaN",
        "sNaN",
        "Infinity",
        "-1",
        "0",
        "1E+400",
        "1E-400",
        "1000000000000",
        "0.0004",
    )
)
BY_TYPE: dict[object, tuple[object, ...]] = {
    int: NUMBERS,
    str: TEXTS,
    dt.date: DAYS,
    dt.datetime: MOMENTS,
    dt.time: TIMES,
    Decimal: AMOUNTS,
    bool: (False, True),
    Entry: (),
    object: (*TEXTS, *NUMBERS, None, 1.5, float("nan"), [], dt.time.min),
    Sequence[int]: ((), (0,), (2**63,), (1, 1), (999_999,)),
    Sequence[str]: ((), ("", " "), ("x" * 10_000,), ("a\0b",), ("A", "a", "A")),
    Mapping[int, int]: ({}, {0: 0}, {2**63: 1}, {1: 2**63}, {999_999: 1}, {1: -1}),
}
ENTRY = Entry(
    EntryKind.WORK,
    code="EN",
    suffix="",
    title="Endoscopy list",
    slot=Slot.AM,
    start=at(MONDAY, "08:30"),
    end=at(MONDAY, "12:30"),
    tint="blue",
    session_id=1,
    assignment_id=1,
    clinician_id=1,
)
FILLS: dict[object, tuple[object, ...]] = {
    Sequence[PatternFill]: (PatternFill(1, 0, "EN"),),
    Sequence[PlanFill]: (PlanFill(0, Slot.AM, "EN"),),
    Sequence[int]: (1,),
}
LINE = LineFacts(dt.time(8, 30), dt.time(12, 30), typing.cast("Any", "DCC"), Slot.AM)


def edits() -> Iterator[Edit]:
    """Every public edit that is done with plain facts."""
    for module in pkgutil.iter_modules(rota_desk.edits.__path__):
        room = importlib.import_module(f"rota_desk.edits.{module.name}")
        for name, edit in inspect.getmembers(room, inspect.isfunction):
            if edit.__module__ == room.__name__ and not name.startswith("_") and _is_plain(edit):
                yield edit


def _is_plain(edit: Edit) -> bool:
    facts = list(inspect.signature(edit).parameters.values())
    return inspect.signature(edit).parameters.get("work") in facts[:1] and all(
        one.kind is one.KEYWORD_ONLY
        and (one.default is not one.empty or _usual(edit, one.name) is not None)
        for one in facts[1:]
    )


@cache
def _types(edit: Edit) -> dict[str, Any]:
    return typing.get_type_hints(edit)


USUAL: dict[str, object] = {
    "first": MONDAY,
    "last": MONDAY + dt.timedelta(days=6),
    "through": MONDAY + dt.timedelta(days=1),
    "start": at(MONDAY, "18:00"),
    "end": at(MONDAY, "20:00"),
    "to_session": 2,
    "second": 2,
    "session": 2,
    "zone": "Europe/London",
    "nation": "scotland",
    "key": "leave.open_absence_clears_days",
    "value": "3",
    "starts": {1: 1},
    "monday": MONDAY + dt.timedelta(days=28),
    "facts": LINE,
    "lines": (LINE,),
    "fills": (CellFill(1, MONDAY, Slot.AM, "EN"),),
}


def _usual(edit: Edit, name: str) -> object:
    """A fact that makes sense in most edits; the first record of each noun has number 1."""
    kind = _plain_type(_types(edit)[name])
    if isinstance(kind, type) and issubclass(kind, Base):
        return None
    if kind in FILLS:
        return FILLS[kind]
    if name in USUAL and not (kind is dt.date and name in {"start", "end"}):
        usual = USUAL[name]
        return 1 if name in {"first", "second"} and kind is int else usual
    plain: dict[object, object] = {
        int: 1,
        str: "A1",
        dt.date: MONDAY,
        Decimal: Decimal(1),
        Entry: ENTRY,
        bool: True,
    }
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return plain.get(kind)


def _plain_type(kind: Any) -> Any:  # noqa: ANN401 - whatever a signature says
    """The type without `| None`."""
    parts = [one for one in typing.get_args(kind) if one is not types.NoneType]
    is_union = isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union
    return parts[0] if is_union else kind


def awkward(edit: Edit) -> Iterator[Facts]:
    """The usual facts, and then one fact after the other put awry."""
    signature = inspect.signature(edit).parameters
    usual = {
        name: _usual(edit, name)
        for name, one in signature.items()
        if name != "work" and one.default is one.empty
    }
    yield usual
    for name in signature:
        if name != "work":
            kind = _types(edit)[name]
            for value in _awry(kind):
                yield {**usual, name: value}
    for day in DAYS:  # a span far away, not only one end of it
        yield {**usual, **{name: day for name in usual if _types(edit)[name] is dt.date}}


def _awry(kind: Any) -> tuple[object, ...]:  # noqa: ANN401 - whatever a signature says
    plain = _plain_type(kind)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return tuple(plain)
    return BY_TYPE.get(plain, ()) + ((None,) if plain is not kind else ())


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small ward with at least one record of every noun that an edit names."""
    desk = a_desk(tmp_path_factory.mktemp("ward"))
    people = list(a_small_ward(desk, published=True).values())
    first = people[0]
    room, list_kind = a_room(desk), an_activity(desk, "EN")
    allowed(desk, first, list_kind)
    a_gap(desk, every(desk, ClinicalSession)[0])
    leave(desk, first)
    leave(desk, people[1], state=LeaveState.APPROVED)
    an_allowance(desk, first)
    gone = an_absence(desk, first, MONDAY, MONDAY + dt.timedelta(days=2))
    kept(desk, AbsenceTold(absence_id=gone.id, whom="Ward"))
    a_booking(desk, room, at(MONDAY, "14:00"), at(MONDAY, "16:00"))
    a_rate_card(desk)
    for number, state in enumerate(ClaimState):
        begin = at(MONDAY - dt.timedelta(days=20 + number), "18:00")
        end = begin + dt.timedelta(hours=3)
        a_claim(desk, first, begin, end, reference=f"WLI-{number}", state=state)
    post = a_post(desk)
    held(desk, post, people[3])
    a_pattern(desk)
    plan = a_job_plan(desk, first)
    a_plan_line(desk, plan)
    a_cover_requirement(desk)
    a_session(desk, "SP", MONDAY + dt.timedelta(days=4), on=[people[2]])
    kept(desk, ContactDetail(clinician_id=first.id, kind=ContactKind.MOBILE, value="07700 900001"))
    free = next(one for one in every(desk, ClinicalSession) if not _staffed(desk, one))
    desk.do(assign, session=free.id, clinician=people[4].id)
    assert every(desk, PublishedChange)
    assert every(desk, WliClaim)
    yield desk
    desk.close()


def _staffed(desk: Desk, session: ClinicalSession) -> bool:
    return any(one.session_id == session.id for one in every(desk, Assignment))


@pytest.mark.parametrize("edit", list(edits()), ids=lambda edit: edit.__name__)
def test_facts_that_make_no_sense_are_refused_in_a_sentence(ward: Desk, edit: Edit) -> None:
    for facts in awkward(edit):
        try:
            ward.preview(edit, **facts)
        except Refusal as refusal:
            said = str(refusal)
            assert said.endswith((".", "?")), (facts, said)
            assert len(said) < 11_000, facts


def test_a_zone_that_this_machine_does_not_know_leaves_the_desk_usable(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.do(keep, Department(name="Ward", zone="Mars/Base"))
    assert desk.ask(_zone_words) == "Europe/London"
    assert desk.findings(MONDAY, MONDAY + dt.timedelta(days=7)) == ()
    desk.close()


def _zone_words(read: Reading) -> str:
    return str(read.zone)
