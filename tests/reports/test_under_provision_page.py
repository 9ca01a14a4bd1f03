import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pdfplumber
import pypdf
import pytest
from PIL.Image import Image

from reports.document import Stamp
from reports.provision_words import figures, verdict
from reports.under_provision import printed
from rota_desk.queries.provision import ProvisionReport

Pictures = Callable[[str, bytes], list[Image]]


def _pages(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture(scope="module")
def report(provision: ProvisionReport, stamp: Stamp) -> bytes:
    return printed(provision, stamp)


def test_page_one_is_the_judgement(report: bytes, pictures: Pictures) -> None:
    page = _pages(report)[0]
    for words in (
        "Under- and over-provision, 9 – 22 November 2026",
        "for J Penrose and Dr M Okafor",
        "97.3 %",
        "of needed places filled (target 98 %)",
        "28 h",
        "1 of 4",
        "Below the target of 98 %. 5 places short, most often: annual leave.",
        "2 decisions asked of you.",
        "Where it falls short",
        "Where there is more than needed",
        "119/120",
        "Causes, last 12 weeks",
        "Asked of you",
        "SHO 5: approve agency above £65 by Wed 11 Nov.",
        "Page 1 of 2",
    ):
        assert words in page, words
    assert len(pictures("under-provision", report)) == 2


def test_the_ledger_tells_need_have_cause_since_when_and_what_was_tried(report: bytes) -> None:
    with pdfplumber.open(io.BytesIO(report)) as document:
        tables = document.pages[1].extract_tables(
            {"vertical_strategy": "text", "horizontal_strategy": "lines"}
        )
        text = document.pages[1].extract_text()
    assert tables
    for words in (
        "Need and have, by activity and day",
        "▼ 11/12",
        "▲ 13/12",
        "▼ 0/2",
        "1 short",
        "2 short",
        "1 over",
        "Mon 9 Nov, 1 day",
        "Tue 6 Oct, 44 days",
        "awaiting",
        "Bank Mon 9 Nov",
    ):
        assert words in text, words


def test_it_names_no_sensitive_reason(report: bytes) -> None:
    text = " ".join(_pages(report))
    assert "sick" not in text.casefold()
    assert "registrar unavailable" in text


def test_mark_up_in_a_note_is_printed_and_not_obeyed(report: bytes) -> None:
    assert "<b>two residents</b> & one locum" in " ".join(_pages(report))


def test_the_same_facts_give_the_same_bytes(
    provision: ProvisionReport, stamp: Stamp, report: bytes
) -> None:
    assert printed(provision, stamp) == report


def test_many_lines_never_push_the_judgement_off_page_one(
    provision: ProvisionReport, stamp: Stamp, pictures: Pictures
) -> None:
    many = replace(
        provision,
        lines=provision.lines * 30,
        over_lines=provision.over_lines * 9,
        by_service=provision.by_service * 8,
        causes=provision.causes * 5,
        asks=provision.asks * 20,
    )
    content = printed(many, stamp)
    pages = _pages(content)
    assert "more in the ledger" in pages[0]
    assert "Asked of you" in pages[0]
    assert "The ledger" not in pages[0]
    assert sum(page.count("room 4, North") for page in pages[1:]) == 30
    assert pictures("under-provision-many", content)


def test_one_endless_note_is_cut_on_page_one_and_whole_in_the_ledger(
    provision: ProvisionReport, stamp: Stamp
) -> None:
    endless = " ".join(f"word{number}" for number in range(1500))
    line = replace(provision.lines[0], tried=endless, cause=endless)
    pages = _pages(printed(replace(provision, lines=(line,)), stamp))
    assert "word40 " not in pages[0]
    assert "word1499" in " ".join(pages)


def test_when_nothing_is_short_it_says_so(provision: ProvisionReport, stamp: Stamp) -> None:
    calm = replace(
        provision,
        lines=(),
        over_lines=(),
        asks=(),
        causes=(),
        by_service=(),
        days=(),
        short=0,
        over=0,
        hours_short=Decimal(0),
        filled_percent=Decimal("100.0"),
        known_late=(0, 0),
    )
    page = " ".join(_pages(printed(calm, stamp)))
    assert "On or above the target of 98 %. No place is short." in page
    assert "Every need of these days is met." in page
    assert "Nothing: no decision is open." in page


def test_one_of_a_thing_is_told_in_the_singular(provision: ProvisionReport) -> None:
    line = provision.lines[1:2]
    one = replace(provision, short=1, asks=provision.asks[:1], lines=line, days=())
    assert verdict(one) == "Below the target of 98 %. 1 place short. 1 decision asked of you."
    assert figures(one)[1] == ("1", "place short")
