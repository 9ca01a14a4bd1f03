import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pypdf
import pytest
from PIL.Image import Image

from models.types import Slot
from reports.document import Stamp
from reports.weekly_rota import printed, spans
from rota_desk.queries.rota_sheet import Entry, RotaSheet

Pictures = Callable[[str, bytes], list[Image]]
Place = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def rota(sheet: RotaSheet, stamp: Stamp) -> bytes:
    return printed(sheet, stamp)


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_fortnight_stands_on_one_a3_page(rota: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(rota)).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [
        (1191, 842)
    ]


def test_everybody_is_named_in_full_where_there_is_room(rota: bytes) -> None:
    text = _text(rota)
    for name in ("Dr S Łukasiewicz-Großmann", "Dr F O'Brien <script>", "S Quill", "11.5 PA"):
        assert name in text
    assert "Dr Bartholomew Featherstonehaugh" in text


def test_days_groups_cover_legend_and_changes_are_told_in_words(rota: bytes) -> None:
    text = _text(rota)
    for words in (
        "Rota, 9 – 22 November 2026",
        "Mon 9 Nov",
        "Sun 22 Nov",
        "Founders' Day",
        "Resident doctors",
        "▼ 11/12",
        "▲ 13/12",
        "▼ 1/2",
        "Needed, not covered",
        "Changed since v14",
        "Planned, not yet published",
        "1 change since v14:",
        "Dr A Patel Tue 10 Nov PM",
        "Page 1 of 1",
    ):
        assert words in text, words
    assert "Never used this fortnight" not in text


def test_changes_that_left_no_mark_are_counted_too(sheet: RotaSheet, stamp: Stamp) -> None:
    text = _text(printed(replace(sheet, day_changes=(4,)), stamp))
    assert "1 of 4 changes since v14 marked here: Dr A Patel Tue 10 Nov PM." in text


def test_nothing_says_why_somebody_is_away(rota: bytes) -> None:
    text = _text(rota).casefold()
    for word in ("sick", "bereave", "flu", "covering for", "AL?".casefold(), "asked for"):
        assert word not in text, word
    assert "unavailable" in text


def test_the_same_rota_gives_the_same_bytes(sheet: RotaSheet, stamp: Stamp, rota: bytes) -> None:
    assert printed(sheet, stamp) == rota


def test_a_week_a_page_gives_a_page_for_each_week(sheet: RotaSheet, stamp: Stamp) -> None:
    content = printed(sheet, stamp, days_a_page=7)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) == 2
    assert "9 – 15 November 2026" in pages[0]
    assert "16 – 22 November 2026" in pages[1]


def test_a_rota_too_tall_for_a4_goes_on_under_its_head(
    sheet: RotaSheet, stamp: Stamp, pictures: Pictures
) -> None:
    content = printed(sheet, stamp, paper="A4")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) == 2
    assert all("Tue 10" in page for page in pages)
    assert "Page 2 of 2" in pages[1]
    assert pictures("weekly-rota-a4", content)


def test_a_group_that_is_cut_is_named_again_as_continued(sheet: RotaSheet, stamp: Stamp) -> None:
    crowd = tuple(replace(row, group="Consultants") for row in sheet.rows * 3)
    content = printed(replace(sheet, rows=crowd), stamp, paper="A4")
    assert "Consultants (continued)" in _text(content)


def test_a_fortnight_too_tall_for_a_page_is_cut_into_weeks_that_are_not(
    sheet: RotaSheet, stamp: Stamp, pictures: Pictures
) -> None:
    busy = tuple(
        replace(row, cells=tuple(_with_a_night(cell) for cell in row.cells)) for row in sheet.rows
    )
    content = printed(replace(sheet, rows=busy, cover=sheet.cover * 5), stamp)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert len(pages) == 2
    assert "9 – 15 November 2026" in pages[0]
    assert "Needed, not covered" in pages[0]
    assert pictures("weekly-rota-weeks", content)


def _with_a_night(cell: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The cell with a night after its morning or afternoon."""
    if not cell or cell[-1].slot not in {Slot.AM, Slot.PM}:
        return cell
    return (*cell, replace(cell[-1], code="OC", suffix="", slot=Slot.NIGHT, changed=False))


def test_a_page_breaks_between_groups_where_it_can(sheet: RotaSheet, stamp: Stamp) -> None:
    pages = pypdf.PdfReader(io.BytesIO(printed(sheet, stamp, paper="A4"))).pages
    texts = [page.extract_text() for page in pages]
    assert "continued" not in " ".join(texts)
    assert "Dr D Quist" in texts[0]
    assert "Clinical endoscopists" in texts[1]


@pytest.mark.parametrize(
    "name",
    ["Dr \x00\x1b[31mA\tPatel\r\nb", "李 😀 عربي", "W" * 400, "", "Dr \ud800", "&amp; <para>"],
)
def test_no_name_stops_the_printer(sheet: RotaSheet, stamp: Stamp, name: str) -> None:
    row = replace(sheet.rows[0], name=name, detail=name, group=name)
    odd = replace(
        sheet,
        department=name,
        rows=(row, *sheet.rows[1:]),
        cover=(replace(sheet.cover[0], name=name),),
        legend=((name, name, name), *sheet.legend),
    )
    content = printed(odd, replace(stamp, by=name, department=name))
    assert "Dr M Okafor" in _text(content)


def test_an_empty_rota_is_still_a_page(sheet: RotaSheet, stamp: Stamp) -> None:
    assert "9 – 22 November" in _text(printed(replace(sheet, rows=(), cover=()), stamp))


def test_one_cell_with_very_much_in_it_does_not_stop_the_printer(
    sheet: RotaSheet, stamp: Stamp
) -> None:
    row = sheet.rows[0]
    full = replace(row, cells=(row.cells[0] * 40, *row.cells[1:]))
    content = printed(replace(sheet, rows=(full, *sheet.rows[1:])), stamp, paper="A4")
    text = _text(content)
    assert "Dr D Quist" in text
    assert "+58" in text


def test_a_long_rota_is_cut_into_spans(sheet: RotaSheet) -> None:
    cut = spans(sheet, 5)
    assert [(one.start.day, len(one.days)) for one in cut] == [(9, 5), (14, 5), (19, 4)]
    assert all(len(row.cells) == len(one.days) for one in cut for row in one.rows)
    assert all(len(line.cells) == len(one.days) for one in cut for line in one.cover)


def test_gaps_and_leave_are_told_by_pattern_on_grey_paper(rota: bytes, pictures: Pictures) -> None:
    grey = pictures("weekly-rota", rota)[0].convert("L")
    leave, gap, work = _behind(rota, "AL"), _behind(rota, "NT", last=True), _behind(rota, "CL")
    assert _lines(grey, work) == 0
    assert _lines(grey, leave) >= 5
    assert _lines(grey, gap) >= 5
    assert _darkest(grey, gap) < _darkest(grey, leave)


def _behind(content: bytes, code: str, *, last: bool = False) -> Place:
    """A strip of the cell behind a code's letters, clear of them, in points from the top."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        found = [word for word in document.pages[0].extract_words() if word["text"] == code]
    grid = [word for word in found if word["top"] < 680]
    word = max(grid, key=lambda one: one["top"]) if last else grid[0]
    start = word["x1"] + 6
    return start, word["top"] + 2, start + (8 if code == "CL" else 24), word["bottom"] - 2


def _row(grey: Image, place: Place) -> list[int]:
    left, top, right, bottom = (round(edge * 2) for edge in place)
    middle = (top + bottom) // 2
    return [int(grey.getpixel((x, middle))) for x in range(left, right)]  # type: ignore[arg-type]


def _lines(grey: Image, place: Place) -> int:
    """How often the ground turns from light to dark along the strip."""
    dark = [level < 225 for level in _row(grey, place)]
    return sum(here and not before for before, here in pairwise(dark))


def _darkest(grey: Image, place: Place) -> int:
    return min(_row(grey, place))
