"""More of what can be done with leave: swaps, the rule, courses, the leave year."""

from typing import TYPE_CHECKING

from models.types import LeaveKind
from rota_desk.edits.absences import see_fit_note
from rota_desk.edits.allowances import begin_leave_year
from rota_desk.edits.leave import approve_leave, note_study
from rota_desk.edits.leave_rule import answer_by_rule
from rota_desk.edits.leave_swaps import approve_with_help
from rota_desk.errors import Refusal
from rota_desk.queries.leave import LeaveDetail
from rota_desk.queries.leave_memory import leave_memory
from rota_desk.queries.leave_swaps import WayOut, leave_swaps
from rota_desk.queries.study_counter import study_counter
from rota_desk.unit_of_work import Reading
from ui.bridge import Bridge
from ui.tasks import Progress
from ui.widgets.ask import ask_reason
from ui.widgets.card import Card
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.leave.leave_screen import LeaveScreen

COURSES = (LeaveKind.STUDY, LeaveKind.PROFESSIONAL)
NO_SWAP = "It has to be granted, and no swap may be asked: named is who is free."
WIDE = 520  # pixels of a form that lists people and sessions
Found = tuple[int, WayOut]
SHOWN = 6  # seasons listed beside a request


class MoreHands:
    """The rarer doings of the Leave screen, each for what is under the cursor."""

    def __init__(self, screen: "LeaveScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def overrule(self) -> Form | None:
        """Approve although a limit blocks, with a reason that is kept."""
        line = self._screen.request
        if line is None or not line.waiting:
            return None
        return ask_reason(
            f"Approve all the same: {line.name}, {line.days}",
            "Approve",
            self._bridge,
            self._screen,
            lambda why: self._bridge.do(approve_leave, leave=line.id, overrule=why) is not None,
            hint="agreed with the lead",
        )

    def by_rule(self) -> None:
        """Let the department's rule answer the request."""
        line = self._screen.request
        if line is not None and line.waiting:
            self._bridge.do(answer_by_rule, leave=line.id)

    def swaps(self) -> None:
        """Look for who would take each session; it may take some seconds and can be stopped."""
        line, bridge = self._screen.request, self._bridge
        if line is None or not line.waiting:
            return
        leave = line.id

        def work(progress: Progress) -> Found:
            def question(read: Reading) -> WayOut:
                return leave_swaps(read, leave=leave, tell=progress.at)

            return leave, bridge.ask(question)

        self._screen.frame.tasks.start("Looking for swaps", work, self._screen.tell_swaps)

    def offer_swaps(self, leave: int, way: WayOut) -> Form | None:
        """Show who was found, and approve with that in one step."""
        line = self._screen.request
        if line is None or line.id != leave or not line.waiting:
            return None
        if not way.helps and not way.still_open:
            self._screen.frame.say("Every session stays covered without them: nothing to swap.")
            return None
        if not way.helps:
            said = f"Nobody was found who could take these sessions.{_then(way)}"
            self._screen.frame.say(said, "warning")
            return None
        title = f"What would make it fit: {line.name}, {line.days}"
        done = "Approve with these people" if way.no_swap else "Approve with these swaps"
        form = Form(title, done, self._bridge, self._screen)
        self._tell_way(form, line.id, way)
        form.open_then(
            lambda: self._bridge.do(approve_with_help, leave=line.id, helps=way.helps) is not None
        )
        return form

    def _tell_way(self, form: Form, leave: int, way: WayOut) -> None:
        form.setMinimumWidth(self._screen.frame.look.pixels(WIDE))
        if way.no_swap:
            form.note(NO_SWAP)
        for one in way.helps:
            form.note(one.text, "strong")
        said = [f"Nobody was found for {'; '.join(way.still_open)}."] if way.still_open else []
        would = self._bridge.preview(approve_with_help, leave=leave, helps=way.helps)
        if isinstance(would, Refusal):
            form.effect(str(would), "danger")
            return
        people = [one for one in would.brought if one.clinician_id is not None]
        said += [f"Brings {one.name}: {one.message}." for one in people[:SHOWN]]
        if not people:
            said.append("Tried: nothing new is found for anybody. Ask them before you approve.")
        form.effect(" ".join(said), "warning" if people or way.still_open else "soft")

    def course(self) -> Form | None:
        """Write down course, fees, what was agreed of them, and the evidence."""
        line = self._screen.request
        if line is None or line.kind not in COURSES:
            return None
        form = Form(f"Course of {line.name}, {line.days}", "Save", self._bridge, self._screen)
        course = form.line("Course", line.course)
        place = form.line("Place", line.place)
        fees = form.amount("Fees", line.fees, "£")
        budget = form.amount("Agreed of them", line.budget, "£")
        evidence = form.line("Evidence", line.evidence, hint="certificate of attendance")
        form.open_then(
            lambda: (
                self._bridge.do(
                    note_study,
                    leave=line.id,
                    course=course.value(),
                    place=place.value(),
                    fees=fees.value(),
                    budget=budget.value(),
                    evidence=evidence.value(),
                )
                is not None
            )
        )
        return form

    def begin_year(self) -> None:
        """Settle everybody's leave of the year shown, with what is carried over."""
        self._bridge.do(begin_leave_year, on=self._screen.year_shown)

    def fit_note(self) -> None:
        """Note that the fit note was seen today."""
        if (absence := self._screen.absence) is not None:
            self._bridge.do(see_fit_note, absence=absence.id)


def _then(way: WayOut) -> str:
    """What is left where nobody takes the sessions of leave that has to be granted."""
    return " It has to be granted all the same; the gaps stay." if way.no_swap else ""


def more_cards(bridge: Bridge, found: LeaveDetail) -> list[Card]:
    """What was asked of the holidays before, and the counter of study leave."""
    cards = [_seasons(bridge, found)]
    if found.line.kind in COURSES:
        counter = study_counter
        told = bridge.ask(counter, clinician=found.line.clinician_id, on=found.line.first)
        if told is not None:
            card = Card("Study leave")
            card.line(told.sentence(), "danger" if told.left < 0 else "")
            if told.with_professional:
                card.line("Professional leave counted with it.", "soft")
            if told.budget is not None:
                card.line(f"Agreed £{told.agreed:,.2f} of £{told.budget:,.2f} this year")
            if told.spent:
                card.line(f"Claimed as expenses £{told.spent:,.2f}")
            cards.append(card)
    return cards


def _seasons(bridge: Bridge, found: LeaveDetail) -> Card:
    """The holidays this request meets, year by year; then those asked for."""
    memory = bridge.ask(leave_memory, clinician=found.line.clinician_id, but=found.line.id)
    card = Card("Holidays in three years")
    asked = [one for one in memory.seasons if one.state != "not asked"]
    met = {one.season.name[:-5] for one in memory.seasons if one.season.meets(found.line)}
    same = [one for one in memory.seasons if one.season.name[:-5] in met and one not in asked]
    for one in [*asked, *same][:SHOWN]:
        card.line(f"{one.season.name}: {one.state}")
    if not asked and not same:
        card.line("None asked for.", "soft")
    return card
