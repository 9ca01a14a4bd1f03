"""Everything that can be done at the 6-4-2 board, as data; a letter for each decision."""

from typing import TYPE_CHECKING, TypeAlias

from models.types import Milestone
from rota_desk.queries.board_lines import Ask
from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.rooms.board_screen import BoardScreen

Spec: TypeAlias = "ActionSpec[BoardScreen]"


def _line(screen: "BoardScreen") -> bool:
    return screen.line is not None


def _free(screen: "BoardScreen") -> bool:
    return screen.line is not None and screen.line.ask is not Ask.LENT


def _released(screen: "BoardScreen") -> bool:
    two = screen.week is not None and screen.week.milestone is Milestone.TWO
    return screen.line is not None and screen.line.ask is Ask.RELEASED and not two


def _used(screen: "BoardScreen") -> bool:
    return screen.line is not None and screen.line.ask is Ask.USED


def _given(screen: "BoardScreen") -> bool:
    return screen.line is not None and screen.line.ask is not Ask.RELEASED


def _decided(screen: "BoardScreen") -> bool:
    return screen.line is not None and screen.line.decided is not None


def _week(screen: "BoardScreen") -> bool:
    return screen.week is not None and bool(screen.week.to_confirm)


def _change(screen: "BoardScreen") -> bool:
    return screen.change is not None


BOARD_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("board.keep", "&Keep it", "K", "Place", lambda s: s.hands.keep(), _free),
    ActionSpec(
        "board.release", "&Release it …", "R", "Place", lambda s: s.hands.release(), _given
    ),
    ActionSpec("board.give", "Give it &to …", "T", "Place", lambda s: s.hands.give(), _line),
    ActionSpec(
        "board.lend",
        "Give its room to a &service …",
        "G",
        "Place",
        lambda s: s.hands.lend(),
        _line,
    ),
    ActionSpec("board.wait", "&Offer it on …", "O", "Place", lambda s: s.hands.wait(), _released),
    ActionSpec("board.lock", "&Lock it", "L", "Place", lambda s: s.hands.lock(), _used),
    ActionSpec("board.close", "&Close it …", "C", "Place", lambda s: s.hands.close(), _line),
    ActionSpec(
        "board.back",
        "Take the &decision back",
        "Del",
        "Place",
        lambda s: s.hands.take_back(),
        _decided,
    ),
    ActionSpec(
        "board.confirm",
        "Keep or lock all &used ones of the column",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.confirm(),
        _week,
    ),
    ActionSpec(
        "board.sign", "Si&gn for the change …", "S", "Place", lambda s: s.hands.sign(), _change
    ),
    ActionSpec("board.hold", "Chair and &present …", "Ctrl+M", "Place", lambda s: s.hands.hold()),
    ActionSpec(
        "board.end",
        "Close the &meeting, or open it again",
        "Ctrl+Shift+M",
        "Place",
        lambda s: s.hands.end(),
    ),
    ActionSpec(
        "board.report", "&Agenda and decisions …", "Ctrl+Shift+R", "Place", lambda s: s.report()
    ),
    ActionSpec(
        "board.notice",
        "Send a &change notice …",
        "Ctrl+Shift+N",
        "Place",
        lambda s: s.hands.notify(),
        says="Keep what booking teams are told; the next notice begins from it",
    ),
    ActionSpec(
        "board.rota", "Show on the Ro&ta", "Ctrl+G", "Place", lambda s: s.show_on_rota(), _line
    ),
    ActionSpec("board.next", "&Next to decide", "F8", "Go", lambda s: s.next_open()),
    ActionSpec(
        "board.every", "Show the used ones &too", "Alt+A", "View", lambda s: s.show_every()
    ),
    ActionSpec("board.earlier", "&Earlier meeting", "Alt+Left", "Go", lambda s: s.step(-1)),
    ActionSpec("board.later", "&Later meeting", "Alt+Right", "Go", lambda s: s.step(1)),
    ActionSpec("board.today", "Next &meeting from today", "Alt+Home", "Go", lambda s: s.go_next()),
    ActionSpec("board.day", "Meeting &day …", "Ctrl+D", "Go", lambda s: s.choose_day()),
)
