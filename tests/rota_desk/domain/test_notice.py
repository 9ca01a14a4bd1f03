"""Notice in calendar and in working days."""

import datetime as dt

import pytest

from rota_desk.domain.notice import latest_day, notice_days, working_days

START = dt.date(2027, 2, 3)


@pytest.mark.parametrize(
    ("days", "due"), [(84, "2026-11-11"), (56, "2026-12-09"), (42, "2026-12-23")]
)
def test_what_is_due_before_the_first_wednesday_of_february(days: int, due: str) -> None:
    assert latest_day(START, days) == dt.date.fromisoformat(due)
    assert notice_days(dt.date.fromisoformat(due), START) == days


def test_told_on_the_day_or_after_is_no_notice() -> None:
    assert notice_days(START, START) == 0
    assert notice_days(START + dt.timedelta(days=2), START) == -2
    assert working_days(START + dt.timedelta(days=2), START, ()) == 0


def test_working_days_leave_out_weekends_and_holidays() -> None:
    friday, tuesday = dt.date(2026, 12, 18), dt.date(2026, 12, 29)
    assert working_days(friday, tuesday, ()) == 7
    assert working_days(friday, tuesday, {dt.date(2026, 12, 25), dt.date(2026, 12, 28)}) == 5
