"""A pasted table of how many wait for what: counts only, and nothing that tells who."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rota_desk.errors import Refusal

WHO = re.compile(
    r"nhs|\bchi\b|mrn|hospital\s*n|patient\s*(id|n|ref)|\bname\b|surname|forename|\bdob\b|birth"
    r"|post\s*code|address|phone|mobile|e-?mail|ubrn|pathway|\bcrn\b|pas\s*(id|n)|unit\s*n",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(r"[A-Z]{0,3}\d[\d ]{5,}\d", re.IGNORECASE)
A_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
A_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
SUMS = ("total", "grand total", "sum", "all")
COUNT = re.compile(r"\d{1,5}")
WHAT_TO_PASTE = "Paste procedures down and waits across, with a heading, and whole numbers only."


@dataclass(frozen=True, slots=True)
class DemandLine:
    """So many wait for a procedure in a column of the table."""

    procedure: str
    waits: str
    people: int


def read_demand(text: str) -> tuple[DemandLine, ...]:
    """Read a table copied from a pivot: procedures down, waits across; sums are left out.

    A refusal names the first column that looks as if it told who a patient is; then nothing of
    the table is read.
    """
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    if len(rows) < 2 or len(rows[0]) < 2:  # noqa: PLR2004 - a heading and a row, a name and a count
        raise Refusal(f"There is no table in this. {WHAT_TO_PASTE}")
    heads, body = rows[0], [row for row in rows[1:] if not _is_sum(row[0])]
    for place, head in enumerate(heads):
        _refuse_who(head, [row[place] for row in body if place < len(row)])
    return tuple(
        DemandLine(row[0], head or "waiting", _count(row, place, head))
        for row in body
        if row[0]
        for place, head in enumerate(heads[1:], start=1)
        if not _is_sum(head) and place < len(row) and row[place] not in ("", "-", "–")
    )


def tells_who(text: str) -> bool:
    """Whether a heading or a procedure looks as if it told who a patient is."""
    found = (LONG_NUMBER.fullmatch(text), A_DATE.fullmatch(text), A_POSTCODE.fullmatch(text))
    return any(found) or WHO.search(text) is not None


def _cells(line: str) -> list[str]:
    mark = next((one for one in ("\t", ";", ",") if one in line), "\t")
    return [cell.strip().strip('"') for cell in line.split(mark)]


def _is_sum(word: str) -> bool:
    return word.casefold() in SUMS


def _refuse_who(head: str, cells: Sequence[str]) -> None:
    tells = any(
        LONG_NUMBER.fullmatch(cell) or A_DATE.fullmatch(cell) or A_POSTCODE.fullmatch(cell)
        for cell in cells
    )
    if WHO.search(head) or tells:
        column = f'The column "{head}"' if head else "A column"
        raise Refusal(
            f"{column} looks as if it told who the patients are; nothing was read."
            " Paste counts only, without that column."
        )


def _count(row: Sequence[str], place: int, head: str) -> int:
    cell = row[place].replace(",", "")
    if not COUNT.fullmatch(cell):
        raise Refusal(
            f'"{row[place]}" of {row[0]}, {head}, is no count; nothing was read. {WHAT_TO_PASTE}'
        )
    return int(cell)
