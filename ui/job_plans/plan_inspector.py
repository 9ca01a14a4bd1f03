"""The right-hand side of Job plans: sums against the contract, clashes, versions, what now."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.types import Category
from rota_desk.queries.job_plans import JobPlanView, PlanLineView, PlanVersion
from rota_desk.queries.plan_beside import BesideLine
from rota_desk.queries.plan_exceptions import ExceptionView
from rota_desk.queries.plan_year import PlanYear, delivered_words
from rota_desk.words import day_and_year, day_words, span_words
from ui.job_plans.week_model import line_words
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, row, scrolled
from ui.widgets.ring import Legend, Ring, Share
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

LETTERS = 32  # of a link
TINTS = {
    Category.DCC: "blue",
    Category.SPA: "green",
    Category.APA: "amber",
    Category.EXT: "violet",
}


@dataclass(frozen=True, slots=True)
class InspectorActs:
    """What the links of the inspector do."""

    take_back: Callable[[ExceptionView], object]
    show_plan: Callable[[int], object]


class PlanInspector(QWidget):
    """What the plan comes to."""

    def __init__(self, look: Look, on: InspectorActs) -> None:
        super().__init__()
        self._look, self._on = look, on
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Job plan sums")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(
        self,
        plan: JobPlanView | None,
        line: PlanLineView | None,
        acts: Sequence[Act],
        year: PlanYear | None = None,
        *,
        below: BesideLine | None = None,
        once: Sequence[ExceptionView] = (),
    ) -> None:
        """Show a plan and the line under the cursor."""
        clear(self._cards)
        if plan is None:
            self._cards.addWidget(words("Choose a person to see the plan.", "soft", wrap=True))
            self._cards.addStretch(1)
            return
        self._cards.addWidget(words(plan.summary.owner, "heading", wrap=True))
        self._holders(plan)
        self._sums(plan)
        if line is not None:
            self._cards.addWidget(_line(line, below))
        self._cards.addWidget(doings(acts))
        self._clashes(plan)
        self._once(once)
        if year is not None:
            self._cards.addWidget(_year(year))
        self._versions(plan)
        self._cards.addStretch(1)

    def _holders(self, plan: JobPlanView) -> None:
        """Whose weeks the plan of a post are, one after the other."""
        if plan.holders:
            card = Card("Held by")
            for place, said in enumerate(plan.holders):
                card.line(said, "soft" if place else "strong")
            self._cards.addWidget(card)

    def _sums(self, plan: JobPlanView) -> None:
        if plan.summary.total is None:
            card = Card("Hours a week")
            card.line(f"{plan.summary.hours:.1f} h by the clock")
            self._cards.addWidget(card)
            return
        card = Card("Programmed activities a week")
        if plan.by_category:
            card.add(self._ring(plan))
        shape, kind = ("✓", "good") if plan.summary.matches else ("▲", "danger")
        if plan.summary.difference is None:
            shape, kind = "●", "soft"
        card.line(f"{shape} {plan.summary.words}", kind)
        if len(plan.weeks) > 1:
            said = ", ".join(
                f"week {week.number}: {week.pas:.2f}"
                for week in plan.weeks
                if week.pas is not None
            )
            card.line(said, "soft")
        card.line(f"{plan.summary.hours:.1f} h a week by the clock", "soft")
        self._cards.addWidget(card)

    def _ring(self, plan: JobPlanView) -> Wrap:
        """The categories as shares of the week's PAs around their sum, and a line for each."""
        total = plan.summary.total or sum((pas for _, pas in plan.by_category), Decimal(0))
        due = plan.summary.contracted
        shares = [
            Share(
                category.value,
                float(pas),
                f"{pas:.2f} PA, {float(pas / total):.0%}".replace("%", " %"),
                TINTS[category],
            )
            for category, pas in plan.by_category
        ]
        under = f"of {float(due):g} PA" if due is not None else "PA"
        middle = (f"{total:.2f}", under)
        ring = Ring(self._look, shares, due=None if due is None else float(due), middle=middle)
        beside = Wrap(gap=10)
        beside.add(ring, Legend(self._look, shares))
        return beside

    def _clashes(self, plan: JobPlanView) -> None:
        if plan.clash_words:
            card = Card(f"Clashes ({len(plan.clash_words)})")
            for said in plan.clash_words:
                card.line(f"▲ {said}", "danger")
            self._cards.addWidget(card)

    def _once(self, once: Sequence[ExceptionView]) -> None:
        """Coming days on which the plan is otherwise, each to be taken back until it is built."""
        if not once:
            return
        card = Card(f"Coming weeks, once ({len(once)})")
        for one in once:
            card.line(f"◆ {one.words}")
            if one.built:
                card.line("Built: change it on the Rota.", "soft")
            else:
                says = f"Take back: {one.words}"
                card.add(row(button("Take back", self._backer(one), "link", says=says), None))
        self._cards.addWidget(card)

    def _backer(self, one: ExceptionView) -> Callable[[], object]:
        return lambda: self._on.take_back(one)

    def _versions(self, plan: JobPlanView) -> None:
        card = Card("Versions")
        for version in plan.versions:
            said = _days(version)
            if version.plan_id == plan.summary.plan_id:
                card.line(f"● {said}", "strong")
            else:
                show = self._shower(version.plan_id)
                card.add(row(button(said, show, "link", says=f"Show the version {said}"), None))
        agreed = plan.summary.agreed_on
        card.line(f"Agreed on {day_and_year(agreed)}" if agreed else "Not agreed yet", "soft")
        if plan.note:
            card.line(plan.note)
        self._cards.addWidget(card)

    def _shower(self, plan: int) -> Callable[[], object]:
        return lambda: self._on.show_plan(plan)


def _line(line: PlanLineView, below: BesideLine | None) -> Card:
    """The line under the cursor; when it comes, and how far it is, where it has no weekday."""
    card = Card("Line")
    card.line(line_words(line))
    if below is None:
        card.line("Every week" if line.week is None else f"Week {line.week}", "soft")
        return card
    card.line(below.when, "soft")
    if below.coming:
        card.line(f"Next: {', '.join(day_words(day) for day in below.coming)}", "soft")
    if below.count is not None:
        shape, kind = ("◆", "warning") if below.count.behind else ("✓", "good")
        if below.count.owed is None:
            shape, kind = "●", "soft"
        card.line(f"{shape} {below.count.short_words}", kind)
    return card


def _days(version: PlanVersion) -> str:
    if version.end is None:
        return f"From {day_and_year(version.start)} on"
    return span_words(version.start, version.end - dt.timedelta(days=1))


def _year(year: PlanYear) -> Card:
    card = Card(f"The year's sessions: {float(year.total):g}")
    for name, count in year.sessions:
        line = row(words(name, wrap=True), words(f"{float(count):g}"))
        line.setStretch(0, 1)
        card.add(line)
    card.line(f"In {float(year.weeks):g} weeks, after leave, public holidays and study.", "soft")
    if year.account is not None:
        for said, kind in delivered_words(year.account):
            card.line(said, kind)
    return card
