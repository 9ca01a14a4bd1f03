"""Whatever is brought, the answer is a plan or a refusal."""

import datetime as dt
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rota_desk.errors import Refusal
from rota_desk.intake.roster import read_roster

TODAY = dt.date(2026, 11, 23)
BOUNDED = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
SNIPPETS = st.sampled_from(
    [
        *(
            "Date",
            "Mon",
            "Tue",
            "Wed",
            "Thu",
            "Fri",
            "Sat",
            "Sun",
            "Name",
            "Person",
            "Shift",
            "Start",
        ),
        *(
            "01/09/2026",
            "02/09/2026",
            "31/04/2027",
            "01-Sep",
            "02-Sep",
            "SA 01",
            "End",
            "Key",
            "LD",
        ),
        *(
            "0800-2030",
            "A/L",
            "off",
            "Ada Quarmby",
            "Netherby (AM) Ash (PM)",
            "Quarmby/Ash?",
            "24:00",
        ),
        *(
            "Week commencing 2nd November 2026",
            "Week",
            "w/c",
            "1",
            "3?",
            "TBC",
            "TOTAL",
            "=A1+1",
            "x",
        ),
        *("08:00 – late", "Annual leave", "LD (swap)", "\u00a0"),
    ]
)
VALUES = st.one_of(
    SNIPPETS,
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12),
    st.integers(-10, 60000),
    st.floats(-1, 80000),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.booleans(),
    st.none(),
)


def _read(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            plan = read_roster(path, today=TODAY)
        except Refusal as refused:
            assert str(refused).endswith(".")  # noqa: PT017 - any sentence will do
        else:
            assert plan.duties or plan.problems
            assert all(duty.person and duty.code for duty in plan.duties)


@BOUNDED
@given(st.lists(st.lists(VALUES, max_size=9), min_size=1, max_size=14))
def test_any_sheet_gives_a_plan_or_a_refusal(rows: list[list[object]]) -> None:
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(buffer)
    _read(buffer.getvalue(), "any.xlsx")


@BOUNDED
@given(st.lists(st.lists(SNIPPETS, max_size=9), min_size=1, max_size=14), st.sampled_from(",;\t"))
def test_any_text_gives_a_plan_or_a_refusal(rows: list[list[str]], separator: str) -> None:
    _read("\n".join(separator.join(row) for row in rows).encode(), "any.csv")


@BOUNDED
@given(st.binary(max_size=400), st.sampled_from(["any.csv", "any.xlsx", "any.xls", "any.ods"]))
def test_any_bytes_give_a_plan_or_a_refusal(content: bytes, name: str) -> None:
    _read(content, name)


@BOUNDED
@given(
    st.sampled_from(
        [
            "rosters/d4_year_restart_times_in_cells.xlsx",
            "rotas/multi_rota.xls",
            "rotas/simple_rota.xlsx",
        ]
    ),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_damaged_workbook_gives_a_plan_or_a_refusal(
    name: str, damage: list[tuple[int, int]]
) -> None:
    content = bytearray((Path(__file__).parents[2] / "samples" / name).read_bytes())
    for place, value in damage:
        content[place % len(content)] = value
    _read(bytes(content), name.rsplit("/", maxsplit=1)[-1])
