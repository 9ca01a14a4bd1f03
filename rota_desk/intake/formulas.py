"""The few formulas dates are made of, worked out where the file holds no result."""

import datetime as dt
import re
from collections.abc import Callable

from rota_desk.intake.grid import Formula, Place, Value, column_number

_STEP = re.compile(
    r"^=\s*\+?(?:'([^']+)'!|([\w.]+)!)?\$?([A-Za-z]{1,3})\$?(\d{1,7})\s*(?:([+-])\s*(\d{1,5}))?$"
)
_DATE = re.compile(
    r"^=\s*DATE\(\s*(\d{4})\s*[,;]\s*(\d{1,2})\s*[,;]\s*(\d{1,2})\s*\)$", re.IGNORECASE
)
LONGEST_CHAIN = 20_000

Cells = dict[Place, Value]


def work_out(sheets: dict[str, Cells]) -> None:
    """Replace the formulas that only copy or step another cell by their results."""
    for name, cells in sheets.items():
        for place in sorted(cells):
            if isinstance(cells[place], Formula):
                _settle(sheets, name, place)


def _settle(sheets: dict[str, Cells], sheet: str, place: Place) -> None:
    """Follow a chain of references to a value, then fill the chain back in."""
    chain: list[tuple[str, Place, Callable[[Value], Value | None]]] = []
    value = sheets[sheet].get(place)
    while isinstance(value, Formula) and len(chain) < LONGEST_CHAIN:
        made = _date(value.text)
        if made is not None:
            sheets[sheet][place] = value = made
            break
        source = _source(value.text, sheet)
        if source is None or source[0] not in sheets:
            return
        chain.append((sheet, place, _adder(source[2])))
        sheet, place = source[0], source[1]
        value = sheets[sheet].get(place)
    _fill(sheets, chain, value)


def _fill(
    sheets: dict[str, Cells],
    chain: list[tuple[str, Place, Callable[[Value], Value | None]]],
    value: Value | None,
) -> None:
    """Fill a followed chain from its end to its beginning."""
    for sheet, place, step in reversed(chain):
        value = None if value is None or isinstance(value, Formula) else step(value)
        if value is None:
            return
        sheets[sheet][place] = value


def _source(text: str, sheet: str) -> tuple[str, Place, int] | None:
    """Read =C4+1 as the sheet, the cell and the step."""
    found = _STEP.match(text)
    if not found:
        return None
    step = int(found[6] or 0) * (-1 if found[5] == "-" else 1)
    return found[1] or found[2] or sheet, (int(found[4]), column_number(found[3])), step


def _adder(step: int) -> Callable[[Value], Value | None]:
    """Give the step as something that is done to a value; text only copies."""

    def add(value: Value) -> Value | None:
        """Add the step in days to a date or in units to a number."""
        try:
            if isinstance(value, dt.date):
                return value + dt.timedelta(days=step)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return value + step
        except OverflowError:
            return None
        return value if step == 0 else None

    return add


def _date(text: str) -> dt.date | None:
    """Read =DATE(2026,8,5)."""
    found = _DATE.match(text)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
