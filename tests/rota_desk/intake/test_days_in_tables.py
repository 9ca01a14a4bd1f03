"""Days in the tables of other programs: as the desk writes them, or as people here do."""

import datetime as dt

import pytest

from rota_desk.intake.columns import Column, Kind, NotRead, read_cell

JOINED = Column("joined", "first day here", Kind.DAY)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-08-05", "2026-08-05 00:00:00", "05/08/2026", "5/8/2026", "05.08.2026"),
        *("05-08-2026", "5 Aug 2026", "05-Aug-2026", "5 august 2026"),
    ],
)
def test_a_day_is_read_day_first_with_a_whole_year(text: str) -> None:
    assert read_cell(text, JOINED) == dt.date(2026, 8, 5)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "08/13/2026", "05/08/26", "5 Augsomething", "5 Abc 2026", "6", "2026"]
)
def test_what_is_no_such_day_is_said_with_how_to_write_it(text: str) -> None:
    with pytest.raises(NotRead, match="write it as 2026-11-09, or 09/11/2026"):
        read_cell(text, JOINED)
