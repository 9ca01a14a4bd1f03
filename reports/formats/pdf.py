"""Printed pages: paper, type, and what stands at the foot of every page."""

import functools
import io
from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from reports.formats import ink
from reports.formats.words import one_line, printable
from resources import path
from rota_desk import progress

MEDIA_TYPE = "application/pdf"
REGULAR, ITALIC, SEMIBOLD = "Inter", "Inter-Italic", "Inter-SemiBold"
BOLD, BOLD_ITALIC = "Inter-Bold", "Inter-BoldItalic"
_FOOT = 20  # points kept for the foot of the page
_ASKED, _COUNTED = 40, 70  # percent of the wait that are over before each time of laying out


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet lying on its long side; lengths in points."""

    name: str
    width: float
    height: float
    margin: float

    @property
    def inner_width(self) -> float:
        """What lies between the side margins."""
        return self.width - 2 * self.margin

    @property
    def inner_height(self) -> float:
        """What lies between the upper margin and the foot."""
        return self.height - 2 * self.margin - _FOOT


PAPERS = {
    "A4": Paper("A4", *landscape(A4), margin=34),
    "A3": Paper("A3", *landscape(A3), margin=28),
}


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of every page, before its number."""

    left: str
    middle: str = ""


def pages(
    story: Callable[[], list[Flowable]],
    *,
    title: str,
    subject: str,
    author: str,
    foot: Foot,
    paper: Paper,
) -> bytes:
    """Lay the story out twice: once to count the pages, once to number them "1 of 3".

    The same story gives the same bytes: the file carries no clock time of its own.
    """
    use_type()
    with progress.part(_ASKED, _COUNTED):
        progress.at(0, "Laying the pages out")
        _, count = _lay_out(story(), title, subject, author, foot, paper, 0)
    with progress.part(_COUNTED, 100):
        progress.at(0, "Drawing the pages")
        content, _ = _lay_out(story(), title, subject, author, foot, paper, count)
    return content


def _lay_out(  # noqa: PLR0917 - a private step of `pages`
    story: list[Flowable],
    title: str,
    subject: str,
    author: str,
    foot: Foot,
    paper: Paper,
    count: int,
) -> tuple[bytes, int]:
    """One pass over the story: the file and its number of pages."""
    kept = io.BytesIO()
    document = BaseDocTemplate(
        kept,
        pagesize=(paper.width, paper.height),
        title=printable(title),
        author=printable(author),
        subject=printable(subject),
        creator="Rota Desk",
        lang="en-GB",
        displayDocTitle=1,
        invariant=1,
        pageCompression=1 if count else 0,  # what is only counted is thrown away
        initialFontName=REGULAR,
    )
    frame = Frame(
        paper.margin,
        paper.margin + _FOOT,
        paper.inner_width,
        paper.inner_height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    furniture = functools.partial(_furnish, foot=foot, paper=paper, count=count)
    document.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=furniture))
    document.setProgressCallBack(_telling(len(story)))
    document.build(story)
    return kept.getvalue(), document.page


def _telling(parts: int) -> Callable[[str, int], None]:
    """Tell whoever waits how many of the story's parts are laid; a split one takes longer."""
    farthest = 0

    def tell(what: str, done: int) -> None:
        nonlocal farthest
        if what == "PROGRESS":
            farthest = max(farthest, done)
            progress.at(100 * farthest / parts)

    return tell


def _furnish(
    canvas: Canvas, document: BaseDocTemplate, *, foot: Foot, paper: Paper, count: int
) -> None:
    """Draw a rule, the stamp, what changed, and the page's number."""
    left, right, line = paper.margin, paper.width - paper.margin, paper.margin + 10
    number = f"Page {document.page} of {count}"
    canvas.saveState()
    canvas.setStrokeColor(HexColor(f"#{ink.QUIET}"))
    canvas.setLineWidth(0.5)
    canvas.line(left, line, right, line)
    canvas.setFillColor(HexColor(f"#{ink.QUIET}"))
    canvas.setFont(REGULAR, 7)
    canvas.drawRightString(right, line - 11, number)
    room = right - left - width_of(number, REGULAR, 7) - 20
    stamp = fitted(printable(foot.left), REGULAR, 7, room)
    canvas.drawString(left, line - 11, stamp)
    room -= width_of(stamp, REGULAR, 7) + 20
    if foot.middle and room > 0:
        words = fitted(printable(foot.middle), REGULAR, 7, room)
        canvas.drawRightString(left + width_of(stamp, REGULAR, 7) + 20 + room, line - 11, words)
    canvas.restoreState()


@functools.cache
def use_type() -> None:
    """Make the bundled letters known to the printer, once."""
    for name, file in (
        (REGULAR, "Inter-Regular.ttf"),
        (ITALIC, "Inter-Italic.ttf"),
        (SEMIBOLD, "Inter-SemiBold.ttf"),
        (BOLD, "Inter-Bold.ttf"),
        (BOLD_ITALIC, "Inter-BoldItalic.ttf"),
    ):
        pdfmetrics.registerFont(TTFont(name, str(path("fonts", file))))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )


def width_of(text: str, font: str, size: float) -> float:
    """How wide a text is, in points."""
    use_type()
    return float(pdfmetrics.stringWidth(text, font, size))


def fitted(text: str, font: str, size: float, room: float) -> str:
    """The text in one line, shortened with an ellipsis when it is wider than the room."""
    text = one_line(text)
    if width_of(text, font, size) <= room:
        return text
    while text and width_of(f"{text}…", font, size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""
