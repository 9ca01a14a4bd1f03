"""docs/exchange.md names every column that the tables have."""

from pathlib import Path

from rota_desk.exchange.book import markdown
from rota_desk.exchange.tables import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "exchange.md"
START, END = "<!-- tables -->\n", "<!-- end of tables -->"


def test_the_page_of_columns_is_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    printed = text[text.index(START) + len(START) : text.index(END)]
    assert printed.strip() == markdown().strip(), (
        "put the text of rota_desk.exchange.book.markdown() between the marks"
    )


def test_a_kind_is_taken_after_the_kinds_it_needs() -> None:
    seen: set[str] = set()
    for table in TABLES:
        assert set(table.after) <= seen
        seen.add(table.kind)
