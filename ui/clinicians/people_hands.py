"""What can be done on the People screen, each for the person under the cursor."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rota_desk.edits.contacts import confirm_contact, confirm_contacts, remove_contact
from rota_desk.edits.contracts import (
    end_permission,
    remove_contract,
    remove_permission,
)
from rota_desk.edits.joining import record_details_received, record_schedule_sent
from rota_desk.edits.skills import remove_skill
from rota_desk.edits.supernumerary import remove_supernumerary
from rota_desk.queries.commitments import commitments
from rota_desk.words import day_and_year
from ui.clinicians.beside_form import beside_form
from ui.clinicians.commitment_form import commitment_form, end_form
from ui.clinicians.opt_out_form import opt_out_form
from ui.clinicians.people_forms import (
    choose_form,
    contact_form,
    contract_form,
    leaving_form,
    permission_form,
    person_form,
)
from ui.clinicians.post_forms import GivePostForm, TakePostForm
from ui.clinicians.skill_forms import renew_form, skill_form
from ui.widgets.absence_form import absence_form
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.clinicians.people_screen import PeopleScreen


class PeopleHands:
    """The doings of the People screen."""

    def __init__(self, screen: "PeopleScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def add(self) -> Form:
        """Add a person."""
        screen = self._screen
        return person_form(
            self._bridge, screen, screen.today, then=lambda one: screen.focus_on(clinician=one)
        )

    def change(self) -> Form | None:
        """Change who the person is."""
        detail = self._screen.detail
        if detail is None:
            return None
        return person_form(self._bridge, self._screen, self._screen.today, detail)

    def leaving(self) -> Form | None:
        """Say when the person goes."""
        detail = self._screen.detail
        if detail is None:
            return None
        return leaving_form(self._bridge, self._screen, detail, self._screen.today)

    def confirm_all(self) -> None:
        """Note that every contact of the person is right today."""
        if (person := self._screen.person) is not None:
            self._bridge.do(confirm_contacts, clinician=person.id)

    def confirm(self, contact: int) -> None:
        """Note that one contact is right today."""
        self._bridge.do(confirm_contact, contact=contact)

    def add_contact(self) -> Form | None:
        """Add a way to reach the person."""
        person = self._screen.person
        return contact_form(self._bridge, self._screen, person) if person else None

    def change_contact(self) -> Form | None:
        """Choose a contact and change it."""
        detail = self._screen.detail
        if detail is None or not detail.contacts:
            return None
        known = {one.id: one for one in detail.contacts}
        options = [(one.id, f"{one.kind_words} {one.value}") for one in detail.contacts]
        if len(options) == 1:
            return contact_form(self._bridge, self._screen, detail.line, detail.contacts[0])
        return self._choose(
            f"Change a contact of {detail.line.name}",
            "Go on",
            options,
            lambda number: (
                contact_form(self._bridge, self._screen, detail.line, known[number]) is not None
            ),
        )

    def remove_contact(self) -> Form | None:
        """Choose a contact and remove it."""
        detail = self._screen.detail
        options = (
            [(one.id, f"{one.kind_words} {one.value}") for one in detail.contacts]
            if detail
            else []
        )
        return self._choose(
            "Remove a contact",
            "Remove",
            options,
            lambda number: self._bridge.do(remove_contact, contact=number) is not None,
        )

    def add_contract(self) -> Form | None:
        """Add terms from a day on."""
        person, detail = self._screen.person, self._screen.detail
        if person is None:
            return None
        held = detail.contracts if detail is not None else ()
        now = next((one for one in held if one.in_force), None)
        first = detail.joined if detail is not None and not held else None
        start = first or self._screen.today
        return contract_form(self._bridge, self._screen, person, start, before=now)

    def change_contract(self) -> Form | None:
        """Correct the contract in force, or the newest one."""
        detail = self._screen.detail
        if detail is None or not detail.contracts:
            return None
        now = next((one for one in detail.contracts if one.in_force), detail.contracts[0])
        return contract_form(self._bridge, self._screen, detail.line, self._screen.today, now)

    def end_opt_out(self) -> Form | None:
        """Note that the person gave notice to end their opt-out of the 48 hours."""
        detail = self._screen.detail
        if detail is None:
            return None
        held = [one for one in detail.contracts if one.opt_out]
        if not held:
            self._screen.frame.say(f"{detail.line.name} has no opt-out on file.", "warning")
            return None
        now = next((one for one in held if one.in_force), held[0])
        return opt_out_form(self._bridge, self._screen, detail.line, now, self._screen.today)

    def remove_contract(self) -> Form | None:
        """Choose a contract recorded by mistake and remove it."""
        detail = self._screen.detail
        options = (
            [(one.id, f"{one.title} from {day_and_year(one.start)}") for one in detail.contracts]
            if detail
            else []
        )
        return self._choose(
            "Remove a contract",
            "Remove",
            options,
            lambda number: self._bridge.do(remove_contract, contract=number) is not None,
        )

    def allow(self) -> Form | None:
        """Say what the person may do."""
        person = self._screen.person
        if person is None:
            return None
        return permission_form(self._bridge, self._screen, person, self._screen.today)

    def end_permission(self) -> Form | None:
        """Choose a permission that ends today, or was never right."""
        detail = self._screen.detail
        known = [one for one in detail.permissions if one.end is None] if detail else []
        starts = {one.id: one.start for one in known}

        def end(number: int) -> bool:
            if starts[number] >= self._screen.today:
                return self._bridge.do(remove_permission, permission=number) is not None
            done = self._bridge.do(end_permission, permission=number, end=self._screen.today)
            return done is not None

        options = [(one.id, f"{one.code}  {one.name}") for one in known]
        return self._choose("A permission ends today", "End it", options, end)

    def record_skill(self) -> Form | None:
        """Say what the person can do that a requirement may ask for."""
        person = self._screen.person
        if person is None:
            return None
        return skill_form(self._bridge, self._screen, person, self._screen.today)

    def renew_skill(self) -> Form | None:
        """Choose a skill and say until when it is valid now."""
        known = {one.id: one for one in self._screen.skills}
        return self._choose(
            "Renew or end a skill",
            "Go on",
            [(one.id, one.words) for one in known.values()],
            lambda number: (
                renew_form(self._bridge, self._screen, known[number], self._screen.today)
                is not None
            ),
        )

    def remove_skill(self) -> Form | None:
        """Choose a skill recorded by mistake and remove it."""
        return self._choose(
            "Remove a skill",
            "Remove",
            [(one.id, one.words) for one in self._screen.skills],
            lambda number: self._bridge.do(remove_skill, skill=number) is not None,
        )

    def beside(self) -> Form | None:
        """Say until when the person is supernumerary; what is not over is corrected."""
        detail = self._screen.detail
        if detail is None:
            return None
        known = [one for one in self._screen.beside if one.end > self._screen.today]
        first = max(detail.joined or self._screen.today, self._screen.today)
        return beside_form(
            self._bridge, self._screen, detail.line, first, known[-1] if known else None
        )

    def remove_beside(self) -> Form | None:
        """Choose a supernumerary time recorded by mistake and remove it."""
        return self._choose(
            "Remove a supernumerary time",
            "Remove",
            [(one.id, one.words) for one in self._screen.beside],
            lambda number: self._bridge.do(remove_supernumerary, supernumerary=number) is not None,
        )

    def take_post(self) -> TakePostForm | None:
        """Say which post the person takes up."""
        screen = self._screen
        if screen.detail is None:
            return None
        return TakePostForm(screen.frame, screen, screen.detail, screen.today)

    def leave_post(self) -> GivePostForm | None:
        """Choose a post that the person gives up, and from when."""
        screen = self._screen
        known = [one for one in screen.detail.holdings if one.end is None] if screen.detail else []
        if not known:
            screen.frame.say("They hold no post without an end.")
            return None
        return GivePostForm(screen.frame, screen, known, screen.today)

    def details_came(self) -> Form | None:
        """Note when the training body's details of a starter came."""
        do = self._bridge.do
        return self._on_a_day(
            "Details came",
            lambda one, day: do(record_details_received, clinician=one, day=day) is not None,
        )

    def schedule_sent(self) -> Form | None:
        """Note when a starter was sent the work schedule."""
        do = self._bridge.do
        return self._on_a_day(
            "Work schedule sent",
            lambda one, day: do(record_schedule_sent, clinician=one, day=day) is not None,
        )

    def _on_a_day(self, title: str, then: Callable[[int, dt.date], bool]) -> Form | None:
        person = self._screen.person
        if person is None:
            return None
        form = Form(f"{title}: {person.name}", "Keep", self._bridge, self._screen)
        day = form.day("On", self._screen.today)
        form.open_then(lambda: then(person.id, day.value()))
        return form

    def elsewhere(self) -> Form | None:
        """Keep time in which the person is not the department's to roster."""
        person = self._screen.person
        if person is None:
            return None
        return commitment_form(self._bridge, self._screen, person, self._screen.today)

    def end_elsewhere(self) -> Form | None:
        """End or remove a commitment of the person."""
        person = self._screen.person
        found = self._bridge.ask(commitments, clinician=person.id) if person else ()
        if not found:
            self._screen.frame.say("Nothing elsewhere is kept for them.", "notice")
            return None
        return end_form(self._bridge, self._screen, found, self._screen.today)

    def off_sick(self) -> Form:
        """Record that the person is absent from today."""
        screen = self._screen
        people = [(one.id, one.name) for one in screen.everybody]
        person = screen.person
        return absence_form(
            self._bridge, screen, people, screen.today, person.id if person else None
        )

    def show_leave(self) -> None:
        """Turn to the person's leave."""
        if (person := self._screen.person) is not None:
            self._screen.frame.go("leave", clinician=person.id, day=self._screen.today)

    def show_on_rota(self) -> None:
        """Turn to the person on the Rota."""
        if (person := self._screen.person) is not None:
            self._screen.frame.go("rota", clinician=person.id, day=self._screen.today)

    def _choose(
        self,
        title: str,
        done: str,
        options: Sequence[tuple[int, str]],
        then: Callable[[int], bool],
    ) -> Form | None:
        if not options:
            self._screen.frame.say("There is nothing of that kind on file for them.")
            return None
        form, which = choose_form(title, done, self._bridge, self._screen, options)

        def submit() -> bool:
            chosen = which.value()
            if chosen is None:
                form.trouble("Choose one from the list.")
                return False
            return then(chosen)

        form.open_then(submit)
        return form
