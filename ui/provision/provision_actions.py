"""Everything that can be done on Provision, as data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.provision.provision_screen import ProvisionScreen

TABS = (
    ("gaps", "&Gaps and weeks"),
    ("shares", "Break&down and trend"),
    ("figures", "&Figures"),
    ("needs", "Cover nee&ded"),
    ("demand", "Dema&nd"),
)
Spec: TypeAlias = "ActionSpec[ProvisionScreen]"


def _short(screen: "ProvisionScreen") -> bool:
    return screen.line is not None


def _unplanned(screen: "ProvisionScreen") -> bool:
    return screen.line is not None and screen.line.session_id is None


def _needs(screen: "ProvisionScreen") -> bool:
    return screen.tab == "needs"


def _need(screen: "ProvisionScreen") -> bool:
    return _needs(screen) and screen.needs.line is not None


def _tab(number: int) -> "Callable[[ProvisionScreen], None]":
    return lambda screen: screen.show_tab(number)


def _at(screen: "ProvisionScreen") -> bool:
    return screen.tab == "gaps" and screen.gaps.at is not None


def _length(weeks: int) -> "Callable[[ProvisionScreen], None]":
    return lambda screen: screen.show_length(weeks)


PROVISION_ACTIONS: tuple[Spec, ...] = (
    ActionSpec("provision.cause", "Say &why …", "F2", "Place", lambda s: s.hands.cause(), _short),
    ActionSpec(
        "provision.asked",
        "Who was &asked …",
        "Ctrl+Return",
        "Place",
        lambda s: s.hands.asked(),
        _short,
    ),
    ActionSpec(
        "provision.leave_open",
        "&Leave open …",
        "Ctrl+L",
        "Place",
        lambda s: s.hands.leave_open(),
        _short,
    ),
    ActionSpec(
        "provision.escalate",
        "&Escalate …",
        "Ctrl+E",
        "Place",
        lambda s: s.hands.escalate(),
        _short,
    ),
    ActionSpec(
        "provision.bank",
        "Ask the &bank or an agency …",
        "Ctrl+Shift+J",
        "Place",
        lambda s: s.hands.bank(),
        _short,
    ),
    ActionSpec(
        "provision.plan",
        "&Plan the session",
        "Ctrl+Shift+P",
        "Place",
        lambda s: s.hands.plan(),
        _unplanned,
        "For a need that has none: it has its own line in the ledger from then on",
    ),
    ActionSpec(
        "provision.need",
        "Say what is needed …",
        "Ctrl+N",
        "Place",
        lambda s: s.needs.add(),
        _needs,
    ),
    ActionSpec(
        "provision.need_change",
        "Correct what is needed …",
        "Shift+F2",
        "Place",
        lambda s: s.needs.change(),
        _need,
    ),
    ActionSpec(
        "provision.need_anew",
        "Other numbers from a day on …",
        "Ctrl+Shift+N",
        "Place",
        lambda s: s.needs.replace(),
        _need,
        "What was needed before stays as it was",
    ),
    ActionSpec(
        "provision.need_end",
        "No longer needed …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.needs.end(),
        _need,
    ),
    ActionSpec(
        "provision.need_remove",
        "Remove a line of what is needed",
        "Ctrl+Delete",
        "Place",
        lambda s: s.needs.remove(),
        _need,
    ),
    ActionSpec(
        "provision.rota", "Show on the Ro&ta", "Ctrl+G", "Go", lambda s: s.gaps.show_on_rota(), _at
    ),
    ActionSpec(
        "provision.print",
        "Under-provision &report",
        "Ctrl+P",
        "Place",
        lambda s: s.report_page(),
        says="The judgement and the ledger, printed",
    ),
    ActionSpec("provision.back", "&Earlier", "Alt+Left", "View", lambda s: s.turn(-1)),
    ActionSpec("provision.on", "&Later", "Alt+Right", "View", lambda s: s.turn(1)),
    ActionSpec("provision.today", "To this &week", "Ctrl+Home", "View", lambda s: s.to_today()),
    *(
        ActionSpec(
            f"provision.weeks_{weeks}", f"{weeks} weeks", f"Alt+{place}", "View", _length(weeks)
        )
        for place, weeks in enumerate((4, 8, 13), start=1)
    ),
    ActionSpec("provision.short", "What is &short", "Alt+4", "View", lambda s: s.show_view(0)),
    ActionSpec("provision.over", "What is &over", "Alt+5", "View", lambda s: s.show_view(1)),
    *(
        ActionSpec(f"provision.{name}", title, f"Alt+{(number + 6) % 10}", "View", _tab(number))
        for number, (name, title) in enumerate(TABS)
    ),
    ActionSpec(
        "provision.demand_print",
        "Print the &demand",
        "Ctrl+Shift+D",
        "Place",
        lambda s: s.demand.report_page(),
        lambda s: s.tab == "demand",
        "Need against have of the week, half-hour by half-hour",
    ),
    ActionSpec(
        "provision.demand_import",
        "&Import a demand …",
        "Ctrl+Shift+M",
        "Place",
        lambda s: s.demand.bring(),
        lambda s: s.tab == "demand",
    ),
    ActionSpec(
        "provision.by",
        "Break down &by the next thing",
        "F6",
        "View",
        lambda s: s.shares.turn_by(),
        lambda s: s.tab == "shares",
        "Activity, site, week, grade and skill",
    ),
    ActionSpec(
        "provision.narrow",
        "Narro&w to some of the work …",
        "Ctrl+F",
        "View",
        lambda s: s.to_narrowing(),
        says="An activity, a site, a grade or skill, a week; the report keeps to it",
    ),
    ActionSpec("provision.all", "All &weeks and work", "Ctrl+0", "View", lambda s: s.show_all()),
)
