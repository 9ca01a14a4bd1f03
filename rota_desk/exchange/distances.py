"""`distances`: one row a way between two hospitals, which holds in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select

from models import Distance
from models.base import Base
from rota_desk.exchange.clinicians import site_of
from rota_desk.exchange.names import Names
from rota_desk.exchange.table import (
    Cells,
    ExchangeTable,
    Found,
    Level,
    NotTaken,
    Taking,
    Wanted,
    settled,
)
from rota_desk.intake.columns import SHORT, Column, Kind, Value
from rota_desk.unit_of_work import Reading

FURTHEST_MILES, LONGEST_MINUTES = 1000, 24 * 60

COLUMNS = (
    Column("site", "code of a hospital", needed=True, most=SHORT),
    Column("other_site", "code of the other", needed=True, most=SHORT),
    Column("miles", "miles between them; empty: not known", Kind.NUMBER, most=FURTHEST_MILES),
    Column("minutes", "minutes of travel; empty: not known", Kind.WHOLE, most=LONGEST_MINUTES),
)
_FACTS = {"miles": "miles", "minutes": "minutes"}


def _rows(read: Reading, names: Names, wanted: Wanted) -> Iterator[Found]:
    if wanted.clinician is not None:
        return
    found = []
    for one in read.all(select(Distance)):
        ends = sorted((names.site_codes[one.first_site_id], names.site_codes[one.second_site_id]))
        cells: dict[str, Value] = {"site": ends[0], "other_site": ends[1]}
        found.append(Found(one.id, cells | {"miles": one.miles, "minutes": one.minutes}))
    yield from sorted(found, key=lambda one: _key(one.cells))


def _key(cells: Cells) -> tuple[str, ...]:
    """The two codes, whichever of them stands first in the file."""
    return tuple(sorted(str(cells.get(name) or "") for name in ("site", "other_site")))


def _put(row: Taking) -> Base | None:
    facts: dict[str, object] = dict(row.facts(_FACTS, empty={}))
    _check(row)
    if row.number is None:
        ends = [site_of(row, name) or 0 for name in ("site", "other_site")]
        if ends[0] == ends[1]:
            raise NotTaken("name two different hospitals.", "other_site")
        facts["first_site_id"], facts["second_site_id"] = min(ends), max(ends)
    return settled(row, Distance, facts)


def _check(row: Taking) -> None:
    there = row.work.get(Distance, row.number) if row.number else None
    known = [
        row.cells[name] if row.has(name) else getattr(there, name, None)
        for name in ("miles", "minutes")
    ]
    if all(value in (None, "") for value in known):
        raise NotTaken("give the miles, the minutes, or both.", "miles")
    miles = known[0]
    if isinstance(miles, Decimal) and not 0 <= miles <= FURTHEST_MILES:
        raise NotTaken(f"miles are between 0 and {FURTHEST_MILES}.", "miles")


DISTANCES = ExchangeTable(
    kind="distances",
    says="How far apart hospitals are, one row a pair: mileage and time to travel follow from it.",
    level=Level.SHARED,
    columns=COLUMNS,
    key=_key,
    rows=_rows,
    put=_put,
    after=("rooms",),
)
