"""`clinicians`: one row a person."""

from __future__ import annotations

from collections.abc import Iterator

from models import Clinician, Site
from models.base import Base
from models.types import StaffGroup
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

COLUMNS = (
    Column(
        "assignment_number",
        "ESR assignment number; tells people apart",
        most=40,
        also=("employee_no", "employee_number", "staff_number", "payroll_number", "esr_number"),
    ),
    Column(
        "name",
        "the name as it stands on the rota",
        needed=True,
        also=("surname", "last_name", "doctor", "clinician", "employee_name", "staff_name"),
    ),
    Column("full_name", "the whole name"),
    Column("initials", "the initials", most=SHORT),
    Column(
        "group",
        "how people are grouped; somebody new: by the grade where it is empty, else a resident",
        of=StaffGroup,
        also=("staff_group",),
    ),
    Column(
        "grade",
        "ST6, Consultant, …",
        most=SHORT,
        also=("position", "position_title", "job_title", "role"),
    ),
    Column("joined", "first day here", Kind.DAY, also=("start", "start_date", "date_joined")),
    Column(
        "leaves",
        "first day no longer here",
        Kind.DAY,
        also=("leaving_date", "end_date", "date_left"),
    ),
    Column("base_site", "code of the base hospital", most=SHORT),
    Column("home_to_base_miles", "miles from home to base, one way", Kind.WHOLE),
)
_FACTS = {one.name: one.name for one in COLUMNS if one.name != "base_site"}
_EMPTY: dict[str, Value] = {"assignment_number": None, "home_to_base_miles": 0}


def _key(cells: Cells) -> tuple[Value, ...]:
    return (cells.get("assignment_number") or cells.get("name"),)


def _rows(_read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    people = sorted(names.people.values(), key=lambda one: (one.assignment_number or "~", one.id))
    for one in people:
        if wanted.person(one.id):
            cells: dict[str, Value] = {name: getattr(one, fact) for name, fact in _FACTS.items()}
            base = names.site_codes[one.base_site_id] if one.base_site_id else ""
            yield Found(one.id, {**cells, "base_site": base})


def _put(row: Taking) -> Base | None:
    facts = row.facts(_FACTS, empty=_EMPTY)
    if row.has("base_site"):
        facts["base_site_id"] = site_of(row, "base_site")
    there = row.names.people.get(row.number or 0)
    if not facts.get("group"):
        facts["group"] = there.group if there else _group_of(row.text("grade"))
    joined = row.day("joined") if row.has("joined") else there and there.joined
    leaves = row.day("leaves") if row.has("leaves") else there and there.leaves
    if joined and leaves and joined > leaves:
        raise NotTaken("nobody leaves before they join: correct one of the days.", "leaves")
    return settled(row, Clinician, facts)


def _group_of(grade: str) -> StaffGroup:
    """A new person whose group is not told: a consultant by the grade, else a resident."""
    consultant = grade.casefold().startswith("consultant")
    return StaffGroup.CONSULTANT if consultant else StaffGroup.RESIDENT


def site_of(row: Taking, column: str) -> int | None:
    """The site of a code; one that the desk does not have is made, with its code as its name."""
    code, names = row.text(column), row.names
    if code and code not in names.site_numbers:
        site = row.work.add(Site(code=code, name=code))
        names.site_numbers[code], names.site_codes[site.id] = site.id, code
        row.made.append(f"the site {code}")
    return names.site_numbers[code] if code else None


CLINICIANS = ExchangeTable(
    kind="clinicians",
    says="People who are rostered, one row a person.",
    level=Level.DESK,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
)
