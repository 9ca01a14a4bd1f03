"""The page of the department's own rules: what it asks of its rota beyond every contract."""

import datetime as dt
from typing import Any

from models.types import LocalRuleKind, StaffGroup
from rota_desk.edits.local_rules import OF_ACTIVITY, remove_local_rule, set_local_rule
from rota_desk.queries.local_rules import KIND_WORDS, LocalRuleLine, local_rules
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rota_sheet import GROUPS
from ui.frame import Frame
from ui.settings.pages import Page, show_with_cursor
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.optional_day import optional_day
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button

RULES: tuple[Column[LocalRuleLine], ...] = (
    Column("Rule", lambda one: one.says, 290, tip=lambda one: one.says),
    Column("Whom", lambda one: one.whom, 170, tip=lambda one: one.whom),
    Column("When", lambda one: one.when, 120, sort=lambda one: one.start),
    Column("Why", lambda one: one.reason, 300, tip=lambda one: one.reason, least=90),
)
EVENING = dt.time(18)
WHOM: tuple[tuple[StaffGroup | None, str], ...] = (
    (None, "Every group"),
    *((group, GROUPS[group]) for group in StaffGroup),
)


class LocalRulesPage(Page):
    """Each rule as a sentence; Enter changes it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Department's rules",
            "What the department asks of its own rota beyond every contract. A rota that breaks "
            "one is told so wherever findings are told, and it can be accepted with a reason.",
        )
        self._frame = frame
        self.rules: RecordTable[LocalRuleLine] = RecordTable(
            "Department's rules", RULES, frame.look
        )
        self.rules.setMinimumHeight(260)
        self.rules.opened.connect(lambda _rule: self.correct())
        self.lines.addWidget(self.rules, 1)
        self.lines.addLayout(
            row(
                button("Add a rule …", self.add, "primary"),
                button("Change …", self.correct),
                button("Remove", self.remove),
                None,
            )
        )

    def refresh(self) -> None:
        """Show the rules; the cursor stays on its rule."""
        before = self.rules.record()
        show_with_cursor(self.rules, self._frame.bridge.ask(local_rules))
        for one in self.rules.records():
            if before is not None and one.rule_id == before.rule_id:
                self.rules.choose(one)

    def add(self) -> Form:
        """Set a rule that was not there."""
        return self._form(None)

    def correct(self) -> Form | None:
        """Change the rule under the cursor."""
        rule = self.rules.record()
        return self._form(rule) if rule is not None else None

    def _form(self, rule: LocalRuleLine | None) -> Form:
        bridge = self._frame.bridge
        form = Form("Rule of the department", "Save", bridge, self)
        fields = RuleFields(form, self._frame, rule)
        number = rule.rule_id if rule else None

        def submit() -> bool:
            if fields.kind.value() is None:
                form.trouble("Choose what the rule asks for.")
                return False
            return bridge.do(set_local_rule, **fields.facts(), rule=number) is not None

        form.open_then(submit)
        return form

    def remove(self) -> None:
        """Remove the rule under the cursor; undo brings it back."""
        rule = self.rules.record()
        if rule is not None:
            self._frame.bridge.do(remove_local_rule, rule=rule.rule_id)


class RuleFields:
    """What a rule says, as fields of a form; only what its kind needs is in sight."""

    def __init__(self, form: Form, frame: Frame, rule: LocalRuleLine | None) -> None:
        self._form = form
        known = frame.bridge.ask(look_up)
        people = [(one.id, one.name) for one in known.people]
        self.kind = form.choice(
            "What", list(KIND_WORDS.items()), rule.kind if rule else LocalRuleKind.SPACING
        )
        self.activity = form.choice(
            "Activity",
            [(one.id, one.name) for one in known.activities],
            rule.activity_id if rule else None,
        )
        self.count = form.line("At most", _number(rule.count if rule else None), "2")
        self.days = form.line("Days", _number(rule.days if rule else None), "7")
        self.clock = form.clock("Free from", (rule and rule.clock) or EVENING)
        anybody: list[tuple[int | None, str]] = [(None, "Everybody"), *people]
        group, person = form.choice("Group", WHOM, None), form.choice("Person", anybody, None)
        if rule is not None:
            group.fill(rule.group)
            person.fill(rule.clinician_id)
        self.group, self.person = group, person
        self.one = form.choice("Keep", people, rule.clinician_id if rule else None)
        self.other = form.choice("Apart from", people, rule.other_id if rule else None)
        self.start = form.day("From", rule.start if rule else known.today)
        ends = rule.end if rule else None
        self.stops, self.end = optional_day(form, "Until before", ends, known.today)
        self.reason = form.line("Why", rule.reason if rule else "", "May stay empty")
        box = self.kind.widget
        box.currentTextChanged.connect(lambda _text: self.fit())  # type: ignore[attr-defined]  # a combo box
        self.fit()

    def fit(self) -> None:
        """Show the fields that say something about a rule of the kind chosen."""
        kind = self.kind.value()
        apart, of_activity = kind is LocalRuleKind.APART, kind in OF_ACTIVITY
        self._form.show_only(self.activity, when=of_activity)
        self._form.show_only(self.count, when=kind is LocalRuleKind.CEILING)
        self._form.show_only(self.days, when=of_activity)
        self._form.show_only(self.clock, when=kind is LocalRuleKind.BEFORE_LEAVE)
        for field in (self.group, self.person):
            self._form.show_only(field, when=not apart)
        for field in (self.one, self.other):
            self._form.show_only(field, when=apart)

    def facts(self) -> dict[str, Any]:
        """What the edit is told."""
        apart = self.kind.value() is LocalRuleKind.APART
        return {
            "kind": self.kind.value(),
            "activity": self.activity.value(),
            "days": _whole(self.days.value()),
            "count": _whole(self.count.value()),
            "clock": self.clock.value(),
            "clinician": (self.one if apart else self.person).value(),
            "other": self.other.value(),
            "group": self.group.value(),
            "start": self.start.value(),
            "end": self.end.value() if self.stops.value() else None,
            "reason": self.reason.value(),
        }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() else None
