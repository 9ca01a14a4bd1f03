"""Rows and columns that are hidden in an .ods or an .xls: they may hold an older rota."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from rota_desk.intake.guards import BROKEN, half_written

Hidden = dict[str, tuple[frozenset[int], frozenset[int]]]  # sheet to rows and columns
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
UNSEEN = ("collapse", "filter")
MOST_HIDDEN = 1_100_000  # rows of any spreadsheet


def hidden_in_ods(path: Path) -> Hidden:
    """Give what is hidden in the sheets of an .ods."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open("content.xml") as content:
            return _of_tables(iterparse(content, ("start", "end")))  # noqa: S314 - DTDs were refused
    except BROKEN:
        raise half_written(path) from None


def _of_tables(parts: Iterator[tuple[str, Element]]) -> Hidden:
    hidden: Hidden = {}
    name, at, unseen = "", {"row": 0, "column": 0}, defaultdict[str, set[int]](set)
    for event, part in parts:
        what = part.tag.removeprefix(f"{_TABLE}table-")
        if event == "start" and part.tag == f"{_TABLE}table":
            name, at = part.get(f"{_TABLE}name", ""), {"row": 0, "column": 0}
            unseen = defaultdict(set)
        elif event == "start" and what in at:
            repeated = int(part.get(f"{_TABLE}number-{what}s-repeated", "1"))
            if part.get(f"{_TABLE}visibility") in UNSEEN:
                last = min(at[what] + repeated, MOST_HIDDEN)
                unseen[what].update(range(at[what] + 1, last + 1))
            at[what] += repeated
        elif event == "end":
            if part.tag == f"{_TABLE}table" and unseen:
                hidden[name] = frozenset(unseen["row"]), frozenset(unseen["column"])
            part.clear()
    return hidden


def about_xls(path: Path) -> tuple[Hidden, bool]:
    """Give what an .xls hides, and whether its days are from 1904; nothing where it is unclear."""
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        book = xlrd.open_workbook(
            file_contents=path.read_bytes(), formatting_info=True, logfile=io.StringIO()
        )
        hidden = {
            sheet.name: (
                frozenset(at + 1 for at, row in sheet.rowinfo_map.items() if row.hidden),
                frozenset(at + 1 for at, column in sheet.colinfo_map.items() if column.hidden),
            )
            for sheet in book.sheets()
        }
    except (xlrd.XLRDError, CompDocError, *BROKEN):
        return {}, False
    return hidden, book.datemode == 1
