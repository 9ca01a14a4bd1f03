"""The People screen: the directory, searched by anything, and one person on the right."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from models.types import LeaveKind
from rota_desk.errors import Refusal
from rota_desk.queries.absences import absence_list
from rota_desk.queries.clinicians import PersonDetail, PersonLine, directory, person_detail
from rota_desk.queries.commitments import commitments
from rota_desk.queries.leave_balance import leave_balance
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.queries.skills import SkillLine, skill_list
from rota_desk.queries.supernumerary import BesideLine, supernumerary_list
from rota_desk.queries.working_terms import working_terms
from rota_desk.words import count_words
from ui.clinicians.people_actions import PEOPLE_ACTIONS
from ui.clinicians.people_columns import PEOPLE
from ui.clinicians.people_hands import PeopleHands
from ui.clinicians.person_panel import PersonPanel
from ui.frame import Frame, Screen, Subject
from ui.widgets.choice import choice_field, chosen
from ui.widgets.doings import Act
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.layouts import boxed
from ui.widgets.table import RecordTable
from ui.widgets.words import button
from ui.widgets.wrap import Wrap

PAUSE = 60  # milliseconds the cursor rests before the person is asked for
GROUP_CHOICES = [(None, "All groups"), *((group, words) for group, words in GROUPS.items())]
OFFERED = (
    *("people.change", "people.confirm", "people.contact", "people.contract"),
    *("people.allow", "people.post", "people.beside", "people.leaving", "people.sick"),
    *("people.details", "people.schedule", "people.leave", "people.rota"),
)


class PeopleScreen(Screen):
    """Everybody of the department: how they are reached, what binds them, what they may do."""

    ACTIONS = PEOPLE_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: PeopleHands = PeopleHands(self)
        self.today = dt.date.min
        self.everybody: tuple[PersonLine, ...] = ()
        self.head = Head("People")
        self.head.add(
            button("Off sick …", self.hands.off_sick, says="Record an absence (Ctrl+Shift+O)"),
            button("Add a person …", self.hands.add, "primary", says="Add a person (Ctrl+N)"),
        )
        self.table: RecordTable[PersonLine] = RecordTable("People", PEOPLE, frame.look)
        self.side = PersonPanel(frame.look, self.hands.confirm)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        self._lay()
        self.table.chosen.connect(lambda _person: self._rest.start())
        self.table.opened.connect(lambda _person: self.hands.change())
        frame.look.changed.connect(self._look_again)
        self.setFocusProxy(self.table)

    def _lay(self) -> None:
        self._empty = Empty(
            "Nobody here",
            "Nobody fits the search, or the department has nobody yet.",
            ("Add a person …", self.hands.add),
        )
        self._shown = QStackedWidget()
        self._shown.addWidget(self.table)
        self._shown.addWidget(self._empty)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(self._filters())
        lines.addWidget(self._shown, 1)

    def _filters(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setAccessibleName("Search people")
        self.search.setPlaceholderText("Name, grade, post, bleep …   Ctrl F")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.frame.look.pixels(250))
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.table.setFocus)
        self.group = choice_field("Group", GROUP_CHOICES)
        self.group.currentIndexChanged.connect(lambda _place: self._show())
        self.stale = QCheckBox("Only stale contacts")
        self.stale.setToolTip("Alt+S")
        self.stale.toggled.connect(lambda _on: self._show())
        self.everyone = QCheckBox("Also those who left")
        self.everyone.setToolTip("Alt+E")
        self.everyone.toggled.connect(lambda _on: self.refresh())
        line = Wrap()
        line.add(self.search, self.group, self.stale, self.everyone)
        line.setContentsMargins(16, 0, 16, 8)
        return boxed(line)

    @property
    def person(self) -> PersonLine | None:
        """The person under the cursor."""
        return self.table.record()

    @property
    def detail(self) -> PersonDetail | None:
        """All that is on file about the person under the cursor."""
        person = self.person
        if person is None:
            return None
        try:
            return self.frame.bridge.ask_first(person_detail, clinician=person.id)
        except Refusal:
            return None

    @property
    def skills(self) -> tuple[SkillLine, ...]:
        """The skills of the person under the cursor."""
        person = self.person
        return self.frame.bridge.ask(skill_list, clinician=person.id) if person else ()

    @property
    def beside(self) -> tuple[BesideLine, ...]:
        """When the person under the cursor does not count as cover, the last first."""
        person = self.person
        return self.frame.bridge.ask(supernumerary_list, clinician=person.id) if person else ()

    def subject(self) -> Subject:
        """The person under the cursor."""
        return Subject(self.person.id if self.person else None)

    def inspector(self) -> QWidget:
        """The person under the cursor."""
        return self.side

    def refresh(self) -> None:
        """Ask for the directory again; the cursor stays on its person."""
        found = self.frame.bridge.ask(directory, everyone=self.everyone.isChecked())
        self.today, self.everybody = found.today, found.people
        counts = [count_words(len(found.people), "person", "people")]
        if found.starters:
            counts.append(f"{found.starters} to start")
        if found.leavers:
            counts.append(f"{found.leavers} leaving")
        if found.stale:
            counts.append(f"{found.stale} with a stale contact")
        self.head.tell("People", ", ".join(counts))
        self._show()

    def _show(self) -> None:
        before = self.person
        typed = self.search.text().casefold().split()
        group = chosen(self.group, GROUP_CHOICES)
        fitting = [
            one
            for one in self.everybody
            if all(word in one.found_by for word in typed)
            and group in (None, one.group)
            and (one.stale or not self.stale.isChecked())
        ]
        self.table.show_records(fitting)
        again = next((one for one in fitting if before and one.id == before.id), None)
        if fitting:
            self.table.choose(again or fitting[0])
        self._shown.setCurrentWidget(self.table if fitting else self._empty)
        self._rest.start()

    def to_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus()
        self.search.selectAll()

    def toggle_everyone(self) -> None:
        """Show also those who left, or hide them."""
        self.everyone.toggle()

    def toggle_stale(self) -> None:
        """Show only people with a stale contact, or everybody."""
        self.stale.toggle()

    def _look_again(self, _theme: object) -> None:
        self._rest.start()

    def inspect_now(self) -> None:
        """Show the person under the cursor on the right."""
        detail = self.detail
        if detail is None:
            self.side.tell_nothing()
            return
        bridge, person = self.frame.bridge, detail.line.id
        balances = [
            bridge.ask_first(leave_balance, clinician=person, kind=kind)
            for kind in (LeaveKind.ANNUAL, LeaveKind.STUDY, LeaveKind.LIEU)
        ]
        absences = bridge.ask(absence_list, clinician=person)
        known = [one for one in balances if one.known or one.taken or one.booked]
        terms = bridge.ask_first(working_terms, clinician=person)
        elsewhere = bridge.ask(commitments, clinician=person)
        self.side.tell(
            detail,
            known or balances[:1],
            absences,
            self._acts(),
            terms=terms,
            elsewhere=elsewhere,
            skills=self.skills,
            beside=self.beside,
        )

    def _acts(self) -> list[Act]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        return [
            (specs[name].text.replace("&", ""), specs[name].shortcut, self._runner(name))
            for name in OFFERED
            if specs[name].enabled(self)
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    def focus_on(self, **where: object) -> None:
        """Go to a person (`clinician`)."""
        self.search.clear()
        self.group.setCurrentIndex(0)
        self.stale.setChecked(False)
        self.refresh()
        for one in self.table.records():
            if one.id == where.get("clinician"):
                self.table.choose(one)
