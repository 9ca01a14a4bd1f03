"""What every statement of one person's account shares on paper: its own pages, and their head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from reportlab.platypus import Flowable, PageBreak, Spacer

from reports.document import Stamp
from reports.formats import pdf
from reports.formats.pdf_parts import LEAD, Chapter, Figures, Mast, words
from reports.wording import span_words


class Account(Protocol):
    """Whose account it is, and of which days."""

    @property
    def clinician_id(self) -> int:
        """The person's number, for the page's place in the outline."""

    @property
    def name(self) -> str:
        """The person's name."""

    @property
    def grade(self) -> str:
        """The person's grade; empty where it is not known."""

    @property
    def start(self) -> dt.date:
        """The first day."""

    @property
    def end(self) -> dt.date:
        """The last day."""


A = TypeVar("A", bound=Account)


def printed(
    accounts: Sequence[A],
    mark: Stamp,
    draw: Callable[[A, float], list[Flowable]],
    *,
    title: str,
    nobody: str,
    note: str,
    paper: str,
) -> bytes:
    """Draw each person's account on pages of its own; `nobody` is said where there is none."""
    sheet = pdf.PAPERS[paper]
    whose = accounts[0].name if len(accounts) == 1 else mark.department
    period = span_words(accounts[0].start, accounts[0].end) if accounts else ""

    def story() -> list[Flowable]:
        if not accounts:
            return [
                Chapter(f"{title}s"),
                _mast(mark.department, mark),
                Spacer(0, 8),
                words(nobody),
            ]
        parts: list[Flowable] = []
        for number, one in enumerate(accounts):
            parts += [PageBreak()] if number else []
            parts += draw(one, sheet.inner_width)
        return parts

    return pdf.pages(
        story,
        title=", ".join((f"{title} {period}".strip(), whose)),
        subject=mark.subject(title),
        author=mark.by,
        foot=pdf.Foot(mark.sentence(), note),
        paper=sheet,
    )


def head(
    one: Account, mark: Stamp, *, title: str, figures: list[tuple[str, str]], verdict: str
) -> list[Flowable]:
    """The title, whose copy it is, the figures, and what they come to in a sentence."""
    who = " · ".join(part for part in (one.grade, mark.department) if part)
    said = f"{title}, {one.name}, {span_words(one.start, one.end)}"
    return [
        Chapter(said, key=f"statement {one.clinician_id}"),
        _mast(who, mark),
        Spacer(0, 9),
        Figures(figures),
        Spacer(0, 7),
        words(verdict, style=LEAD),
        Spacer(0, 6),
    ]


def _mast(whose: str, mark: Stamp) -> Mast:
    return Mast(whose, mark.version, mark.code_words)
