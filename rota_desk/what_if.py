"""Beginning, comparing and ending a what-if: a second desk on a copy of the rota."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

from models import what_if as copies
from models.database import open_database
from rota_desk.changes import ChangeSet
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.what_if import (
    SideBySide,
    changes_between,
    latest_entry,
    moved_since,
    rows_of,
    side_by_side,
    standing,
    touched_since,
)


class WhatIf:
    """One what-if: the real desk, and a desk of its own where everything may be tried."""

    def __init__(self, real: Desk, path: Path) -> None:
        self.real = real
        self.path = path
        self.name = copies.name_of(path)
        with self._begun() as begun:
            self.since = begun.ask(latest_entry)
        self.desk = Desk(open_database(path, back_up=False), who=real.who, clock=real.clock)

    def changes(self) -> ChangeSet:
        """What was changed in it since it was begun."""
        with self._begun() as begun:
            records = self.desk.ask(touched_since, entry=self.since)
            before = begun.ask(rows_of, records=records)
        return changes_between(before, self.desk.ask(rows_of, records=records))

    def moved(self) -> tuple[str, ...]:
        """Where the real rota has moved since, so that it no longer fits."""
        return self.real.ask(moved_since, changes=self.changes(), since=self.since)

    def beside_real(self, *, start: dt.date, end: dt.date) -> SideBySide:
        """Cover, hours, duties and findings of some days, on the real rota and in here."""
        return side_by_side(
            self.real.ask(standing, start=start, end=end),
            self.desk.ask(standing, start=start, end=end),
        )

    def close(self) -> None:
        """Let the file go; it stays to be opened again."""
        self.desk.close()

    def throw_away(self) -> None:
        """Close it and remove it; the real rota was never touched."""
        self.close()
        copies.throw_away(self.path)

    @contextmanager
    def _begun(self) -> Iterator[Desk]:
        """The rota as it was when this was begun."""
        base = copies.base_of(self.path)
        begun = Desk(open_database(base, back_up=False), who=self.real.who, clock=self.real.clock)
        try:
            yield begun
        finally:
            begun.close()


def begin(real: Desk, name: str) -> WhatIf:
    """Copy the rota as it stands, to try things on."""
    if real.trying:
        raise Refusal("This is a what-if already. Begin another from the real rota.")
    return WhatIf(real, copies.copy_rota(real.database.engine, _beside(real), name))


def kept(real: Desk) -> tuple[tuple[str, Path], ...]:
    """The what-ifs that are kept for a rota: name and file."""
    found = () if real.trying else copies.copies_of(_beside(real))
    return tuple((copies.name_of(one), one) for one in found)


def _beside(real: Desk) -> Path:
    """What copies of a rota lie beside: its file; of a server's, a place among the user's own."""
    if real.database.path is not None:
        return real.database.path
    url = real.database.engine.url
    known = re.sub(r"[^\w]+", "-", f"{url.host or 'here'}-{url.port or ''}-{url.database}")
    return user_data_path("Rota Desk", appauthor=False) / "what-ifs" / f"{known}.sqlite"
