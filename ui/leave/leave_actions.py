"""Everything that can be done with leave and absence, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.leave.leave_screen import LeaveScreen

Spec: TypeAlias = "ActionSpec[LeaveScreen]"
VIEWS = (
    *(("Year", "year"), ("Month", "month"), ("List", "list")),
    *(("Balances", "balances"), ("Absence", "absence")),
)


def _study(screen: "LeaveScreen") -> bool:
    return screen.request is not None and screen.request.kind_words in {"Study", "Professional"}


def _note_wanted(screen: "LeaveScreen") -> bool:
    return screen.absence is not None and screen.absence.fit_note_seen is None


def _waiting(screen: "LeaveScreen") -> bool:
    return screen.request is not None and screen.request.waiting


def _approved(screen: "LeaveScreen") -> bool:
    return screen.request is not None and screen.request.state_words == "approved"


def _request(screen: "LeaveScreen") -> bool:
    return screen.request is not None


def _either(screen: "LeaveScreen") -> bool:
    return screen.request is not None or screen.absence is not None


def _absence(screen: "LeaveScreen") -> bool:
    return screen.absence is not None


def _to_tell(screen: "LeaveScreen") -> bool:
    return screen.absence is not None and any(not one.told for one in screen.absence.told)


def _talk(screen: "LeaveScreen") -> bool:
    absence = screen.absence
    return absence is not None and not absence.open and absence.return_talk_done is None


def _unsent(screen: "LeaveScreen") -> bool:
    if screen.absence is None:
        return False
    return any(one.sent_to_esr is None for one in (screen.absence, *screen.absences.selected()))


def _view(name: str) -> "Callable[[LeaveScreen], object]":
    return lambda screen: screen.show_view(name)


def _open(screen: "LeaveScreen") -> bool:
    return screen.absence is not None and screen.absence.open


LEAVE_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "leave.ask",
        "&Ask for leave …",
        "Ctrl+N",
        "Place",
        lambda s: s.hands.ask(),
        says="For the person and the days marked in the year, if any",
    ),
    ActionSpec(
        "leave.approve",
        "A&pprove",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.approve(),
        _waiting,
        "They come off the rota; every session stays as a gap with its cause",
    ),
    ActionSpec(
        "leave.decline",
        "&Decline …",
        "Ctrl+Shift+D",
        "Place",
        lambda s: s.hands.decline(),
        _waiting,
        "With a reason, which is kept",
    ),
    ActionSpec(
        "leave.change", "Change the da&ys …", "F2", "Place", lambda s: s.hands.change(), _waiting
    ),
    ActionSpec(
        "leave.out",
        "&Keep a session …",
        "Ctrl+Shift+W",
        "Place",
        lambda s: s.hands.leave_out(),
        _request,
        "A session inside the leave is worked all the same",
    ),
    ActionSpec(
        "leave.withdraw",
        "W&ithdraw",
        "Ctrl+Shift+B",
        "Place",
        lambda s: s.hands.withdraw(),
        _waiting,
        "At the person's own wish, before it is answered",
    ),
    ActionSpec(
        "leave.cancel",
        "&Cancel leave …",
        "Ctrl+Del",
        "Place",
        lambda s: s.hands.cancel(),
        _approved,
        "They are back where nobody has filled in since",
    ),
    ActionSpec(
        "leave.allowance",
        "Allo&wance …",
        "Ctrl+Shift+Y",
        "Place",
        lambda s: s.hands.allowance(),
        lambda s: s.balance is not None,
        "Entitlement, carried over and adjusted, for the leave year shown",
    ),
    ActionSpec(
        "leave.rota",
        "Show on the &Rota",
        "Ctrl+G",
        "Place",
        lambda s: s.hands.show_on_rota(),
        _either,
    ),
    ActionSpec(
        "absence.record", "&Off sick …", "Ctrl+Shift+O", "Place", lambda s: s.hands.off_sick()
    ),
    ActionSpec(
        "absence.close",
        "&Back at work …",
        "Ctrl+Shift+K",
        "Place",
        lambda s: s.hands.close(),
        _absence,
    ),
    ActionSpec(
        "absence.free",
        "S&till absent …",
        "Ctrl+Shift+F",
        "Place",
        lambda s: s.hands.free(),
        _open,
        "Take them off the rota for longer",
    ),
    ActionSpec(
        "absence.told", "Ne&xt one told", "Ctrl+T", "Place", lambda s: s.hands.tell(), _to_tell
    ),
    ActionSpec(
        "absence.tell",
        "Add to be told …",
        "Ctrl+Shift+L",
        "Place",
        lambda s: s.hands.add_told(),
        _absence,
    ),
    ActionSpec(
        "absence.talk",
        "Talk on return &held today",
        "Ctrl+Shift+H",
        "Place",
        lambda s: s.hands.talked(),
        _talk,
    ),
    ActionSpec(
        "absence.esr",
        "Sent to &ESR today",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.hands.sent(),
        _unsent,
        "Each that is selected, as one step",
    ),
    ActionSpec(
        "absence.reason",
        "Restricted: why …",
        "",
        "Place",
        lambda s: s.hands.reason(),
        _absence,
        "For the record only",
    ),
    ActionSpec(
        "absence.remove",
        "Remove the absence",
        "",
        "Place",
        lambda s: s.hands.remove_absence(),
        _absence,
    ),
    ActionSpec(
        "leave.swap",
        "Find swaps …",
        "Ctrl+Alt+W",
        "Place",
        lambda s: s.more.swaps(),
        _waiting,
        "Who would take each session; approve with that in one step",
    ),
    ActionSpec(
        "leave.overrule",
        "Approve all the same …",
        "",
        "Place",
        lambda s: s.more.overrule(),
        _waiting,
        "Although a limit blocks; the reason is kept",
    ),
    ActionSpec("leave.rule", "Approve by rule", "", "Place", lambda s: s.more.by_rule(), _waiting),
    ActionSpec(
        "leave.course",
        "Course and budget …",
        "",
        "Place",
        lambda s: s.more.course(),
        _study,
    ),
    ActionSpec("leave.limit", "Limit on leave …", "", "Place", lambda s: s.limits.limit()),
    ActionSpec(
        "leave.unlimit",
        "Remove a limit on leave …",
        "",
        "Place",
        lambda s: s.limits.remove_limit(),
    ),
    ActionSpec(
        "leave.fixed",
        "Fixed leave of a post …",
        "",
        "Place",
        lambda s: s.limits.fixed(),
        says="Whoever holds the post on the days has it, as was agreed with them",
    ),
    ActionSpec(
        "leave.record",
        "Answers of three years",
        "",
        "Place",
        lambda s: s.print_record(),
        says="What each person asked, got and was refused, as a page",
    ),
    ActionSpec(
        "leave.begin",
        "Begin the leave year",
        "",
        "Place",
        lambda s: s.more.begin_year(),
        says="Settle everybody by contract, with what is carried over, for the year shown",
    ),
    ActionSpec(
        "absence.note",
        "Fit note seen today",
        "",
        "Place",
        lambda s: s.more.fit_note(),
        _note_wanted,
        "Leave that it covers is given back",
    ),
    *(
        ActionSpec(
            f"leave.{name}", f"Leave: {title.lower()}", f"Alt+{number}", "View", _view(name)
        )
        for number, (title, name) in enumerate(VIEWS, start=1)
    ),
    ActionSpec(
        "leave.requests", "Leave: requests waiting", "Alt+0", "View", lambda s: s.to_requests()
    ),
    ActionSpec(
        "leave.print",
        "&Print",
        "Ctrl+P",
        "Place",
        lambda s: s.print_view(),
        says="The calendar of the year or month shown, or the balances, under Reports",
    ),
    ActionSpec("leave.earlier", "&Earlier", "Alt+Left", "View", lambda s: s.turn(-1)),
    ActionSpec("leave.later", "&Later", "Alt+Right", "View", lambda s: s.turn(1)),
    ActionSpec("leave.today", "To&day", "Alt+Home", "View", lambda s: s.to_today()),
    ActionSpec("leave.wider", "Wider days", "Alt+Up", "View", lambda s: s.zoom(1.25)),
    ActionSpec("leave.narrower", "Narrower days", "Alt+Down", "View", lambda s: s.zoom(0.8)),
)
