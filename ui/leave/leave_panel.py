"""The right-hand side of Leave: a request with its effect, or an absence with what is due."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.types import LeaveKind
from rota_desk.domain.leave_arithmetic import amount_words, hundredths, plain_number
from rota_desk.queries.absences import AbsenceLine
from rota_desk.queries.leave import LeaveDetail, LeaveLine
from rota_desk.queries.leave_balance import LeaveBalance, balance_title
from rota_desk.queries.leave_dates import LOOKED_AT
from rota_desk.queries.leave_effect import LeaveEffect, LostSession
from rota_desk.rules.engine import Finding
from rota_desk.words import count_words, day_and_year, day_words, moment_words
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.doings import Act, answers, doings
from ui.widgets.layouts import clear, column, row, scrolled
from ui.widgets.shaped_line import shaped_line, sum_line
from ui.widgets.words import button, chip, words

Offer = tuple[str, str, Callable[[], object]]  # days, how far off, how to turn to them
STATE_CHIPS = {"waiting": "warning", "approved": "good", "declined": "danger"}
COURSES = (LeaveKind.STUDY, LeaveKind.PROFESSIONAL)
NO_DATES = (
    f"None within {LOOKED_AT // 7} weeks before or after: each has an on-call, is over a limit,"
    " has leave already, lies beyond the rota made, or leaves as much uncovered."
)
SHOWN = 12  # sessions and past answers listed before they are only counted


class LeavePanel(QWidget):
    """What is known about the request, balance or absence under the cursor."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Details of leave")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell_nothing(self, sentence: str) -> None:
        """Say what to choose."""
        clear(self._cards)
        self._cards.addWidget(words(sentence, "soft", wrap=True))
        self._cards.addStretch(1)

    def tell_request(
        self,
        found: LeaveDetail,
        acts: Sequence[Act],
        gained: Sequence[Finding],
        offers: Sequence[Offer] | None,
        more: Sequence[QWidget] = (),
    ) -> None:
        """Show a request, the findings its approval would bring, and dates that would work."""
        clear(self._cards)
        self._heading(found.line)
        self._doings(acts)
        self._effect(found.line, found.effect)
        if gained:
            self._cards.addWidget(self._findings(gained))
        if offers is not None:
            self._cards.addWidget(_offers(offers))
        self._cards.addWidget(self._others(found.effect))
        self._cards.addWidget(self._balance(found.balance))
        if found.line.kind in COURSES:
            self._cards.addWidget(_course(found.line))
        for card in more:
            self._cards.addWidget(card)
        self._cards.addWidget(_steps(found))
        self._cards.addWidget(_before(found.before))
        self._cards.addStretch(1)

    def tell_balance(self, balance: LeaveBalance) -> None:
        """Show a balance with its working."""
        clear(self._cards)
        self._cards.addWidget(words(balance.name, "heading", wrap=True))
        self._cards.addWidget(self._balance(balance))
        self._cards.addStretch(1)

    def tell_absence(self, absence: AbsenceLine, acts: Sequence[Act]) -> None:
        """Show an absence: when, who is told, what is due; never why."""
        clear(self._cards)
        self._cards.addWidget(words(absence.name, "heading", wrap=True))
        self._cards.addWidget(words(f"Unavailable {absence.days}", wrap=True))
        days = count_words(absence.calendar_days, "calendar day")
        days += f", {plain_number(hundredths(absence.fte_days))} by the share of full time"
        state = chip("open", "warning") if absence.open else chip("closed", "neutral")
        self._cards.addLayout(row(state, None))
        self._cards.addWidget(words(days, "soft", wrap=True))
        self._doings(acts)
        due = Card("To do")
        for line in absence.due or ("Nothing more",):
            kind = "soft" if not absence.due else "danger" if absence.overdue else "warning"
            due.add(shaped_line(self._look, kind, line[0].upper() + line[1:]))
        self._cards.addWidget(due)
        self._cards.addWidget(self._told(absence))
        self._cards.addWidget(_absence_record(absence))
        self._cards.addStretch(1)

    def _told(self, absence: AbsenceLine) -> Card:
        card = Card("To be told")
        for line in absence.told:
            kind = "good" if line.told else "notice"
            said = "told" if line.told else "not told yet"
            card.add(shaped_line(self._look, kind, f"{line.whom}: {said}"))
        if not absence.told:
            card.line("Nobody is on the list.", "soft")
        return card

    def _heading(self, line: LeaveLine) -> None:
        self._cards.addWidget(words(line.name, "heading", wrap=True))
        promised = ", promised before they started" if line.promised else ""
        self._cards.addWidget(words(f"{line.kind_words} leave · {line.days}{promised}", wrap=True))
        state = chip(line.state_words, STATE_CHIPS.get(line.state_words, "neutral"))
        self._cards.addLayout(row(state, words(line.counted_words, "strong"), None))
        asked = f"Asked {day_and_year(line.requested_on)}"
        notice = f"{count_words(max(line.notice_days, 0), 'day')} of notice"
        counting = f" {line.counting}." if line.counting != line.counted_words else ""
        self._cards.addWidget(words(f"{asked}, {notice}.{counting}", "soft", wrap=True))
        if line.note:
            self._cards.addWidget(words(f"“{line.note}”", wrap=True))

    def _doings(self, acts: Sequence[Act]) -> None:
        """Two buttons side by side, and the rest below one another with their keys."""
        self._cards.addLayout(answers(acts[:2]))
        if acts[2:]:
            self._cards.addWidget(doings(acts[2:]))

    def _effect(self, line: LeaveLine, effect: LeaveEffect) -> None:
        card = Card("If approved" if line.waiting else "What it did")
        for remark in effect.remarks:
            card.add(shaped_line(self._look, remark.kind, remark.text))
        if not effect.sessions:
            card.line("They stand on no session in these days.", "soft")
        for session in effect.sessions[:SHOWN]:
            kind = "danger" if session.uncovered else "soft"
            card.add(shaped_line(self._look, kind, session_words(session)))
        if len(effect.sessions) > SHOWN:
            card.line(f"and {len(effect.sessions) - SHOWN} more sessions", "soft")
        self._cards.addWidget(card)

    def _findings(self, gained: Sequence[Finding]) -> Card:
        card = Card(f"New findings: {len(gained)}")
        for finding in gained[:SHOWN]:
            card.add(shaped_line(self._look, "warning", finding.message))
        return card

    def _others(self, effect: LeaveEffect) -> Card:
        card = Card("Also away")
        for other in effect.others[:SHOWN]:
            days = count_words(other.days, "day")
            kind = "soft" if other.asked else "notice"
            card.add(shaped_line(self._look, kind, f"{other.name}: {other.title}, {days}"))
        if not effect.others:
            card.line("Nobody else of the group.", "soft")
        if effect.fullest is not None and effect.fullest.limit:
            full = effect.fullest
            most = f"At most {full.away} of {full.limit} away, on {day_words(full.day)}"
            card.add(shaped_line(self._look, "danger" if full.over else "good", most))
        return card

    def _balance(self, balance: LeaveBalance) -> Card:
        card = Card(balance_title(balance))
        for line in balance.lines:
            card.add(sum_line(line.text, plain_number(line.amount)))
            if line.detail and "not counted" in line.detail:
                card.line(line.detail, "soft")
        if balance.known:
            left = amount_words(balance.left, balance.unit)
            card.add(sum_line("Left", left, "strong"))
        else:
            card.line(balance.sentence(), "warning")
        if balance.waiting:
            waiting = amount_words(balance.waiting, balance.unit)
            card.add(sum_line("Waiting for an answer", waiting, "soft"))
        return card


def session_words(session: LostSession) -> str:
    """A session of the effect: "Mon 4 Jan 08:30 Endoscopy list: 0 of 1 left"."""
    when = f"{day_words(session.day)} {session.start:%H:%M} {session.title}"
    if session.left_out:
        return f"{when}: worked all the same"
    if not session.wanted:
        return when
    return f"{when}: {session.have_after} of {session.wanted} left"


def _offers(offers: Sequence[Offer]) -> Card:
    card = Card("Nearest dates that would fit better")
    if not offers:
        card.line(NO_DATES, "soft")
    for days, distance, take in offers:
        turn = button(days, take, "link", says=f"Change the request to {days}, {distance}")
        card.add(column(row(turn, None), words(f"  {distance}", "soft", wrap=True), gap=0))
    return card


def _course(line: LeaveLine) -> Card:
    card = Card("Course")
    card.line(", ".join(part for part in (line.course, line.place) if part) or "Not named")
    if line.fees is not None:
        card.line(f"Fees £{line.fees:,.2f}")
    if line.budget is not None:
        card.line(f"Agreed of them £{line.budget:,.2f}")
    card.line(f"Evidence: {line.evidence}" if line.evidence else "No evidence yet.", "soft")
    return card


def _steps(found: LeaveDetail) -> Card:
    card = Card("Steps")
    for step in found.steps:
        said = f"{moment_words(step.at)} {step.state_words}, {step.by}"
        card.line(f"{said}: {step.reason}" if step.reason else said)
    if not found.steps:
        card.line("No steps on file.", "soft")
    return card


def _before(before: Sequence[LeaveLine]) -> Card:
    card = Card("Asked before")
    approved = sum(one.state_words == "approved" for one in before)
    declined = sum(one.state_words == "declined" for one in before)
    card.line(f"{len(before)} in three years: {approved} approved, {declined} declined", "soft")
    for one in before[:SHOWN]:
        said = f"{one.days}, {one.kind_words.lower()}: {one.state_words}"
        card.line(f"{said} ({one.reason})" if one.state_words == "declined" else said)
    return card


def _absence_record(absence: AbsenceLine) -> Card:
    card = Card("Record")
    for title, day in (
        ("Fit note due", absence.fit_note_due),
        ("Talk due", absence.return_talk_due),
        ("Talk held", absence.return_talk_done),
        ("Sent to ESR", absence.sent_to_esr),
    ):
        card.line(f"{title}: {day_and_year(day) if day else '–'}", "" if day else "soft")
    card.line('Why is kept apart; shared pages say "Unavailable".', "soft")
    return card
