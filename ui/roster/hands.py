"""What the coordinator does with the cell under her cursor: each act is one edit of the desk."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from models.types import Slot
from rota_desk.edits.assignments import assign
from rota_desk.edits.cells import Carry, clear_cells
from rota_desk.edits.many import assign_many, cancel_many, hand_over_many
from rota_desk.edits.sessions import note_session
from rota_desk.queries.rota_sheet import Entry, EntryKind
from rota_desk.unit_of_work import UnitOfWork
from rota_desk.words import count_words, day_words
from ui.roster.clipboard import movable
from ui.roster.dialogs import (
    add_session_form,
    move_form,
    person_form,
    retime_form,
)
from ui.roster.effect import effect_words
from ui.roster.publish_form import publish_form
from ui.widgets.ask import ask_reason
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

P = ParamSpec("P")
T = TypeVar("T")


class Hands:
    """The edits of the Rota screen, by key, menu, mouse and clipboard."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.grid = screen.grid
        self.bridge = screen.bridge

    # Edits. Each goes through `change`, which asks the reason where people were told already.

    def change(
        self,
        edit: Callable[Concatenate[UnitOfWork, P], T],
        *args: P.args,
        **facts: P.kwargs,
    ) -> bool:
        """Do an edit for the reason of this batch; where none was given, it is asked for after."""
        return self._do(edit, *args, **facts)

    def _do(
        self, edit: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **facts: P.kwargs
    ) -> bool:
        with self.bridge.because(self.screen.reason):
            return self.bridge.do(edit, *args, **facts) is not None

    def ask_reason(self) -> None:
        """Let the reason for changes after publishing be typed; it holds for the batch."""
        self.screen.reasons.begin()

    def keep_reason(self, reason: str) -> None:
        """Remember the reason until the next version; the cursor goes back to its cell."""
        self.screen.reason = reason or self.screen.reason
        self.screen.tell_head()
        self.grid.setFocus()

    def forget_reason(self, reason: str) -> None:
        """A reason that was undone holds for nothing that follows."""
        if self.screen.reason == reason:
            self.screen.reason = ""
            self.screen.tell_head()

    def remove(self) -> None:
        """Take everybody in the selection off; needs stay as gaps."""
        entries = movable([self.grid.selected_cells()])
        numbers = tuple(entry.assignment_id for entry in entries if entry.assignment_id)
        self.change(clear_cells, assignments=numbers)

    def add(self) -> Form:
        """Ask for a session to add."""
        spot = self.screen.spot
        day = spot.day if spot else self.screen.period.start
        slot = spot.slot if spot else Slot.DAY
        return add_session_form(self.bridge, self.screen, self.screen.names, day, slot)

    def choose_person(self) -> Form | None:
        """Ask whom to put on the session; the effect is shown before."""
        chosen = self._chosen(lambda one: one.session_id is not None)
        if not chosen:
            return None
        sessions = tuple(dict.fromkeys(one.session_id or 0 for one in chosen))

        def effect(number: int) -> tuple[str, str]:
            return effect_words(
                self.bridge.preview(assign_many, sessions=sessions, clinician=number)
            )

        return person_form(
            f"Who does {_named(chosen)}?",
            self.bridge,
            self.screen,
            done="Assign",
            names=self.screen.names,
            then=lambda number: self.change(assign_many, sessions=sessions, clinician=number),
            effect=effect,
        )

    def _chosen(self, fits: Callable[[Entry], bool]) -> tuple[Entry, ...]:
        """The entries an act is about: those of the selected cells, else the one under the cursor.

        Of several cells gaps come first: where any is a gap, only gaps are meant.
        """
        cells = self.grid.selected_cells()
        if len(cells) <= 1:
            entry = self.screen.entry
            return (entry,) if entry is not None and fits(entry) else ()
        found = tuple(one for cell in cells for one in cell.entries if fits(one))
        return tuple(one for one in found if one.kind is EntryKind.GAP) or found

    def take(self, session: int, clinician: int) -> None:
        """Assign a candidate of the inspector."""
        self.grid.setFocus()  # the button goes with the inspector's news; the cursor stays
        self.change(assign, session=session, clinician=clinician)

    def hand(self) -> Form | None:
        """Ask who takes the person's place."""
        chosen = [
            one
            for one in self._chosen(lambda one: one.session_id is not None)
            if one.assignment_id
        ]
        if not chosen:
            return None
        numbers = tuple(one.assignment_id or 0 for one in chosen)

        def effect(person: int) -> tuple[str, str]:
            return effect_words(
                self.bridge.preview(hand_over_many, assignments=numbers, clinician=person)
            )

        return person_form(
            f"Who takes over {_named(chosen)}?",
            self.bridge,
            self.screen,
            done="Hand over",
            names=self.screen.names,
            then=lambda person: self.change(hand_over_many, assignments=numbers, clinician=person),
            effect=effect,
        )

    def carry_to(self) -> Form | None:
        """Ask where to carry the entry, by keyboard."""
        spot, entry = self.screen.spot, self.screen.entry
        if spot is None or entry is None:
            return None
        return move_form(
            self.bridge,
            self.screen,
            self.screen.names,
            spot,
            lambda person, day, mode: self.screen.carrying.carry(
                entry, person, day, Carry(mode), None
            ),
        )

    def retime(self) -> Form | None:
        """Ask for other times of the session."""
        return (
            retime_form(self.bridge, self.screen, self.screen.entry) if self.screen.entry else None
        )

    def cancel(self) -> Form | None:
        """Cancel the session, with its reason."""
        chosen = self._chosen(lambda one: one.session_id is not None)
        if not chosen:
            return None
        sessions = tuple(dict.fromkeys(one.session_id or 0 for one in chosen))
        return ask_reason(
            f"Cancel {_named(chosen)}",
            "Cancel the session" if len(sessions) == 1 else f"Cancel {len(sessions)} sessions",
            self.bridge,
            self.screen,
            lambda reason: self._do(cancel_many, sessions=sessions, reason=reason),
        )

    def note(self) -> Form | None:
        """Write a note on the session."""
        entry = self.screen.entry
        if entry is None or entry.session_id is None:
            return None
        session = entry.session_id
        form = Form(f"Note on {entry.title}", "Keep", self.bridge, self.screen)
        text = form.text("Note", entry.note)
        form.open_then(lambda: self._do(note_session, session=session, note=text.value()))
        return form

    def publish(self) -> Form:
        """Ask for the period and publish it."""
        gaps = sum(
            entry.kind is EntryKind.GAP
            for line in self.screen.model.lines
            for cell in (line.row.cells if line.row else ())
            for entry in cell
        )
        form = publish_form(self.bridge, self.screen, self.screen.sheet, self.screen.period, gaps)
        form.accepted.connect(self._published)
        return form

    def show_version(self) -> None:
        """Go to the version that last told people about the day under the cursor."""
        spot = self.screen.spot
        told = {head.day: head.published for head in self.screen.model.days}
        number = told.get(spot.day, 0) if spot else 0
        self.screen.frame.go("versions", version=number or self.screen.sheet.version)

    def _published(self) -> None:
        """A batch of changes ends with publishing: the next one asks its own reason."""
        self.screen.reasons.forget()
        self.screen.reason = ""
        self.screen.tell_head()


def _named(chosen: Sequence[Entry]) -> str:
    """One entry by its title and day, several by their number."""
    if len(chosen) == 1:
        return f"{chosen[0].title}, {day_words(chosen[0].start.date())}"
    return count_words(len(chosen), "session")
