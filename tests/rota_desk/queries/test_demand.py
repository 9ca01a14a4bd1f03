"""A round-the-clock service: the hours it needs, imported, against who is there."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
import pytest
from build import (
    LONG_AGO,
    MONDAY,
    a_bank_holiday,
    a_department,
    a_desk,
    a_long_day,
    a_night,
    a_resident,
    changed,
    every,
    kept,
)

from models import Activity, HourlyDemand
from models.hourly_demand import BANK_HOLIDAY
from reports.catalogue import report_named
from rota_desk.cli.roof import run
from rota_desk.desk import Desk
from rota_desk.queries.demand_profile import DemandProfile, demand_profile, profile_sentence

DAY = dt.timedelta(days=1)
WARD = "Ward calls"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = a_desk(tmp_path)
    a_department(opened)
    doctor, other = a_resident(opened, "Dr C Rowan"), a_resident(opened, "Dr E Voss")
    a_long_day(opened, MONDAY, on=[doctor])  # 08:00 to 20:30
    a_night(opened, MONDAY, on=[other])  # 20:30 to 09:00
    for one in every(opened, Activity):
        changed(opened, one, service=WARD)
    yield opened
    opened.close()


def needed(
    desk: Desk,
    clock: str,
    people: str,
    *,
    weekday: int = 0,
    start: dt.date = LONG_AGO,
) -> None:
    kept(
        desk,
        HourlyDemand(
            service=WARD,
            weekday=weekday,
            starts=dt.time.fromisoformat(clock),
            people=Decimal(people),
            start=start,
        ),
    )


def profile(desk: Desk, start: dt.date = MONDAY, days: int = 1) -> DemandProfile:
    return desk.ask(demand_profile, start=start, end=start + days * DAY)


def at(found: DemandProfile, *clocks: str, day: int = 0) -> list[tuple[str, Decimal, int]]:
    """Need and have at some times of a day."""
    return [
        (clock, one.need, one.have)
        for clock in clocks
        for one in found.days[day].halves
        if f"{one.start:%H:%M}" == clock
    ]


def test_whoever_is_there_for_all_of_a_half_hour_meets_its_need(desk: Desk) -> None:
    for hour in range(24):
        needed(desk, f"{hour:02}:00", "1.5")
    found = profile(desk)
    assert at(found, "07:30", "08:00", "20:00", "20:30", "23:30") == [
        ("07:30", Decimal("1.500"), 0),
        ("08:00", Decimal("1.500"), 1),
        ("20:00", Decimal("1.500"), 1),
        ("20:30", Decimal("1.500"), 1),
        ("23:30", Decimal("1.500"), 1),
    ]
    assert (found.hours_needed, found.hours_short, found.hours_over) == (
        Decimal(36),
        Decimal(20),
        Decimal(0),
    )


def test_the_morning_after_a_night_is_still_covered_by_it(desk: Desk) -> None:
    needed(desk, "08:00", "1", weekday=1)
    assert at(profile(desk, MONDAY + DAY), "08:00", "08:30", "09:00") == [
        ("08:00", Decimal(1), 1),
        ("08:30", Decimal(1), 1),
        ("09:00", Decimal(0), 0),
    ]


def test_a_surplus_at_noon_never_meets_the_need_of_the_early_hours(desk: Desk) -> None:
    needed(desk, "03:00", "2")
    needed(desk, "12:00", "0")
    found = profile(desk)
    assert (found.hours_short, found.hours_over) == (Decimal(2), Decimal(16))
    assert profile_sentence(found).endswith("Worst: Mon 9 Nov 03:00, 2 people short.")


def test_a_row_on_the_half_hour_and_the_rows_that_began_last_hold(desk: Desk) -> None:
    needed(desk, "12:00", "9")
    needed(desk, "12:00", "2", start=MONDAY)
    needed(desk, "12:30", "3", start=MONDAY)
    assert [one[1] for one in at(profile(desk), "12:00", "12:30")] == [2, 3]
    earlier = profile(desk, MONDAY - 7 * DAY)
    assert [one[1] for one in at(earlier, "12:00", "12:30")] == [9, 9]


def test_a_bank_holiday_has_its_own_rows(desk: Desk) -> None:
    needed(desk, "12:00", "4")
    needed(desk, "12:00", "1", weekday=BANK_HOLIDAY)
    a_bank_holiday(desk, MONDAY)
    assert [one[1] for one in at(profile(desk), "12:00")] == [1]


def test_a_table_of_demand_is_imported_from_csv_and_workbook_with_its_problems_told(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    rows = [
        ("service", "weekday", "time", "people", "from"),
        ("111", "Mon", "07:00", "12.5", "2026-11-02"),
        ("111", "BH", "07:30", "9", "2026-11-02"),
        ("111", "Someday", "08:00", "9", "2026-11-02"),
        ("111", "Tue", "08:10", "9", "2026-11-02"),
        ("111", "Tue", "09:00", "many", "2026-11-02"),
    ]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (tmp_path / "demand.csv").write_text(text.getvalue(), encoding="utf-8")
    book = openpyxl.Workbook()
    for row in rows[:3]:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "demand.xlsx")
    database = ["--database", str(tmp_path / "rota.sqlite")]
    assert run([*database, "import", "hourly-demand", str(tmp_path / "demand.csv")]) == 1
    told = capsys.readouterr()
    said = told.out + told.err
    for words in ("Mon to Sun, or BH", "07:00 or 07:30", "many"):
        assert words in said
    assert run([*database, "import", "hourly-demand", str(tmp_path / "demand.xlsx")]) == 0
    out = tmp_path / "again.csv"
    assert run([*database, "export", "hourly-demand", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").splitlines() == [
        "service,weekday,time,people,from,to",
        "111,Mon,07:00,12.5,2026-11-02,",
        "111,BH,07:30,9,2026-11-02,",
    ]


def test_the_printed_profile_has_a_chart_a_day_and_says_what_is_short(desk: Desk) -> None:
    needed(desk, "03:00", "2")
    report = report_named("demand")
    made = report.build(desk, start=MONDAY, end=MONDAY + 7 * DAY, format="pdf")
    pages = pypdf.PdfReader(io.BytesIO(made.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in (
        "Demand by the half-hour, 9 – 15 November 2026",
        WARD,
        "2 h short",
        "03:00, 0 of 2",
    ):
        assert words in text, words


def test_without_a_demand_the_page_says_what_to_do(desk: Desk) -> None:
    made = report_named("demand").build(desk, start=MONDAY, end=MONDAY + DAY, format="pdf")
    (page,) = pypdf.PdfReader(io.BytesIO(made.content)).pages
    assert "No demand is on file" in page.extract_text()
