"""What a contract says about leave: its entitlement table on a day."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from rota_desk.domain.leave_entitlement import LeaveTerms
from rota_desk.errors import Refusal
from rota_desk.rules.clause import read_by
from rota_desk.rules.contract import Contract, figure_on
from rota_desk.rules.readings import RULEBOOK, Readings


def leave_terms(
    contract: Contract, day: dt.date, readings: Readings = RULEBOOK, *, grade: str = ""
) -> LeaveTerms:
    """Read a contract's leave in force on a day; a grade may have study leave of its own."""
    table = read_by(contract.entitlement, readings)
    if not table:
        raise Refusal(f"{contract.code} says nothing about leave; name another contract.")
    step = table.get("public_holiday_step")
    return LeaveTerms(
        days=_scale(table, day),
        public_holidays=figure_on(table["public_holidays"], day).value,
        full_time_hours=figure_on(table["full_time_week"], day).value / 60,
        kept_in_hours=table["kept_in"] == "hours",
        study_days=_study_days(table, day, grade),
        study_years=int(str(table.get("study_years", 1))),
        public_holiday_step=None if step is None else Fraction(str(step)),
    )


def _study_days(table: Mapping[str, object], day: dt.date, grade: str) -> Fraction:
    of_grades = cast("Mapping[str, object]", table.get("study_days_of", {}))
    own = grade.strip().upper().replace("FY", "F")  # a foundation year is written either way
    days = of_grades.get(own, table.get("study_days"))
    return Fraction(0) if days is None else figure_on(days, day).value


def _scale(table: Mapping[str, object], day: dt.date) -> tuple[tuple[Fraction, Fraction], ...]:
    """Give (years, days) in force on a day, in order of years."""
    more = figure_on(table["statutory_days"], day).value if "statutory_days" in table else 0
    rows: dict[Fraction, list[object]] = {}
    for row in cast("list[dict[str, object]]", table["days"]):
        rows.setdefault(Fraction(cast("int", row["years"])), []).append(row)
    return tuple(sorted((years, figure_on(own, day).value + more) for years, own in rows.items()))
