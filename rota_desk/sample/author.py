"""Doing the sample's acts at the moments when they would have been done, by those who did them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from models import Assignment
from models.database import Database
from models.types import AuditKind
from rota_desk.clock import FixedClock
from rota_desk.sample.scene import Scene
from rota_desk.unit_of_work import Acting, UnitOfWork


class Author:
    """Writes the sample's past act by act, each with its own moment in the audit trail."""

    def __init__(self, database: Database, scene: Scene) -> None:
        self._database = database
        self._scene = scene

    @contextmanager
    def at(
        self, moment: dt.datetime, *, who: str = "", reason: str = "", label: str = ""
    ) -> Iterator[UnitOfWork]:
        """Do what stands inside as one act at a moment (UTC); it is written when all went well."""
        clock = FixedClock(moment.replace(tzinfo=dt.UTC))
        acting = Acting(who or self._scene.coordinator, reason)
        with self._database.session() as session:
            work = UnitOfWork(session, clock, acting, self._database.defer)
            self._scene.work = work
            yield work
            work.flush()
            self._settle_uids(work)
            work.label = label or work.label or "Sample department"
            if work.changes:
                work.write_audit(AuditKind.DO, "lay_sample")
            session.commit()

    def _settle_uids(self, work: UnitOfWork) -> None:
        """Give what the edits assigned calendar identities that the same seed gives again."""
        for change in work.changes.of("assignment"):
            fresh = change.after if change.before is None else None
            if fresh is not None and fresh["uid"] not in self._scene.uids:
                work.get(Assignment, change.id).uid = self._scene.uid()
        work.flush()
