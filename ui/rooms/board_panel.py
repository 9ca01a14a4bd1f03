"""The right-hand side of the board: the session, its road so far, and what can be decided."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rota_desk.domain.said import day, moment
from rota_desk.domain.six_four_two import weeks_of
from rota_desk.queries.board_lines import BoardLine
from rota_desk.queries.lock_changes import LockChange
from rota_desk.queries.session_history import HistoryLine
from rota_desk.queries.six_four_two import BoardWeek
from rota_desk.words import count_words, span_words
from ui.rooms.board_words import standing, when, whose
from ui.widgets.card import Card
from ui.widgets.doings import Act, doings
from ui.widgets.layouts import clear, scrolled
from ui.widgets.words import words


class BoardPanel(QWidget):
    """What stands under the cursor, and what the week asks."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("plain")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Board inspector")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell(
        self,
        line: BoardLine | LockChange | None,
        week: BoardWeek | None,
        acts: Sequence[Act],
        history: Sequence[HistoryLine],
    ) -> None:
        """Show a session or a change, and its week."""
        clear(self._cards)
        if isinstance(line, BoardLine):
            self._session(line)
        elif line is not None:
            self._change(line)
        else:
            self._cards.addWidget(words("Choose a session with the arrows.", "soft", wrap=True))
        self._cards.addWidget(doings(acts))
        if week is not None:
            self._week(week)
        if history:
            card = Card("So far")
            for step in history:
                card.line(f"{moment(step.at)}  {step.label}, {step.who}", "soft")
            self._cards.addWidget(card)
        self._cards.addStretch(1)

    def _session(self, line: BoardLine) -> None:
        self._cards.addWidget(words(line.title, "heading", wrap=True))
        times = f"{when(line)} · {line.start:%H:%M}–{line.end:%H:%M} · {line.room_name}"
        self._cards.addWidget(words(times, "soft", wrap=True))
        card = Card()
        card.line(whose(line), "strong")
        said, kind = standing(line)
        card.line(said.capitalize(), kind if kind != "soft" else "")
        if line.late and line.late != said:
            card.line(f"▲ {line.late.capitalize()}", "danger")
        for snag in line.snags:
            if snag != said:
                card.line(f"▲ {snag[:1].upper()}{snag[1:]}", "danger")
        for one in line.before:
            note = f": {one.note}" if one.note else ""
            at = f"{weeks_of(one.milestone)} weeks, {day(one.meeting)}"
            card.line(f"{at}: {one.decision}{note}", "soft")
        self._cards.addWidget(card)

    def _change(self, line: LockChange) -> None:
        self._cards.addWidget(words(line.title, "heading", wrap=True))
        self._cards.addWidget(
            words(f"{when(line)}, locked {moment(line.locked)}", "soft", wrap=True)
        )
        card = Card()
        card.line(line.what, "strong")
        if line.approver and line.signed is not None:
            card.line(f"Allowed by {line.approver}, {moment(line.signed)}", "good")
            card.line(line.reason)
        else:
            card.line("▲ Nobody has signed for it", "danger")
        self._cards.addWidget(card)

    def _week(self, week: BoardWeek) -> None:
        card = Card(f"The week of {day(week.week)}")
        card.line(week.asks + ".")
        card.line(
            f"{len(week.to_settle)} to decide, {len(week.to_confirm)} used to confirm,"
            f" {len(week.settled)} settled",
            "soft",
        )
        for when_off, name in sorted(week.holidays.items()):
            card.line(f"▲ {day(when_off)}: {name}, a bank holiday", "warning")
        for one in week.late_leave:
            met = count_words(one.sessions, "session")
            card.line(
                f"▲ {one.name}, {span_words(one.first, one.last)}: asked {day(one.asked)},"
                f" {one.notice} days before; {met}",
                "warning",
            )
        self._cards.addWidget(card)
