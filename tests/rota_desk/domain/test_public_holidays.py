"""Days in lieu of public holidays, as residents have them."""

import datetime as dt

import pytest

from rota_desk.domain.facts import Away, AwayKind, Duty, DutyKind
from rota_desk.domain.public_holidays import lieu_days

HOLIDAYS = (dt.date(2026, 12, 25), dt.date(2026, 12, 28), dt.date(2027, 1, 1))


def duty(start: str, end: str, kind: DutyKind = DutyKind.SHIFT) -> Duty:
    return Duty(1, dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end), kind)


def earned(*duties: Duty, aways: tuple[Away, ...] = ()) -> list[str]:
    return [f"{day:%d %b}" for day, _ in lieu_days(duties, aways, HOLIDAYS)]


def test_a_night_into_christmas_day_gives_one_day() -> None:
    assert earned(duty("2026-12-24T20:30", "2026-12-25T09:00")) == ["25 Dec"]


def test_a_rest_day_on_the_substitute_holiday_gives_one_day() -> None:
    rest = Away(1, dt.datetime(2026, 12, 28), dt.datetime(2026, 12, 29), AwayKind.REST)
    assert earned(aways=(rest,)) == ["28 Dec"]


def test_leave_on_a_holiday_gives_none() -> None:
    leave = Away(1, dt.datetime(2026, 12, 28), dt.datetime(2026, 12, 29), AwayKind.ANNUAL_LEAVE)
    assert earned(aways=(leave,)) == []


def test_the_saturday_that_has_a_substitute_gives_none() -> None:
    assert earned(duty("2026-12-26T09:00", "2026-12-26T21:00")) == []


def test_on_call_on_a_holiday_gives_one_day_and_several_duties_no_more() -> None:
    call = duty("2026-12-25T09:00", "2026-12-26T09:00", DutyKind.ON_CALL)
    assert earned(call, duty("2026-12-25T08:00", "2026-12-25T09:00")) == ["25 Dec"]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-12-24T12:00", "2026-12-25T00:00", []),
        ("2026-12-24T12:00", "2026-12-25T00:01", []),
        ("2026-12-24T12:00", "2026-12-25T00:02", ["25 Dec"]),
        ("2026-12-25T23:58", "2026-12-26T08:00", ["25 Dec"]),
        ("2026-12-25T23:59", "2026-12-26T08:00", []),
    ],
)
def test_the_day_runs_from_a_minute_after_midnight_to_a_minute_before(
    start: str, end: str, days: list[str]
) -> None:
    assert earned(duty(start, end)) == days


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-12-24T12:00", "2026-12-25T00:01", []),
        ("2026-12-24T12:00", "2026-12-25T00:02", ["25 Dec"]),
        ("2026-12-25T23:59", "2026-12-26T12:00", []),
        ("2026-12-25T23:58", "2026-12-26T12:00", ["25 Dec"]),
    ],
)
def test_a_rest_day_counts_between_a_minute_past_and_a_minute_to_midnight(
    start: str, end: str, days: list[str]
) -> None:
    rest = Away(1, dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end), AwayKind.REST)
    assert earned(aways=(rest,)) == days
