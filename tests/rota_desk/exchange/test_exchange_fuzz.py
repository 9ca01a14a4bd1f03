"""Whatever stands in a table, the answer is a plan, told problems or a refusal: never half a file.

`make fuzz` runs 20,000 inputs by hand; the usual run draws a few.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import MONDAY, a_desk, an_absence, approved_leave
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_rosters import ANY_FILE, Brought, comma_text, printable, workbook
from wards import a_small_ward

from models.database import Database
from reports.exchange_files import exchange_csv
from rota_desk.desk import Desk
from rota_desk.edits.exchange import apply_exchange
from rota_desk.errors import Refusal
from rota_desk.exchange.rows import exchange_rows
from rota_desk.exchange.table import Wanted
from rota_desk.exchange.tables import PROFILES, TABLES, table_of
from rota_desk.intake.raw_table import raw_tables
from rota_desk.intake.table_file import read_table

KINDS = tuple(one.kind for one in (*TABLES, *PROFILES) if one.put is not None)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(
    max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
ODD = st.one_of(
    st.sampled_from(
        [
            *("", " ", "0", "-1", "1e9", "NaN", "Infinity", "yes", "EN", "ZZ", "9999-12-31"),
            *(
                "2026-11-09",
                "2026-11-09T08:30",
                "2026-11-09T24:00",
                "2026-02-30",
                "24:00",
                "25:61",
            ),
            *("2026-11-09T08:30Z", "0001-01-01T00:00+23:59", "=1+1", "'=1", "Dr A Patel", "Mon"),
            *(
                "annual",
                "unavailable",
                "planned",
                "week",
                "é" * 200,
                "\x00",
                "a\nb",
                '"',
                "\ufffe",
            ),
        ]
    ),
    st.text(max_size=12),
)


@pytest.fixture(scope="module")
def ward() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        people = list(a_small_ward(desk, published=True).values())
        approved_leave(desk, people[0], MONDAY)
        an_absence(desk, people[1], MONDAY)
        yield desk
        desk.close()


@pytest.fixture(scope="module")
def files(ward: Desk) -> dict[str, list[list[str]]]:
    """What is exported of each kind, as rows of cells."""
    found = {}
    for kind in KINDS:
        content = exchange_csv(ward.ask(exchange_rows, kind=kind, wanted=Wanted())).content
        found[kind] = list(csv.reader(io.StringIO(content.decode(), newline="")))[:8]
    return found


def _counts(database: Database) -> dict[str, int]:
    return database.info().rows


def _any_table(files: dict[str, list[list[str]]], data: st.DataObject) -> tuple[str, Brought]:
    """An exported table with a few cells that are not as they were, as text or as a workbook."""
    kind = data.draw(st.sampled_from(KINDS))
    rows = [list(row) for row in files[kind]]
    if len(rows) == 1:
        rows.append([""] * len(rows[0]))
    for _ in range(data.draw(st.integers(1, 5))):
        row = data.draw(st.integers(0 if len(rows) > 2 else 1, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(ODD)
    if data.draw(st.integers(0, 3)):
        return kind, (comma_text(rows), "any.csv")
    return kind, (workbook([[printable(cell) for cell in row] for row in rows]), "any.xlsx")


def _try(ward: Desk, kind: str, brought: Brought) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / brought[1]
        path.write_bytes(brought[0])
        before = _counts(ward.database)
        try:
            table = table_of(kind)
            renamed = {theirs: ours for ours, theirs in table.headings.items()}
            plan = read_table(raw_tables(path)[0], kind, table.columns, renamed=renamed)
            done = ward.preview(apply_exchange, plans=(plan,)).value[0]
        except Refusal as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - any sentence will do
        else:
            assert all(one.message for one in done.problems)
        assert _counts(ward.database) == before


@FEW
@given(data=st.data())
def test_any_table_is_taken_told_or_refused(
    ward: Desk, files: dict[str, list[list[str]]], data: st.DataObject
) -> None:
    _try(ward, *_any_table(files, data))


@FEW
@given(brought=ANY_FILE, kind=st.sampled_from(KINDS))
def test_any_file_is_taken_told_or_refused(ward: Desk, brought: Brought, kind: str) -> None:
    _try(ward, kind, brought)


@pytest.mark.fuzz
@pytest.mark.timeout(0)
@MANY
@given(data=st.data())
def test_twenty_thousand_tables_are_taken_told_or_refused(
    ward: Desk, files: dict[str, list[list[str]]], data: st.DataObject
) -> None:
    if data.draw(st.integers(0, 3)):
        _try(ward, *_any_table(files, data))
    else:
        _try(ward, data.draw(st.sampled_from(KINDS)), data.draw(ANY_FILE))
