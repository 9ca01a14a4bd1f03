"""Everything that can be done on the Rota, as data."""

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QItemSelectionModel

from ui.actions import ActionSpec
from ui.roster.period import FORTNIGHT, MONTH, QUARTER, WEEK, YEAR
from ui.roster.role_form import role_form

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

Spec: TypeAlias = "ActionSpec[RosterScreen]"


def _working(screen: "RosterScreen") -> bool:
    return screen.entry is not None and screen.entry.assignment_id is not None


def _session(screen: "RosterScreen") -> bool:
    return screen.entry is not None and screen.entry.session_id is not None


def _person(screen: "RosterScreen") -> bool:
    return screen.spot is not None and (screen.entry is not None or screen.spot.row.key > 0)


def _gap(screen: "RosterScreen") -> bool:
    return screen.gaps.gap is not None


def _found(screen: "RosterScreen") -> bool:
    return screen.findings_at.finding is not None


ROTA_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("rota.add", "&Add a session …", "Ctrl+N", "Rota", lambda s: s.hands.add()),
    ActionSpec(
        "rota.assign",
        "&Put somebody on …",
        "Ctrl+E",
        "Rota",
        lambda s: s.hands.choose_person(),
        _session,
    ),
    ActionSpec(
        "rota.hand", "&Hand over to …", "Ctrl+H", "Rota", lambda s: s.hands.hand(), _working
    ),
    ActionSpec("rota.remove", "&Remove", "Del Backspace", "Rota", lambda s: s.hands.remove()),
    ActionSpec(
        "rota.move", "&Move or copy to …", "Ctrl+M", "Rota", lambda s: s.hands.carry_to(), _session
    ),
    ActionSpec(
        "rota.swap", "S&wap with …", "Ctrl+Shift+M", "Rota", lambda s: s.swaps.ask(), _working
    ),
    ActionSpec(
        "rota.find_swap",
        "F&ind a swap …",
        "Ctrl+Alt+W",
        "Rota",
        lambda s: s.swaps.find(),
        _working,
        "Legal partners, fairest first; with consents it is done, else it waits in Swaps",
    ),
    ActionSpec(
        "rota.times", "Change &times …", "Ctrl+T", "Rota", lambda s: s.hands.retime(), _session
    ),
    ActionSpec(
        "rota.cancel",
        "&Cancel the session …",
        "Ctrl+Del",
        "Rota",
        lambda s: s.hands.cancel(),
        _session,
    ),
    ActionSpec(
        "rota.note",
        "&Note on the session …",
        "Ctrl+Shift+N",
        "Rota",
        lambda s: s.hands.note(),
        _session,
    ),
    ActionSpec(
        "rota.role",
        "Role there …",
        "Alt+R",
        "Rota",
        role_form,
        _working,
        "Trainee, supervised, or supernumerary: not counted as cover",
    ),
    ActionSpec(
        "rota.asked", "As&ked somebody …", "Ctrl+Shift+A", "Rota", lambda s: s.gaps.ask(), _gap
    ),
    ActionSpec(
        "rota.offered", "&Offered to …", "Ctrl+Shift+F", "Rota", lambda s: s.gaps.offer(), _gap
    ),
    ActionSpec(
        "rota.answered",
        "The ans&wer came …",
        "Ctrl+Shift+G",
        "Rota",
        lambda s: s.gaps.answered(),
        _session,
        "Accepted, declined, not reached or withdrawn; who accepts is put on at once",
    ),
    ActionSpec(
        "rota.cover_swap",
        "Cover by a swap …",
        "Ctrl+Alt+X",
        "Rota",
        lambda s: s.swaps.cover(),
        _gap,
        "Somebody takes the gap and gives up another duty; checked for both",
    ),
    ActionSpec(
        "rota.propose",
        "Propose cover …",
        "Ctrl+Alt+G",
        "Rota",
        lambda s: s.proposals.ask(),
        says="Every gap of a selection, a week or the days shown answered at once, with why",
    ),
    ActionSpec(
        "rota.leave_open",
        "&Leave open …",
        "Ctrl+Shift+L",
        "Rota",
        lambda s: s.gaps.leave_open(),
        _gap,
    ),
    ActionSpec(
        "rota.cause", "Wh&y uncovered …", "Ctrl+Shift+U", "Rota", lambda s: s.gaps.cause(), _gap
    ),
    ActionSpec(
        "rota.escalate",
        "E&scalate the gap …",
        "Ctrl+Shift+X",
        "Rota",
        lambda s: s.gaps.escalate(),
        _gap,
        "The next step of the ladder; kept with the gap and in the log",
    ),
    ActionSpec(
        "rota.bank",
        "Ask the &bank or an agency …",
        "Ctrl+Shift+J",
        "Rota",
        lambda s: s.gaps.bank(),
        _gap,
        "With grade, rate and order number; kept under Bank, agency and with the gap",
    ),
    ActionSpec(
        "rota.mend",
        "&Mend the finding …",
        "F9",
        "Rota",
        lambda s: s.findings_at.mend(),
        _found,
        "What would clear it, nearest first; each was tried",
    ),
    ActionSpec(
        "rota.why_not",
        "Wh&y not this person? …",
        "F4",
        "Rota",
        lambda s: s.findings_at.why(),
        _person,
        "Everything that would break if this person did something on this day",
    ),
    ActionSpec("rota.cut", "Cu&t", "Ctrl+X", "Edit", lambda s: s.pasting.cut()),
    ActionSpec("rota.copy", "&Copy", "Ctrl+C", "Edit", lambda s: s.pasting.copy()),
    ActionSpec("rota.paste", "&Paste", "Ctrl+V", "Edit", lambda s: s.pasting.paste()),
    ActionSpec(
        "rota.fill_down",
        "Fill &down",
        "Ctrl+D",
        "Edit",
        lambda s: s.filling.down(),
        says="The first line of the selection in the lines below; in one cell what stands above",
    ),
    ActionSpec(
        "rota.fill_right",
        "Fill to the ri&ght",
        "Ctrl+Shift+R",
        "Edit",
        lambda s: s.filling.right(),
        says="The first day of the selection in the days after; in one cell what stands before",
    ),
    ActionSpec(
        "rota.repeat",
        "R&epeat the last code",
        "Alt+Return",
        "Edit",
        lambda s: s.codes.repeat(),
        _person,
        "What was typed last, in every selected cell",
    ),
    ActionSpec(
        "rota.row",
        "Choose the whole r&ow",
        "Shift+Space",
        "Edit",
        lambda s: s.grid.choose_along(QItemSelectionModel.SelectionFlag.Rows),
    ),
    ActionSpec(
        "rota.column",
        "Choose the w&hole day",
        "Ctrl+Space",
        "Edit",
        lambda s: s.grid.choose_along(QItemSelectionModel.SelectionFlag.Columns),
    ),
    ActionSpec(
        "rota.paint",
        "Pa&int with this",
        "Ctrl+Shift+B",
        "Edit",
        lambda s: s.painter.turn(),
        says="Pick up what is under the cursor and brush over cells; a stroke is one step",
    ),
    ActionSpec(
        "rota.rub",
        "R&ub out by brushing",
        "Ctrl+Shift+Del",
        "Edit",
        lambda s: s.painter.rub(),
        says="Take people off by brushing over cells",
    ),
    ActionSpec("rota.publish", "Pu&blish …", "Ctrl+Shift+P", "Rota", lambda s: s.hands.publish()),
    ActionSpec(
        "rota.versions",
        "&Versions …",
        "Ctrl+Shift+V",
        "Go",
        lambda s: s.hands.show_version(),
        says="What people were told: open, compare, restore, print",
    ),
    ActionSpec(
        "rota.reason", "&Reason for changes …", "Ctrl+R", "Rota", lambda s: s.hands.ask_reason()
    ),
    ActionSpec("rota.turn", "&Turn rows: person, activity …", "F11", "View", lambda s: s.turn()),
    ActionSpec("rota.week", "One &week", "Alt+1", "View", lambda s: s.show_days(WEEK)),
    ActionSpec("rota.fortnight", "&Fortnight", "Alt+2", "View", lambda s: s.show_days(FORTNIGHT)),
    ActionSpec("rota.month", "Four wee&ks", "Alt+4", "View", lambda s: s.show_days(MONTH)),
    ActionSpec("rota.quarter", "A &quarter", "Alt+5", "View", lambda s: s.show_days(QUARTER)),
    ActionSpec("rota.year", "A &year", "Alt+6", "View", lambda s: s.show_days(YEAR)),
    ActionSpec(
        "rota.closer",
        "Look &closer",
        "Ctrl++ Ctrl+=",
        "View",
        lambda s: s.zoom_stop(-1),
        says="From bars to codes to words; Ctrl and the wheel do the same",
    ),
    ActionSpec(
        "rota.further",
        "Look fu&rther",
        "Ctrl+-",
        "View",
        lambda s: s.zoom_stop(1),
        says="From words to codes to bars, up to a year",
    ),
    ActionSpec("rota.wider", "Wider days", "Ctrl+Alt+Right", "View", lambda s: s.zoom(1.15)),
    ActionSpec("rota.narrower", "Narrower days", "Ctrl+Alt+Left", "View", lambda s: s.zoom(0.87)),
    ActionSpec("rota.findings", "Fin&dings", "F7", "View", lambda s: s.toggle_findings()),
    ActionSpec(
        "rota.fairness",
        "Fairness beside the gri&d",
        "Ctrl+Alt+F",
        "View",
        lambda s: s.toggle_fairness(),
        says="Nights, weekends, holidays, on-calls and long days beside each one's share",
    ),
    ActionSpec(
        "rota.sift",
        "Show &only …",
        "Ctrl+L",
        "View",
        lambda s: s.sifting.ask(),
        says="Rows by grade, skill, site or findings",
    ),
    ActionSpec(
        "rota.all", "Show e&verything", "Ctrl+Shift+K", "View", lambda s: s.sifting.clear()
    ),
    ActionSpec("rota.find", "&Find …", "Ctrl+F", "Go", lambda s: s.sifting.find()),
    ActionSpec("rota.find_next", "Find next", "F5", "Go", lambda s: s.sifting.next(1)),
    ActionSpec("rota.find_last", "Find before", "Shift+F5", "Go", lambda s: s.sifting.next(-1)),
    ActionSpec("rota.next_gap", "Next &gap", "F6", "Go", lambda s: s.gaps.go(1)),
    ActionSpec("rota.last_gap", "Gap before", "Shift+F6", "Go", lambda s: s.gaps.go(-1)),
    ActionSpec(
        "rota.next_finding", "Next finding", "F8", "Go", lambda s: s.going.to_next_finding(1)
    ),
    ActionSpec(
        "rota.last_finding",
        "Finding before",
        "Shift+F8",
        "Go",
        lambda s: s.going.to_next_finding(-1),
    ),
    ActionSpec("rota.earlier", "&Earlier", "Alt+Left", "Go", lambda s: s.step(-1)),
    ActionSpec("rota.later", "&Later", "Alt+Right", "Go", lambda s: s.step(1)),
    ActionSpec("rota.today", "T&oday", "Alt+Home Ctrl+;", "Go", lambda s: s.go_today()),
    ActionSpec("rota.day", "&Day …", "Ctrl+G", "Go", lambda s: s.pick_day()),
)

MENU = (
    "rota.assign",
    "rota.hand",
    "rota.move",
    "rota.swap",
    "rota.find_swap",
    "rota.times",
    "rota.cancel",
    "rota.note",
    "rota.role",
    "rota.asked",
    "rota.offered",
    "rota.answered",
    "rota.cover_swap",
    "rota.propose",
    "rota.leave_open",
    "rota.cause",
    "rota.escalate",
    "rota.bank",
    "rota.mend",
    "rota.why_not",
    "rota.remove",
    "rota.cut",
    "rota.copy",
    "rota.paste",
    "rota.fill_down",
    "rota.fill_right",
    "rota.repeat",
    "rota.paint",
    "rota.add",
)
