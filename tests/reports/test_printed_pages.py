import io
from collections.abc import Iterable

import pypdf
import pytest
from pypdf.generic import Destination, DictionaryObject
from reportlab.platypus import Flowable, PageBreak

from reports.formats.pdf import PAPERS, Foot, fitted, pages, width_of
from reports.formats.pdf_parts import (
    Bar,
    Chapter,
    Column,
    Figures,
    Strong,
    boxed,
    point,
    table,
    words,
)

AWKWARD = "O'Brien <script> & <b>Łukasiewicz</b>, Großmann \x07end"


def _story() -> list[Flowable]:
    return [
        Chapter("First chapter"),
        words(AWKWARD, Strong("<i>strong</i>")),
        Figures([("96.4 %", "of needed sessions filled"), ("7", "short")]),
        table([Column("Name", 120), Column("Count", 60, number=True)], [[AWKWARD, "12"]]),
        Bar(0.75, width=100, target=0.98),
        boxed([point("ask")], width=200),
        PageBreak(),
        Chapter("Second chapter", level=1),
        words("Last words"),
    ]


def _printed() -> bytes:
    return pages(
        _story,
        title="A title",
        subject="A subject",
        author="K. Lowe",
        foot=Foot("Rota v14 · check code 7F3C-Q2", "middle words"),
        paper=PAPERS["A4"],
    )


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(_printed()))


def test_the_same_story_gives_the_same_bytes() -> None:
    assert _printed() == _printed()


def test_every_page_carries_stamp_and_number(reader: pypdf.PdfReader) -> None:
    texts = [page.extract_text() for page in reader.pages]
    for number, text in enumerate(texts, 1):
        assert "Rota v14 · check code 7F3C-Q2" in text
        assert "middle words" in text
        assert f"Page {number} of 2" in text


def test_no_mark_up_in_a_name_is_obeyed(reader: pypdf.PdfReader) -> None:
    text = " ".join(reader.pages[0].extract_text().split())
    assert text.count("O'Brien <script> & <b>Łukasiewicz</b>, Großmann end") == 2
    assert "<i>strong</i>" in text


def test_the_file_says_its_language_title_and_chapters(reader: pypdf.PdfReader) -> None:
    root = _within(reader.trailer, "/Root")
    assert str(root["/Lang"]) == "en-GB"
    assert _within(root, "/ViewerPreferences")["/DisplayDocTitle"]
    facts = reader.metadata
    assert facts is not None
    assert (facts.title, facts.author, facts.subject) == ("A title", "K. Lowe", "A subject")
    assert _titles(reader.outline) == ["First chapter", "Second chapter"]


def test_only_the_bundled_letters_are_used_and_all_are_embedded(reader: pypdf.PdfReader) -> None:
    fonts = {
        str(font["/BaseFont"]): font
        for page in reader.pages
        for key in _within(page, "/Resources", "/Font")
        if (font := _within(page, "/Resources", "/Font", key))
    }
    names = {name.partition("+")[2] for name in fonts}
    assert names == {"Inter-Regular", "Inter-SemiBold", "Inter-Bold"}
    assert all("/FontFile2" in _within(font, "/FontDescriptor") for font in fonts.values())


def test_pages_lie_on_their_long_side(reader: pypdf.PdfReader) -> None:
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)


def test_a_text_too_long_for_its_room_ends_in_an_ellipsis() -> None:
    short = fitted("Featherstonehaugh-Cholmondeley", "Inter", 8, 60)
    assert short.endswith("…")
    assert width_of(short, "Inter", 8) <= 60
    assert fitted("Rees", "Inter", 8, 60) == "Rees"
    assert fitted("Rees", "Inter", 8, 1) == ""


def _within(one: DictionaryObject, *keys: str) -> DictionaryObject:
    for key in keys:
        found = one[key].get_object()
        assert isinstance(found, DictionaryObject)
        one = found
    return one


def _titles(outline: Iterable[object]) -> list[str]:
    found: list[str] = []
    for entry in outline:
        if isinstance(entry, list):
            found += _titles(entry)
        elif isinstance(entry, Destination):
            found.append(str(entry.title))
    return found
