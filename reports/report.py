"""What a document of the catalogue is: its name, its formats, and how it is made."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from reports.document import Document
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.provision_only import ALL, Only


class Build(Protocol):
    """Makes a document of the days from `start` until before `end`; paper "" is the usual one."""

    def __call__(
        self,
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
    ) -> Document:
        """Make the document in that format."""
        ...


class BuildForOne(Protocol):
    """Makes a document of one clinician, or of everybody whom it concerns."""

    def __call__(
        self,
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
        clinician: int | None = None,
    ) -> Document:
        """Make the document in that format."""
        ...


class BuildOfSome(Protocol):
    """Makes a document of an activity, a site, a grade or skill alone."""

    def __call__(
        self,
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
        only: Only = ...,
    ) -> Document:
        """Make the document in that format."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """A document that can be asked for."""

    name: str  # "weekly-rota"
    title: str  # "Weekly rota"
    readers: str  # who reads it
    formats: tuple[str, ...]  # the first is the usual one
    papers: tuple[str, ...]  # likewise
    build: Build
    build_for: BuildForOne | None = None  # where it can be made for one clinician
    from_today: bool = False  # it looks ahead: a week from today where no days are named
    build_of: BuildOfSome | None = None  # where it can be narrowed to some of the work

    def make(  # noqa: PLR0917 - the words of the command line
        self,
        desk: Desk,
        start: dt.date,
        end: dt.date,
        form: str,
        paper: str = "",
        clinician: int | None = None,
        only: Only = ALL,
    ) -> Document:
        """Make it of everybody or one, of all work or some; a refusal where it cannot be."""
        if only:
            if self.build_of is None:
                raise Refusal(f"{self.title} is of all work: leave activity, site and grade out.")
            return self.build_of(desk, start=start, end=end, format=form, paper=paper, only=only)
        if clinician is None:
            return self.build(desk, start=start, end=end, format=form, paper=paper)
        if self.build_for is None:
            raise Refusal(f"{self.title} is made of everybody; leave the clinician out.")
        return self.build_for(
            desk, start=start, end=end, format=form, paper=paper, clinician=clinician
        )
