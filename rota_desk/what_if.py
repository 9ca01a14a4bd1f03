"""Beginning, comparing and ending a what-if: a second desk on a copy of the rota."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from platformdirs import user_data_path

from models import what_if as copies
from models.database import open_database
from rota_desk import progress
from rota_desk.changes import ChangeSet
from rota_desk.desk import Desk
from rota_desk.edits.what_if import apply_what_if, renumbered
from rota_desk.errors import Refusal
from rota_desk.queries.what_if import (
    SideBySide,
    acts_since,
    changes_between,
    latest_entry,
    rows_of,
    side_by_side,
    standing,
    touched_since,
)
from rota_desk.queries.what_if_fit import Key, key_of, misfits, moved_since
from rota_desk.queries.what_if_nearest import with_nearest
from rota_desk.queries.what_if_parts import (
    Part,
    judged,
    lines_by_session,
    lines_of_records,
    parts_of,
    sessions_of,
    stood_of,
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

    def parts(self) -> tuple[ChangeSet, tuple[Part, ...]]:
        """What was changed in it, and in parts to choose from, each with whether it still fits."""
        progress.at(0, "Looking at what was changed")
        changes = self.changes()
        sessions = sessions_of(changes)
        progress.at(25)
        with self._begun() as begun:
            before = begun.ask(stood_of, sessions=sessions)
        progress.at(35, "Putting it in words")
        told = lines_by_session(before, self.desk.ask(stood_of, sessions=sessions))
        progress.at(50)
        records = self.desk.ask(lines_of_records, changes=changes.changes)
        progress.at(60, "Sorting out what belongs together")
        parts = parts_of(changes, self.desk.ask(acts_since, entry=self.since), told, records)
        progress.at(75, "Looking whether it still fits the real rota")
        troubles = self.real.ask(misfits, changes=changes, since=self.since)
        progress.at(90)
        return changes, self.real.ask(with_nearest, parts=judged(parts, troubles))

    def beside_real(self, *, start: dt.date, end: dt.date) -> SideBySide:
        """Cover, hours, duties and findings of some days, on the real rota and in here."""
        with progress.part(0, 50):
            real = self.real.ask(standing, start=start, end=end)
        with progress.part(50, 100):
            return side_by_side(real, self.desk.ask(standing, start=start, end=end))

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
    progress.at(0, "Copying the rota")
    path = copies.copy_rota(real.database.engine, _beside(real), name)
    with ExitStack() as on_failure:
        on_failure.callback(copies.throw_away, path)
        progress.at(60, "Opening the copy")
        made = WhatIf(real, path)
        on_failure.pop_all()
    return made


def begin_with(real: Desk, name: str, act: Callable[[Desk], object]) -> WhatIf:
    """Begin one and do something in it at once; where that is refused, no copy is kept."""
    fresh = begin(real, free_name(real, name))
    try:
        act(fresh.desk)
    except Refusal:
        fresh.throw_away()
        raise
    return fresh


def free_name(real: Desk, name: str) -> str:
    """A name that no kept what-if has: this one, or with a number behind it."""
    taken = {copies.name_in_file(one) for one, _path in kept(real)}
    tried = chain((name,), (f"{name} {at}" for at in count(2)))
    return next(one for one in tried if copies.name_in_file(one) not in taken)


@dataclass(frozen=True, slots=True)
class Rest:
    """What of a what-if was not applied, on a fresh copy of the rota, and what got lost."""

    what_if: WhatIf
    lost: Mapping[int, str]  # which of the sets could not be carried over, and why


def go_on(old: WhatIf, rest: tuple[ChangeSet, ...], numbers: Mapping[Key, int]) -> Rest:
    """Carry what was not applied over to a copy of the rota as it stands now; the old one goes.

    `numbers` are those that what was applied has on the real rota. What does not fit it any more
    is not carried over, and told.
    """
    with progress.telling(_on_and_on):
        return _gone_on(old, rest, dict(numbers))


def _on_and_on(_percent: int, _doing: str) -> None:
    """Tell nobody, so that nobody stops it half-way: the old one goes at the end."""


def _gone_on(old: WhatIf, rest: tuple[ChangeSet, ...], known: dict[Key, int]) -> Rest:
    lost: dict[int, str] = {}
    fresh = begin(old.real, free_name(old.real, re.sub(r" \d+$", "", old.name)))
    for place, changes in enumerate(rest):
        added = [key_of(one) for one in changes.changes if one.before is None]
        own = {key: -key[1] for key in added}  # nobody else's, until they get their numbers
        moved = renumbered(changes, known | own)
        try:
            done = fresh.desk.do(apply_what_if, changes=moved, name=old.name, since=fresh.since)
        except Refusal as refusal:
            lost[place] = str(refusal)
        else:
            known |= {(record, -own): one for (record, own), one in done.value.numbers.items()}
    old.throw_away()
    return Rest(fresh, lost)


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
