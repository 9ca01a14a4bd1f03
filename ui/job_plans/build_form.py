"""Asking for a period to build, and the words for what building does."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from rota_desk.desk import Done
from rota_desk.edits.building import BuildAnswer, NotPlaced, build_period
from rota_desk.queries.built_until import first_unbuilt_monday
from rota_desk.words import count_words, day_words
from ui.frame import Frame
from ui.widgets.move_words import moves_words
from ui.widgets.shown_first import ShownFirst, Tried

WEEKS = (
    (4, "Four weeks"),
    (1, "One week"),
    (2, "A fortnight"),
    (12, "Twelve weeks"),
    (13, "A quarter"),
    (26, "Half a year"),
)
FEW = 8  # places that need no count of the reasons before them


def answer_words(answer: BuildAnswer) -> str:
    """What building made, and each person who could not be placed, with why."""
    said = (
        f"{count_words(answer.sessions, 'session')} and"
        f" {count_words(answer.assignments, 'assignment')};"
        f" {count_words(answer.gaps, 'gap')}; {answer.kept} there already."
    )
    lines = [said, *moves_words(answer.moves), ""]
    if answer.exceptions:
        lines += ["Changed once, as kept in the plans:", *answer.exceptions, ""]
    if answer.flexible:
        lines += ["Flexible sessions still to find a day for:", *answer.flexible, ""]
    return "\n".join([*lines, *_not_placed_words(answer.not_placed)])


def _not_placed_words(found: Sequence[NotPlaced]) -> Iterator[str]:
    """How often each reason comes first, then each place with its own."""
    if not found:
        return
    yield f"Not placed, and why ({len(found)}):"
    reasons = Counter(f"{one.who or 'nobody'}, {one.why}" for one in found)
    if len(found) > FEW:
        yield from (f"  {count} ×  {why}" for why, count in reasons.most_common())
        yield from ("", "Day by day:")
    for one in found:
        when = f"{day_words(one.day)} {one.start:%H:%M}"
        yield f"{when}  {one.activity}: {one.who or 'nobody'}, {one.why}"


class BuildForm(ShownFirst):
    """Asks for a period to build; shows what would be made before it is one undoable act."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(frame, parent, "Build a period", "Build")
        self.note(
            "From job plans, patterns and cover; leave is respected and the gap is kept. What is "
            "built already follows a plan that has changed; what was done by hand stays."
        )
        monday = frame.bridge.ask(first_unbuilt_monday)
        self.first = self.day("First day", monday)
        self.weeks = self.choice("Length", WEEKS, WEEKS[0][0])
        self.last = self.day("Last day", monday)
        self.first.widget.dateChanged.connect(lambda _day: self._reach())  # type: ignore[attr-defined]  # a date field
        self.weeks.widget.currentTextChanged.connect(lambda _text: self._reach())  # type: ignore[attr-defined]  # a combo box
        self._reach()
        self.add_pane("It would make", "Show what it would make")
        self.open_then(self._build)
        self.look()

    def _reach(self) -> None:
        """Put the last day as far off as the length says."""
        weeks = self.weeks.value()
        if weeks is not None:
            self.last.fill(self.first.value() + dt.timedelta(weeks=weeks, days=-1))

    def trying(self) -> Callable[[], Tried]:
        """Building the period."""
        first, last, bridge = self.first.value(), self.last.value(), self._frame.bridge
        return lambda: bridge.preview(build_period, first=first, last=last)

    def said(self, done: Done[Any]) -> str:
        """What building would make, and who could not be placed, with why."""
        return answer_words(done.value)

    def _build(self) -> bool:
        first, last = self.first.value(), self.last.value()
        done = self._frame.bridge.do(build_period, first=first, last=last)
        if done is not None and done.value.gaps:
            self._frame.say(f"Built; {count_words(done.value.gaps, 'gap')} to fill.", "warning")
        return done is not None
