"""The page of who counts as cover: by themselves, beside a supervisor, or never."""

from models.types import Counting
from rota_desk.edits.counting import (
    Said,
    add_counting,
    change_counting,
    end_counting,
    remove_counting,
)
from rota_desk.queries.counting_terms import COUNTS, CountingLine, counting_lines
from rota_desk.queries.look_up import look_up
from rota_desk.words import count_words, day_and_year
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.optional_day import optional_day
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button
from ui.widgets.wrap import Wrap

ALL_WORK = 0  # no activity's number
CHOICES = tuple((one, said[:1].upper() + said[1:]) for one, said in COUNTS.items())
LINES: tuple[Column[CountingLine], ...] = (
    Column("Grade", lambda one: one.grade, 110),
    Column("On", lambda one: one.activity or "all work", 150),
    Column("Counts as cover", lambda one: one.how, 230, tip=lambda one: one.reason),
    Column("From", lambda one: day_and_year(one.start), 130, sort=lambda one: one.start),
    Column("Until before", lambda one: day_and_year(one.end) if one.end else "", 130),
    Column("Now", lambda one: "" if one.standing == "in force" else one.standing, 70),
)


class CountingPage(Page):
    """What is said of grades; a change opens and closes gaps at once."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Who counts as cover",
            "Everybody on a session counts, unless they are supernumerary there or their grade is "
            "on this list. ST is ST1 to ST8; the narrower grade goes before the wider, and "
            "an activity before all work. A supervisor is somebody there who counts alone.",
        )
        self._frame = frame
        self.terms: RecordTable[CountingLine] = RecordTable("Who counts", LINES, frame.look)
        self.terms.setMinimumHeight(260)
        self.terms.opened.connect(lambda _line: self.change())
        self.lines.addWidget(self.terms, 1)
        hands = Wrap()
        hands.add(
            button("Add a grade …", self.add, "primary"),
            button("Change …", self.change, says="Enter"),
            button("Ends …", self.end, says="From a day on they count alone again"),
            button("Remove", self.remove, says="Entered by mistake; Undo brings it back"),
        )
        self.lines.addLayout(hands)

    def refresh(self) -> None:
        """Show every line; the cursor stays on its own."""
        before = self.terms.record()
        self.terms.show_records(self._frame.bridge.ask(counting_lines))
        for one in self.terms.records():
            if before is not None and one.id == before.id:
                self.terms.choose(one)

    def add(self) -> Form:
        """Say something of a grade."""
        return self._form(None)

    def change(self) -> Form | None:
        """Correct the line under the cursor."""
        line = self.terms.record()
        return self._form(line) if line is not None else None

    def _form(self, line: CountingLine | None) -> Form:
        bridge = self._frame.bridge
        known = bridge.ask(look_up)
        form = Form("Who counts as cover", "Save", bridge, self)
        grade = form.line("Grade", line.grade if line else "", "F1; ST is every ST")
        works = [(ALL_WORK, "All work")]
        works += [(one.id, f"{one.code}  {one.name}") for one in known.activities]
        work = form.choice("On", works, (line.activity_id if line else None) or ALL_WORK)
        how = form.choice("Counts", CHOICES, line.counts if line else Counting.SUPERVISED)
        start = form.day("From", line.start if line else known.today)
        ends, end = optional_day(
            form, "Ends, first day it no longer holds", line.end if line else None, known.today
        )
        reason = form.line("Why, or where it is written", line.reason if line else "")

        def submit() -> bool:
            said = Said(
                grade=grade.value(),
                counts=how.value() or Counting.SUPERVISED,
                start=start.value(),
                end=end.value() if ends.value() else None,
                activity=work.value() or None,
                reason=reason.value(),
            )
            if line is None:
                return bridge.do(add_counting, said=said) is not None
            return bridge.do(change_counting, term=line.id, said=said) is not None

        form.open_then(submit)
        return form

    def end(self) -> Form | None:
        """Say from which day the line under the cursor no longer holds."""
        line, bridge = self.terms.record(), self._frame.bridge
        if line is None:
            return None
        form = Form(f"No longer so: {line.what}", "Save", bridge, self)
        form.note(f"{count_words(line.people, 'person', 'people')} of that grade today.")
        day = form.day("First day it no longer holds", bridge.ask(look_up).today)
        form.open_then(lambda: bridge.do(end_counting, term=line.id, end=day.value()) is not None)
        return form

    def remove(self) -> None:
        """Remove a line that was entered by mistake; Undo brings it back."""
        line = self.terms.record()
        if line is not None:
            self._frame.bridge.do(remove_counting, term=line.id)
