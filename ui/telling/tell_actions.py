"""Everything that can be done with the list of who must be told, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.telling.tell_screen import TellScreen

Spec: TypeAlias = "ActionSpec[TellScreen]"


def _any(screen: "TellScreen") -> bool:
    return screen.line is not None


TELL_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "tell.tick",
        "&Told …",
        "Ctrl+E",
        "Place",
        lambda s: s.hands.tick(),
        _any,
        "How they were told, and whether they agreed; all selected lines at once",
    ),
    ActionSpec(
        "tell.again",
        "Told the &same way",
        "Ctrl+D",
        "Place",
        lambda s: s.hands.tick_again(),
        _any,
        "As the last one, without a question",
    ),
    ActionSpec(
        "tell.agreed",
        "A&greement …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.hands.agree(),
        _any,
        "Note that they agreed, or that it could not wait; who was told stays as it is",
    ),
    ActionSpec(
        "tell.back", "Take the tick &away", "Ctrl+Del", "Place", lambda s: s.hands.untick(), _any
    ),
    ActionSpec(
        "tell.reason", "&Reason …", "Ctrl+R", "Place", lambda s: s.hands.give_reason(), _any
    ),
    ActionSpec(
        "tell.person",
        "Select all of this &person",
        "Ctrl+Shift+A",
        "Place",
        lambda s: s.select_person(),
        _any,
    ),
    ActionSpec(
        "tell.drafts",
        "E-mail &drafts …",
        "Ctrl+S",
        "Place",
        lambda s: s.hands.save_drafts(),
        _any,
        "Of the selected lines, or of all untold when only one is selected",
    ),
    ActionSpec("tell.filter", "&Untold only, or all", "F6", "View", lambda s: s.turn_filter()),
    ActionSpec("tell.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.show_on_rota(), _any),
)
