"""The right-hand side of the Rota: the chosen cell, why, who could, what happened, what now."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from rota_desk.queries.gap_story import GapStory
from rota_desk.queries.rota_sheet import Entry, EntryKind
from rota_desk.queries.session_history import HistoryLine
from rota_desk.rules.finding import Finding
from rota_desk.words import day_words, hours_words, moment_words
from ui.roster.candidate_card import OFFER, OnCandidate, show_candidate
from ui.roster.candidates import CandidateLine
from ui.roster.face import Mark
from ui.roster.marks import mark_of
from ui.roster.spot import Spot
from ui.widgets.card import Card
from ui.widgets.doings import doings
from ui.widgets.finding_card import FindingCard, OnFinding
from ui.widgets.layouts import boxed, clear, column, row, scrolled
from ui.widgets.words import button, words

if TYPE_CHECKING:
    from rota_desk.queries.mends import Mend

KINDS = {Mark.DANGER: "danger", Mark.WARNING: "warning", Mark.NOTICE: "notice"}
STANDINGS = {"danger": "▲ Breach", "warning": "◆ To settle", "notice": "● To know"}
HEADS = {EntryKind.GAP: " — uncovered", EntryKind.FREED: " — uncovered"}
WHOLE_DAY = dt.timedelta(days=1)
MINUTE = 60
BUSY = 2  # of those who would have to swap, shown before the rest is asked for


@dataclass(frozen=True, slots=True)
class Told:
    """All that is said of a spot."""

    spot: Spot | None
    findings: tuple[Finding, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    candidates: tuple[CandidateLine, ...] | None = ()  # None: they are being looked for
    story: GapStory | None = None

    def same_place(self, other: "Told") -> bool:
        """Whether both are told of the same cell."""
        mine, its = self.spot, other.spot
        if mine is None or its is None:
            return False
        return (mine.row.key, mine.day, mine.half) == (its.row.key, its.day, its.half)


@dataclass(frozen=True, slots=True)
class Doing:
    """An action offered for the chosen cell, with its key."""

    text: str
    key: str
    act: Callable[[], object]


class RotaInspector(QWidget):
    """Where, who, hours, cover, findings with their why, candidates, history, actions.

    `left` says that Escape was pressed in here.
    """

    left = Signal()

    def __init__(self, on: OnCandidate, on_finding: OnFinding) -> None:
        super().__init__()
        self._on, self._on_finding = on, on_finding
        self._finding_cards: list[FindingCard] = []
        self._all_candidates = False
        self._entering = False
        self._held = ""  # the name of what had the focus before all was laid anew
        self._told = Told(None)
        self.acts: tuple[Doing, ...] = ()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._who = column()  # where those who could do it stand
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        self._area = area = scrolled(inside)
        area.setAccessibleName("Inspector")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def offer(self, acts: Sequence[Doing]) -> None:
        """Say which actions stand at the end."""
        self.acts = tuple(acts)

    def tell(self, told: Told) -> None:
        """Show a spot."""
        if told.candidates != self._told.candidates:
            self._all_candidates = False
        self._hold(same=told.same_place(self._told))
        self._told = told
        self._who = column()
        clear(self._cards)
        if told.spot is None:
            self._cards.addWidget(
                words("Choose a cell to see who, where and why.", "soft", wrap=True)
            )
            self._cards.addStretch(1)
            return
        self._head(told.spot)
        for entry in told.spot.entries:
            self._entry(entry)
        self._story(told.story)
        if told.candidates != ():
            self._cards.addWidget(boxed(self._who))
            self._candidates()
        self._findings(told.findings)
        self._doings()
        self._history(told.history)
        self._cards.addStretch(1)
        self._enter()

    def _head(self, spot: Spot) -> None:
        entry = spot.entry
        title = f"{entry.title}{HEADS.get(entry.kind, '')}" if entry else "Nothing planned"
        self._cards.addWidget(words(title, "heading", wrap=True))
        half = {"am": " morning", "pm": " afternoon"}.get(spot.half, "")
        line = f"{spot.row.name} · {day_words(spot.day)}{half}"
        self._cards.addWidget(words(line, "soft", wrap=True))

    def _entry(self, entry: Entry) -> None:
        card = Card()
        minutes = int((entry.end - entry.start).total_seconds() // MINUTE)
        times = f"{entry.start:%H:%M}–{entry.end:%H:%M}, {hours_words(minutes)}"
        if entry.end - entry.start == WHOLE_DAY and entry.start.time() == dt.time():
            times = "the whole day"
        card.line(f"{entry.code}  {times}" if entry.code else times, "strong")
        if entry.need:
            short = entry.need - entry.have
            state = f", {short} short" if short > 0 else ""
            card.line(f"Cover: {entry.have} of {entry.need}{state}", "danger" if short > 0 else "")
        if entry.note:
            card.line(entry.note)
        if entry.changed:
            card.line(f"◥ Changed since publishing: {entry.change}".rstrip(": "), "notice")
        elif entry.kind is EntryKind.WORK:
            card.line("Published" if entry.published else "Planned, not published yet", "soft")
        self._cards.addWidget(card)

    def _findings(self, findings: Sequence[Finding]) -> None:
        self._finding_cards = []
        for finding in findings:
            kind = KINDS[mark_of(finding)]
            card = FindingCard(finding, self._on_finding, standing=STANDINGS[kind], kind=kind)
            self._finding_cards.append(card)
            self._cards.addWidget(card)

    def wait_for_mends(self) -> None:
        """Say at each finding that what would clear it is being looked for."""
        for card in self._finding_cards:
            card.wait_for_mends()

    def show_mends(self, finding: Finding, mends: "Sequence[Mend]") -> None:
        """Offer at its card what would clear a finding."""
        for card in self._finding_cards:
            if card.finding == finding:
                card.show_mends(mends)

    def _story(self, story: GapStory | None) -> None:
        if story is None:
            return
        card = Card("This gap")
        card.line(story.cause_words)
        if story.decision:
            card.line(f"◆ {story.decision}", "warning")
        if story.tried:
            card.line("Tried", "strong")
        for one in story.tried:
            card.line(f"{one.words} – {one.answer}", "soft")
        self._cards.addWidget(card)

    def show_candidates(self, candidates: tuple[CandidateLine, ...]) -> None:
        """Say who could do it, now that it is known."""
        self._hold(same=True)
        self._told = replace(self._told, candidates=candidates)
        self._candidates()
        self._enter()

    def find_cover(self) -> None:
        """Go to the first who could do it, as soon as they are known."""
        self._entering, self._held = True, ""
        self._enter()

    def _hold(self, *, same: bool) -> None:
        """Before all is laid anew: who is in here stays, at the same button of the cell."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if focus is not None and inside and focus is not self._area:
            self._held = focus.accessibleName()
        self._entering = same and (self._entering or inside)
        if inside and same:
            self._area.setFocus()
        elif inside:  # the gap went, and the cursor with it
            self.left.emit()

    def _enter(self) -> None:
        if self._entering and self._told.candidates is not None:
            QTimer.singleShot(0, self, self._go_in)  # what is laid anew is shown by then

    def _go_in(self) -> None:
        self._entering = False
        buttons = [one for one in self.findChildren(QPushButton) if one.isVisible()]
        offered = [one for one in buttons if one.accessibleName().startswith(OFFER)]
        held = [one for one in buttons if one.accessibleName() == self._held]
        if found := held or offered or (buttons if self._told.candidates else []):
            found[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:  # the gap is filled: the keys go on from its cell
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the focus; Escape goes back to the rota."""
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(
            focus, QPushButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _candidates(self) -> None:
        clear(self._who)
        told = self._told.candidates
        card = Card("Who could do it")
        self._who.addWidget(card)
        if told is None:
            card.line("Looking …", "soft")
            return
        likely = [one for one in told if one.likely]
        rest = [one for one in told if not one.likely]
        if not likely:
            card.line("Nobody is free and allowed.", "warning")
        busy = [one for one in rest if one.busy][:BUSY]
        for line in (*likely, *busy):
            show_candidate(card, line, self._on)
        rest = [one for one in rest if one not in busy]
        if rest and not self._all_candidates:
            text = f"{len(rest)} more: busy, away …"
            card.add(row(button(text, self._show_all, "link"), None))
        for line in rest if self._all_candidates else ():
            show_candidate(card, line, self._on)

    def _show_all(self) -> None:
        self._all_candidates = True
        self._candidates()

    def _history(self, history: Sequence[HistoryLine]) -> None:
        if not history:
            return
        card = Card("History of this session")
        for step in history:
            undone = "" if step.kind.value == "do" else f"{step.kind.value}: "
            reason = f" “{step.reason}”" if step.reason else ""
            card.line(f"{moment_words(step.at)} {step.who}: {undone}{step.label}.{reason}", "soft")
        self._cards.addWidget(card)

    def _doings(self) -> None:
        if self.acts:
            acts = [(one.text, one.key, one.act) for one in self.acts]
            self._cards.addWidget(doings(acts))
