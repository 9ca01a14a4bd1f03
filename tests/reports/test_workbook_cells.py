import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from reports.formats.xlsx import Cell, Look, Sheet, Value, workbook

MADE = dt.datetime(2026, 11, 9, 8, 14)


def _book(*rows: tuple[Cell | Value, ...], titles: tuple[str, ...] = ("Sheet",)) -> bytes:
    sheets = [Sheet(title=title, widths=(20, 20), rows=rows) for title in titles]
    return workbook(sheets, title="T", author="K. Lowe", made=MADE, footer="14 of R & D")


def _page(content: bytes) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def test_no_text_ever_becomes_a_formula() -> None:
    risky = ["=1+1", "+44 7700", "-3", "@x", "  =HYPERLINK(1)"]
    content = _book(*((text,) for text in risky))
    page = _page(content)
    assert [cell.value for cell in page["A"]] == risky
    assert {cell.data_type for cell in page["A"]} == {"s"}
    assert all(cell.quotePrefix for cell in page["A"])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_values_keep_their_kind_in_both_readers() -> None:
    values: tuple[Value, ...] = (
        dt.date(2026, 11, 9),
        dt.datetime(2026, 11, 9, 8, 30),
        dt.timedelta(hours=30),
        Decimal("97.3"),
        7,
        True,
        "Ł ß O'Brien <script>",
    )
    content = _book(values)
    slow = [cell.value for cell in _page(content)[1]]
    assert slow == [dt.datetime(2026, 11, 9), *values[1:3], 97.3, 7, True, values[6]]
    quick = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert quick == [[*values[:3], 97.3, 7, True, values[6]]]


def test_control_characters_and_endless_texts_do_not_stop_the_writer() -> None:
    page = _page(_book(("a\x00b\x0bc",), ("x" * 40_000,)))
    assert page["A1"].value == "abc"
    assert len(str(page["A2"].value)) == 32_767


def test_sheet_names_are_made_fit_and_kept_apart() -> None:
    names = ("O'Brien [a]/b:c*?", "rota", "Rota", "x" * 40, "x" * 45, "")
    content = _book(("a",), titles=names)
    found = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert found == ["O'Brien  a  b c", "rota", "Rota 2", "x" * 31, "x" * 29 + " 2", "Sheet"]


def test_a_dashed_hatched_cell_says_so_without_colour() -> None:
    page = _page(_book((Cell("EN", Look(hatched=True, dashed=True), note="Not covered"),)))
    cell = page["A1"]
    assert cell.fill.patternType == "lightUp"
    assert cell.border.top.style == "mediumDashed"
    assert cell.comment is not None
    assert cell.comment.text == "Not covered"


def test_the_foot_is_words_even_when_it_begins_with_a_figure() -> None:
    page = _page(_book(("a",)))
    assert page.oddFooter is not None
    assert (page.oddFooter.left.text or "").replace("&&", "&").strip() == "14 of R & D"
