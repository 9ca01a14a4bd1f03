"""Pages and workbooks say how far they are while made, and whoever waits may stop them."""

import datetime as dt
from collections.abc import Callable

import pytest
from reportlab.platypus import Flowable, PageBreak, Paragraph

from reports.formats import pdf, xlsx
from rota_desk.errors import Refusal
from rota_desk.progress import telling

MADE = dt.datetime(2026, 11, 9, 8, 14)


def story() -> list[Flowable]:
    return [part for page in range(10) for part in (Paragraph(f"Page {page}"), PageBreak())]


def ten_pages() -> bytes:
    return pdf.pages(
        story, title="Ten", subject="", author="", foot=pdf.Foot("Foot"), paper=pdf.PAPERS["A4"]
    )


def a_workbook() -> bytes:
    sheets = [
        xlsx.Sheet(title=name, widths=(8,), rows=tuple((row,) for row in range(120)))
        for name in ("One", "Two")
    ]
    return xlsx.workbook(sheets, title="Two", author="", made=MADE)


def test_pages_tell_of_each_part_twice_and_come_out_the_same() -> None:
    told: list[tuple[int, str]] = []
    with telling(lambda percent, doing: told.append((percent, doing))):
        content = ten_pages()
    assert content == ten_pages()
    assert [one for one in told if one[1]] == [
        (40, "Laying the pages out"),
        (70, "Drawing the pages"),
    ]
    percents = [percent for percent, _ in told]
    assert percents == sorted(percents)
    assert (percents[-1], len(told)) == (100, 2 + 2 * 20)


def test_a_workbook_tells_of_its_rows_and_comes_out_the_same() -> None:
    told: list[tuple[int, str]] = []
    with telling(lambda percent, doing: told.append((percent, doing))):
        content = a_workbook()
    assert content == a_workbook()
    assert told == [
        (40, "Writing the workbook"),
        (46, ""),
        (52, ""),
        (61, ""),
        (68, ""),
        (70, "Packing the workbook"),
    ]


@pytest.mark.parametrize("make", [ten_pages, a_workbook])
def test_whoever_waits_may_stop_it_and_hears_their_own_word(make: Callable[[], bytes]) -> None:
    def stop(percent: int, _doing: str) -> None:
        if percent > 45:
            raise Refusal("Stopped.")

    with telling(stop), pytest.raises(Refusal) as refused:
        make()
    assert str(refused.value) == "Stopped."
