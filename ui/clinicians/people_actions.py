"""Everything that can be done with people, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.clinicians.people_screen import PeopleScreen

Spec: TypeAlias = "ActionSpec[PeopleScreen]"


def _person(screen: "PeopleScreen") -> bool:
    return screen.person is not None


def _starter(screen: "PeopleScreen") -> bool:
    return screen.person is not None and screen.person.standing.startswith("starts")


PEOPLE_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("people.add", "&Add a person …", "Ctrl+N", "Place", lambda s: s.hands.add()),
    ActionSpec("people.change", "&Change …", "F2", "Place", lambda s: s.hands.change(), _person),
    ActionSpec(
        "people.leaving",
        "&Leaves …",
        "Ctrl+Shift+L",
        "Place",
        lambda s: s.hands.leaving(),
        _person,
        "Sessions from that day on stay as vacancies",
    ),
    ActionSpec(
        "people.confirm",
        "C&onfirm all contacts",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.confirm_all(),
        _person,
        "Tried and right today",
    ),
    ActionSpec(
        "people.contact",
        "Add a co&ntact …",
        "Ctrl+Shift+T",
        "Place",
        lambda s: s.hands.add_contact(),
        _person,
    ),
    ActionSpec(
        "people.contact_change",
        "Change a contact …",
        "Ctrl+F2",
        "Place",
        lambda s: s.hands.change_contact(),
        _person,
    ),
    ActionSpec(
        "people.contact_remove",
        "Remove a contact …",
        "",
        "Place",
        lambda s: s.hands.remove_contact(),
        _person,
    ),
    ActionSpec(
        "people.contract",
        "New contract …",
        "Ctrl+Shift+C",
        "Place",
        lambda s: s.hands.add_contract(),
        _person,
        "The terms that bind from a day on; the ones before end there",
    ),
    ActionSpec(
        "people.contract_change",
        "Correct the contract …",
        "Shift+F2",
        "Place",
        lambda s: s.hands.change_contract(),
        _person,
    ),
    ActionSpec(
        "people.opt_out",
        "Opt-out of 48 hours ends …",
        "",
        "Place",
        lambda s: s.hands.end_opt_out(),
        _person,
        "Notice that the person gave; from its end on they are judged",
    ),
    ActionSpec(
        "people.contract_remove",
        "Remove a contract …",
        "",
        "Place",
        lambda s: s.hands.remove_contract(),
        _person,
    ),
    ActionSpec(
        "people.allow",
        "Allow an acti&vity …",
        "Ctrl+Shift+A",
        "Place",
        lambda s: s.hands.allow(),
        _person,
    ),
    ActionSpec(
        "people.permission_end",
        "End a permission …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.hands.end_permission(),
        _person,
    ),
    ActionSpec(
        "people.skill",
        "Record a s&kill …",
        "Ctrl+Shift+K",
        "Place",
        lambda s: s.hands.record_skill(),
        _person,
        "What a requirement may ask for, until it has to be renewed",
    ),
    ActionSpec(
        "people.skill_renew",
        "Renew or end a skill …",
        "",
        "Place",
        lambda s: s.hands.renew_skill(),
        _person,
    ),
    ActionSpec(
        "people.skill_remove",
        "Remove a skill …",
        "",
        "Place",
        lambda s: s.hands.remove_skill(),
        _person,
    ),
    ActionSpec(
        "people.beside",
        "Supern&umerary until …",
        "Ctrl+Shift+U",
        "Place",
        lambda s: s.hands.beside(),
        _person,
        "Beside others and not counted as cover: a starter who shadows, a returner",
    ),
    ActionSpec(
        "people.beside_remove",
        "Remove a supernumerary time …",
        "",
        "Place",
        lambda s: s.hands.remove_beside(),
        _person,
    ),
    ActionSpec(
        "people.post",
        "Take up a &post …",
        "Ctrl+Shift+H",
        "Place",
        lambda s: s.hands.take_post(),
        _person,
    ),
    ActionSpec(
        "people.post_end",
        "Give up a post …",
        "Ctrl+Shift+G",
        "Place",
        lambda s: s.hands.leave_post(),
        _person,
    ),
    ActionSpec(
        "people.elsewhere",
        "Elsewhere: a &commitment …",
        "Ctrl+Shift+B",
        "Place",
        lambda s: s.hands.elsewhere(),
        _person,
        "University, private work, a non-working day: not leave, and never rostered",
    ),
    ActionSpec(
        "people.elsewhere_end",
        "End a commitment …",
        "",
        "Place",
        lambda s: s.hands.end_elsewhere(),
        _person,
    ),
    ActionSpec(
        "people.details",
        "Details from the training body came …",
        "",
        "Place",
        lambda s: s.hands.details_came(),
        _starter,
        "Twelve weeks before the first day",
    ),
    ActionSpec(
        "people.schedule",
        "Work schedule sent …",
        "",
        "Place",
        lambda s: s.hands.schedule_sent(),
        _starter,
        "Eight weeks before the first day",
    ),
    ActionSpec(
        "people.sick", "Off &sick …", "Ctrl+Shift+O", "Place", lambda s: s.hands.off_sick()
    ),
    ActionSpec(
        "people.leave",
        "Show their lea&ve",
        "Ctrl+L",
        "Place",
        lambda s: s.hands.show_leave(),
        _person,
    ),
    ActionSpec(
        "people.rota",
        "Show on the &Rota",
        "Ctrl+G",
        "Place",
        lambda s: s.hands.show_on_rota(),
        _person,
    ),
    ActionSpec("people.search", "&Search", "Ctrl+F", "View", lambda s: s.to_search()),
    ActionSpec(
        "people.everyone", "Also those who &left", "Alt+E", "View", lambda s: s.toggle_everyone()
    ),
    ActionSpec(
        "people.stale", "Only &stale contacts", "Alt+S", "View", lambda s: s.toggle_stale()
    ),
)
