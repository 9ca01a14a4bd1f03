"""The forms of People: who somebody is, how they are reached, what binds them and what they do."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from models.types import ContactKind, StaffGroup
from rota_desk.edits.clinicians import add_clinician, change_clinician, record_leaving
from rota_desk.edits.contacts import add_contact, change_contact
from rota_desk.edits.contracts import add_contract, allow_activity, change_contract
from rota_desk.queries.clinicians import (
    CONTACTS,
    CONTRACTS,
    ContactLine,
    ContractLine,
    PersonDetail,
    PersonLine,
)
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rota_sheet import GROUPS
from ui.bridge import Bridge
from ui.widgets.form import Field, Form
from ui.widgets.optional_day import optional_day

GROUP_CHOICES = tuple((group, words) for group, words in GROUPS.items())
CODE_CHOICES = tuple((code, words) for code, words in CONTRACTS.items())
CONTACT_CHOICES = tuple((kind, words) for kind, words in CONTACTS.items())


def person_form(
    bridge: Bridge,
    parent: QWidget,
    today: dt.date,
    known: PersonDetail | None = None,
    *,
    then: Callable[[int], object] = int,
) -> Form:
    """Ask who somebody is, new (`then` is told the number) or known."""
    line = known.line if known else None
    title = f"Change {line.name}" if line else "Add a person"
    form = Form(title, "Save" if line else "Add person", bridge, parent)
    name = form.line("Name on the rota", line.name if line else "", hint="Dr A Patel")
    full = form.line("Full name", line.full_name if line else "")
    initials = form.line("Initials", known.initials if known else "", hint="from the name")
    group = form.choice("Group", GROUP_CHOICES, line.group if line else StaffGroup.RESIDENT)
    grade = form.line("Grade", line.grade if line else "", hint="ST4, Consultant")
    number = form.line("Assignment number", known.assignment_number if known else "")
    joins, joined = optional_day(form, "Joined on", known.joined if known else today, today)
    note = form.text("Note", known.note if known else "")

    def submit() -> bool:
        chosen = group.value()
        if chosen is None:
            form.trouble("Choose a group from the list.")
            return False
        since = joined.value() if joins.value() else None
        if known is None:
            done = bridge.do(
                add_clinician,
                name=name.value(),
                group=chosen,
                grade=grade.value(),
                full_name=full.value(),
                initials=initials.value(),
                assignment_number=number.value(),
                joined=since,
                note=note.value(),
            )
            if done is not None:
                then(done.value)
            return done is not None
        changed = bridge.do(
            change_clinician,
            clinician=known.line.id,
            name=name.value(),
            group=chosen,
            grade=grade.value(),
            full_name=full.value(),
            initials=initials.value(),
            assignment_number=number.value(),
            joined=since,
            base_site=known.base_site_id,
            home_to_base_miles=known.home_to_base_miles,
            note=note.value(),
        )
        return changed is not None

    form.open_then(submit)
    return form


def leaving_form(bridge: Bridge, parent: QWidget, known: PersonDetail, today: dt.date) -> Form:
    """Ask from which day somebody is no longer here."""
    form = Form(f"{known.line.name} leaves", "Save", bridge, parent)
    form.note(
        "Their sessions from that day on stay as vacancies; contract, post and permissions end."
    )
    leaves, day = optional_day(form, "Leaves, first day no longer here", known.leaves, today)
    form.open_then(
        lambda: (
            bridge.do(
                record_leaving,
                clinician=known.line.id,
                leaves=day.value() if leaves.value() else None,
            )
            is not None
        )
    )
    return form


def contact_form(
    bridge: Bridge, parent: QWidget, person: PersonLine, contact: ContactLine | None = None
) -> Form:
    """Ask for a way to reach somebody."""
    title = f"Change a contact of {person.name}" if contact else f"Add a contact of {person.name}"
    form = Form(title, "Save" if contact else "Add contact", bridge, parent)
    kind = form.choice("Kind", CONTACT_CHOICES, contact.kind if contact else ContactKind.BLEEP)
    value = form.line("Number or address", contact.value if contact else "")
    private = form.check("Private: not on shared pages", value=bool(contact and contact.private))
    fresh = form.check("Confirmed with them today", value=True) if contact is None else None

    def submit() -> bool:
        chosen = kind.value()
        if chosen is None:
            form.trouble("Choose a kind from the list.")
            return False
        if contact is not None:
            done = bridge.do(
                change_contact,
                contact=contact.id,
                kind=chosen,
                value=value.value(),
                private=private.value(),
            )
            return done is not None
        added = bridge.do(
            add_contact,
            clinician=person.id,
            kind=chosen,
            value=value.value(),
            confirmed=fresh.value() if fresh else False,
            private=private.value(),
        )
        return added is not None

    form.open_then(submit)
    return form


def contract_form(
    bridge: Bridge,
    parent: QWidget,
    person: PersonLine,
    today: dt.date,
    contract: ContractLine | None = None,
    *,
    before: ContractLine | None = None,
) -> Form:
    """Ask for the terms that bind somebody from a day on; the cycle goes on as it was `before`."""
    title = f"Correct the contract of {person.name}" if contract else f"Contract of {person.name}"
    form = Form(title, "Save" if contract else "Add contract", bridge, parent)
    code = form.choice("Terms", CODE_CHOICES, contract.code if contract else None)
    start = form.day("From", contract.start if contract else today)
    if contract is None:
        form.note("From when the terms hold, not from when you write them: leave follows from it.")
    ends, end = optional_day(form, "Ends, first day no longer in force", _end(contract), today)
    wte = form.amount("Share of full time", _plain(contract.wte) if contract else Decimal(1))
    pas = form.amount("Contracted PAs", _plain(contract.contracted_pas) if contract else None)
    hours = form.amount("Weekly hours", _plain(contract.weekly_hours) if contract else None)
    more = form.amount(
        "Additional hours a week", _plain(contract.additional_hours) if contract else None
    )
    last = contract or before
    cycle = form.amount("Weeks of the rota cycle", _weeks(last.cycle_weeks if last else None))
    opt_out, signed = optional_day(
        form, "Opted out of 48 hours, signed on", _signed(contract), today
    )
    served, service = optional_day(
        form, "Reckonable service from", contract.service_from if contract else None, today
    )

    def submit() -> bool:
        terms, share = code.value(), wte.value()
        if terms is None or share is None:
            form.trouble(
                "Choose the terms from the list, and give the share as a number like 0.6."
            )
            return False
        weeks = cycle.value()
        if weeks is not None and weeks != int(weeks):
            form.trouble("Give the weeks of the rota cycle as a whole number, such as 8.")
            return False
        whole = None if weeks is None else int(weeks)
        until = end.value() if ends.value() else None
        since = service.value() if served.value() else None
        if contract is not None:
            done = bridge.do(
                change_contract,
                contract=contract.id,
                code=terms,
                start=start.value(),
                wte=share,
                end=until,
                contracted_pas=pas.value(),
                weekly_hours=hours.value(),
                opt_out=opt_out.value(),
                opt_out_signed=signed.value(),
                service_from=since,
                cycle_weeks=whole,
                additional_hours=more.value(),
            )
            return done is not None
        added = bridge.do(
            add_contract,
            clinician=person.id,
            code=terms,
            start=start.value(),
            wte=share,
            end=until,
            contracted_pas=pas.value(),
            weekly_hours=hours.value(),
            opt_out=opt_out.value(),
            opt_out_signed=signed.value(),
            service_from=since,
            cycle_weeks=whole,
            additional_hours=more.value(),
        )
        return added is not None

    form.open_then(submit)
    return form


def _weeks(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _plain(number: Decimal | None) -> Decimal | None:
    """A number without needless zeros, as somebody would type it."""
    return None if number is None else Decimal(f"{number.normalize():f}")


def _end(contract: ContractLine | None) -> dt.date | None:
    return contract.end if contract else None


def _signed(contract: ContractLine | None) -> dt.date | None:
    """The day on which the opt-out was signed; the contract's own where nobody noted it."""
    if contract is None or not contract.opt_out:
        return None
    return contract.opt_out_signed or contract.start


def permission_form(bridge: Bridge, parent: QWidget, person: PersonLine, today: dt.date) -> Form:
    """Ask what somebody may do, and from when."""
    form = Form(f"{person.name} may do", "Allow", bridge, parent)
    known = bridge.ask(look_up)
    choices = [(one.id, f"{one.code}  {one.name}") for one in known.activities]
    activity = form.choice("Activity", choices)
    start = form.day("From", today)
    supervised = form.check("Under supervision")

    def submit() -> bool:
        chosen = activity.value()
        if chosen is None:
            form.trouble("Choose an activity from the list.")
            return False
        done = bridge.do(
            allow_activity,
            clinician=person.id,
            activity=chosen,
            start=start.value(),
            supervised=supervised.value(),
        )
        return done is not None

    form.open_then(submit)
    return form


def choose_form(
    title: str,
    done: str,
    bridge: Bridge,
    parent: QWidget,
    options: Sequence[tuple[int, str]],
) -> "tuple[Form, Field[int | None]]":
    """A form with a single choice, to be opened by its caller."""
    form = Form(title, done, bridge, parent)
    return form, form.choice("Which", options, options[0][0] if options else None)
