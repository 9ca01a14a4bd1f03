"""What goes out of the calendars: files, e-mail drafts, invitations, a folder for a server."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from reports.calendar_changes import changes_only
from reports.calendar_drafts import covering_drafts, invitation_drafts
from reports.calendar_events import Privacy
from reports.calendar_feeds import feeds, remove_withdrawn
from reports.catalogue import report_named
from reports.clinician_calendar import calendars, index
from reports.document import Document
from rota_desk.desk import Desk
from rota_desk.errors import Refusal

WALL = dt.timedelta(days=14)  # of the printed rota that goes with a letter


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: the days, how much is said, and the version changes are counted from."""

    start: dt.date
    end: dt.date
    privacy: Privacy
    with_leave: bool
    since: int | None  # None: whole calendars

    def files(self, desk: Desk) -> tuple[Document, ...]:
        """The files as chosen: whole calendars, or changes since a version."""
        start, end = self.start, self.end
        if self.since is not None:
            return changes_only(desk, since=self.since, start=start, end=end, privacy=self.privacy)
        made = calendars(
            desk, start=start, end=end, with_leave=self.with_leave, privacy=self.privacy
        )
        return (*made, *index(desk, made, start=start, end=end))

    def drafts(self, desk: Desk) -> tuple[Document, ...]:
        """A covering letter for each, with the printed rota of the first fortnight."""
        until = min(self.end, self.start + WALL)
        rota = report_named("weekly-rota").build(desk, start=self.start, end=until, format="pdf")
        return covering_drafts(
            desk,
            start=self.start,
            end=self.end,
            since=self.since,
            with_leave=self.with_leave,
            privacy=self.privacy,
            enclosed=(rota,),
        )

    def invitations(self, desk: Desk) -> tuple[Document, ...]:
        """A draft for each change; a refusal where no version was chosen."""
        if self.since is None:
            raise Refusal("Invitations are of changes: choose since which version.")
        return invitation_drafts(
            desk, since=self.since, start=self.start, end=self.end, privacy=self.privacy
        )

    def served(self, desk: Desk, folder: Path) -> tuple[Document, ...]:
        """The files of a web server's folder; what was withdrawn is taken out there."""
        found = feeds(
            desk,
            start=self.start,
            end=self.end,
            with_leave=self.with_leave,
            privacy=self.privacy,
        )
        remove_withdrawn(folder, found.withdrawn)
        return found.documents
