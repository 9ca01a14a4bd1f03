"""Everything that can be done in Compliance, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.compliance.compliance_screen import ComplianceScreen

Spec: TypeAlias = "ActionSpec[ComplianceScreen]"


def _may_authorise(screen: "ComplianceScreen") -> bool:
    return screen.judged is not None and screen.judged.may_authorise


def _may_accept(screen: "ComplianceScreen") -> bool:
    return screen.judged is not None and screen.judged.may_accept


def _signed(screen: "ComplianceScreen") -> bool:
    return screen.signature is not None


def _someone(screen: "ComplianceScreen") -> bool:
    return screen.matrix.person() is not None


def _recorded(screen: "ComplianceScreen") -> bool:
    return screen.hours.line is not None and screen.hours.line.number is not None


def _mendable(screen: "ComplianceScreen") -> bool:
    return screen.mending.finding is not None


COMPLIANCE_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "compliance.mend",
        "&Mend …",
        "F9",
        "Place",
        lambda s: s.mending.mend(),
        _mendable,
        "What would clear it, nearest first; each was tried",
    ),
    ActionSpec(
        "compliance.authorise",
        "&Authorise …",
        "Ctrl+Shift+A",
        "Place",
        lambda s: s.hands.authorise(),
        _may_authorise,
        "Record who lets this limit be exceeded, why, and until when",
    ),
    ActionSpec(
        "compliance.accept",
        "A&ccept …",
        "Ctrl+Shift+E",
        "Place",
        lambda s: s.hands.accept(),
        _may_accept,
        "Record who accepts this one finding knowingly, and why",
    ),
    ActionSpec(
        "compliance.end",
        "&Take the signature back",
        "Ctrl+Shift+W",
        "Place",
        lambda s: s.hands.end(),
        _signed,
        "End an authorisation, or take an acceptance back",
    ),
    ActionSpec(
        "compliance.record",
        "&Hours really worked …",
        "Ctrl+Shift+H",
        "Place",
        lambda s: s.hours.record(),
        lambda s: s.hours.line is not None,
        "Record when this duty was really worked; restricted",
    ),
    ActionSpec(
        "compliance.unrecord",
        "Take the &record away",
        "Ctrl+Del",
        "Place",
        lambda s: s.hours.remove(),
        _recorded,
    ),
    ActionSpec("compliance.why", "&Why?", "F2", "Place", lambda s: s.show_why(), _someone),
    ActionSpec(
        "compliance.rota",
        "Show on the &Rota",
        "Ctrl+G",
        "Place",
        lambda s: s.show_on_rota(),
        _someone,
    ),
    ActionSpec(
        "compliance.report",
        "&Report of these days …",
        "Ctrl+Shift+R",
        "Place",
        lambda s: s.open_report(),
    ),
    ActionSpec("compliance.next", "&Next finding", "F8", "Place", lambda s: s.next_finding(1)),
    ActionSpec(
        "compliance.previous",
        "&Previous finding",
        "Shift+F8",
        "Place",
        lambda s: s.next_finding(-1),
    ),
    ActionSpec(
        "compliance.earlier", "&Earlier fortnight", "Alt+Left", "View", lambda s: s.turn(-1)
    ),
    ActionSpec("compliance.later", "&Later fortnight", "Alt+Right", "View", lambda s: s.turn(1)),
    ActionSpec("compliance.today", "&Today", "Alt+Home", "View", lambda s: s.to_today()),
    ActionSpec("compliance.worked", "&Hours worked", "Alt+W", "View", lambda s: s.turn_worked()),
    ActionSpec("compliance.signed", "&Signed off", "Alt+S", "View", lambda s: s.turn_view()),
    ActionSpec(
        "compliance.seek",
        "Show &only …",
        "Ctrl+F",
        "View",
        lambda s: s.seek(),
        says="People, contracts, rules or breaches by words; each word narrows",
    ),
    ActionSpec(
        "compliance.every",
        "Rules that nowhere &arise too",
        "Alt+A",
        "View",
        lambda s: s.show_every_rule(),
    ),
)
