"""Huge files: told how far, stopped when asked, and kept in little room."""

import tracemalloc
from pathlib import Path

import pytest

from rota_desk.errors import Refusal
from rota_desk.intake.raw_table import raw_tables
from rota_desk.intake.roster import read_roster
from rota_desk.intake.workbook import open_book

ROWS, COLUMNS = 4_000, 200
ROOM = 12  # bytes of memory for each letter of the file, at most


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "wide.csv"
    heading = ",".join(f"column {at}" for at in range(COLUMNS))
    line = ",".join(["EN"] * COLUMNS)
    path.write_text("\n".join([heading, *([line] * ROWS)]), encoding="utf-8")
    return path


def test_a_table_of_two_hundred_columns_is_kept_in_little_room(wide: Path) -> None:
    tracemalloc.start()
    table = raw_tables(wide)[0]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(table.rows), table.rows[-1]) == (ROWS, (ROWS + 1, ("EN",) * COLUMNS))
    assert most < ROOM * wide.stat().st_size


def test_reading_tells_how_far_it_is(wide: Path) -> None:
    heard: list[int] = []
    raw_tables(wide, lambda percent, _doing: heard.append(percent))
    assert heard == list(range(100))


def test_reading_ends_when_it_is_stopped(wide: Path) -> None:
    def stop(percent: int, _doing: str) -> None:
        if percent >= 10:
            raise Refusal("Stopped.")

    with pytest.raises(Refusal, match=r"^Stopped\.$"):
        open_book(wide, stop)


def test_a_roster_beyond_measure_is_refused_in_one_sentence(
    wide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rota_desk.intake.comma_text.MOST_FILLED", 50_000)
    with pytest.raises(
        Refusal, match=r"^wide\.csv has over 50,000 filled cells: save only the roster"
    ):
        read_roster(wide)
