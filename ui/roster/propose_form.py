"""Proposed cover before anything is written: each gap with who and why, to tick, change, take."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from rota_desk.proposing import Proposing, Sums
from rota_desk.queries.cover_candidates import reason_line
from rota_desk.queries.proposed_lines import Line, Widest
from rota_desk.rules.contract import Verdict
from rota_desk.words import count_words, day_words
from ui.bridge import Bridge
from ui.style.theme import Look
from ui.tasks import Stopped
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button, words

WIDE, HIGH = 1060, 300  # pixels of the table at the usual text, where the screen has them
ROOM, TALL = 0.88, 0.32  # of the screen that the table takes at most
TOLD = 88  # pixels of the chosen line in full
KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1}
HINT = "Space ticks or leaves out the chosen lines; 1 and 2 take the next candidates instead."
Take = Callable[[tuple[tuple[int, int], ...]], bool]
BRINGS = "Looking at what it brings"
STAYS = "Stopped; what was proposed before stays."
TRIES = "Put on a copy of the rota, to look at and change; the real one stays"
UNTOLD = "Findings and shares: press “What it would bring”."


class ProposeForm(Form):
    """Every open place of some days with its answer; nothing is written until it is accepted."""

    def __init__(
        self,
        proposing: Proposing,
        on: tuple[QWidget, Look],
        bridge: Bridge,
        title: str,
        *,
        take: Take,
        try_out: Take | None = None,
    ) -> None:
        super().__init__(f"Propose cover: {title}", "Put on the rota", bridge, on[0])
        self.proposing, self._take, self._desk = proposing, take, bridge
        self._try_out = try_out  # none inside a what-if
        self._sums = self.note("", "strong")
        self.table: RecordTable[Line] = RecordTable("Open places", _columns(), on[1])
        self.others = tuple(_instead(self, at) for at in (0, 1))
        self._said = QPlainTextEdit()
        self._brought: dict[int | None, list[str]] = {}  # by whom what is new is about
        self.try_button = button("Try as a what-if", self.try_out, says=TRIES)
        self._lay(on[1])
        try:
            self._show_lines(bring=True)
        except Stopped:
            self.deleteLater()
            raise
        self.open_then(lambda: self._take(self.proposing.takings))
        self.table.setFocus()

    def _lay(self, look: Look) -> None:
        space = self.screen().availableGeometry()
        self.setMinimumWidth(min(look.pixels(WIDE), int(space.width() * ROOM)))
        self.table.setMinimumHeight(min(look.pixels(HIGH), int(space.height() * TALL)))
        self.table.installEventFilter(self)
        self.table.opened.connect(lambda _line: self.turn(self.table.selected()))
        self.table.chosen.connect(lambda _line: self._tell_line())
        self._said.setAccessibleName("Why")
        self._said.setReadOnly(True)
        self._said.setTabChangesFocus(True)
        self._said.setFixedHeight(look.pixels(TOLD))
        self._rows.addRow(self.table)
        self._rows.addRow(self._said)
        self._rows.addRow(row(*self.others, None))
        self._rows.addRow(words(HINT, "soft", wrap=True))
        self._rows.addRow(
            row(
                None,
                button("Leave out, or not", lambda: self.turn(self.table.selected())),
                button("What it would bring", lambda: self._unless_stopped(self._bring)),
                self.try_button,
            )
        )
        self.try_button.setVisible(self._try_out is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space turns the chosen lines; 1 and 2 take the next candidates."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and pressed == Qt.Key.Key_Space:
            self.turn(self.table.selected())
            return True
        if event.type() == QEvent.Type.KeyPress and pressed in KEYS:
            self.instead(KEYS[Qt.Key(pressed)])
            return True
        return super().eventFilter(watched, event)

    @property
    def sums(self) -> str:
        """What is said over the table."""
        return self._sums.text()

    @property
    def said(self) -> str:
        """What is said of the chosen line."""
        return self._said.toPlainText()

    def turn(self, lines: Iterable[Line]) -> None:
        """Leave the lines out, or answer them again where all are left out."""
        chosen = tuple(lines)
        if chosen:
            out = not all(one.left_out for one in chosen)
            places = {one.place for one in chosen}
            self._again(lambda: self.proposing.leave_out(places, out=out))

    def instead(self, at: int) -> None:
        """Let the next candidate, or the one after, have the chosen place."""
        line = self.table.record()
        if line is not None and at < len(line.instead):
            who = line.instead[at].clinician_id
            self._again(lambda: self.proposing.choose(line.place, who))

    def try_out(self) -> None:
        """Open a what-if in which all of it is taken; the real rota stays as it is."""
        if self._try_out is not None and self._try_out(self.proposing.takings):
            self.reject()

    def _bring(self) -> None:
        self._show_lines(bring=True)

    def _again(self, change: Callable[[], None]) -> None:
        """Judge the others again, beside the window where there are many."""

        def look() -> None:
            self._desk.ask_long("Judging the others again", change)
            self._show_lines(bring=False)

        self._unless_stopped(look)

    def _unless_stopped(self, look: Callable[[], None]) -> None:
        """Look; where that is stopped, what was proposed and shown before stays."""
        before = self.proposing.wishes, self.proposing.proposal
        try:
            look()
            self.effect("")
        except Stopped:
            self.proposing.wishes, self.proposing.proposal = before
            self.effect(STAYS)

    def _show_lines(self, *, bring: bool) -> None:
        """Show every line, the cursor on its place; and what it would bring, if that is asked."""
        before = self.table.record()
        lines = self._desk.ask_long("Putting the lines together", self.proposing.lines)
        self.table.show_records(lines)
        place = before.place if before else None
        at = next((one for one in lines if one.place == place), lines[0] if lines else None)
        if at is not None:
            self.table.choose(at)
        self._sums.setText(self._sum_words(bring=bring))
        for one in (self.done_button, self.try_button):
            one.setEnabled(bool(self.proposing.takings))
        self._tell_line()

    def _sum_words(self, *, bring: bool) -> str:
        gaps, filled = len(self.proposing.places), len(self.proposing.takings)
        left = gaps - filled
        open_words = (
            f"{left} {'stays' if left == 1 else 'stay'} open" if left else "none stays open"
        )
        head = f"{count_words(gaps, 'gap')}: {filled} proposed, {open_words}."
        self._brought = {}
        if not bring:
            return f"{head} {UNTOLD}"
        desk = self._desk.desk
        try:
            sums = self._desk.ask_long(BRINGS, lambda: self.proposing.sums(desk))
        except Stopped:
            return f"{head} {UNTOLD}"
        for one in sums.brought:
            self._brought.setdefault(one.clinician_id, []).append(one.message)
        return f"{head} {sums_words(sums)}"

    def _tell_line(self) -> None:
        """Say why in full, and who else could."""
        line = self.table.record()
        others = line.instead if line is not None else ()
        for at, shown in enumerate(self.others):
            shown.setVisible(at < len(others))
            if at < len(others):
                shown.setText(f"&{at + 1}: {others[at].name} instead")
                shown.setAccessibleName(f"{others[at].name} instead: {reason_line(others[at])}")
                shown.setToolTip(reason_line(others[at]))
        self._said.setPlainText(self._line_words(line) if line is not None else "")

    def _line_words(self, line: Line) -> str:
        """The chosen line in full, with what is new of its person once all is taken."""
        who = line.taker.name if line.taker else ("Left out" if line.left_out else "Stays open")
        new = self._brought.get(line.taker.clinician_id, []) if line.taker else []
        said = [f"{line.what}. {who}: {line.why}", *(f"▲ New then: {one}" for one in new)]
        return "\n".join([*said, *(f"Or {one.name}: {reason_line(one)}" for one in line.instead)])


def sums_words(sums: Sums) -> str:
    """Findings and shares, before and after, and what is new."""
    now, then = sums.findings
    said = [f"Findings {now} → {then}."]
    said += [_widest_words(one) for one in sums.widest]
    if sums.brought:
        hard = sum(one.verdict is Verdict.BREACH for one in sums.brought)
        gravity = f"{count_words(hard, 'breach', 'breaches')} among them" if hard else "no breach"
        said.append(f"▲ {len(sums.brought)} new, {gravity}: each line tells its own.")
    return " ".join(said)


def _widest_words(one: Widest) -> str:
    """How far apart the shares lie: "Nights: 2.0 below to 3.5 above the share → 1.5 to 3.0."."""
    (low, high), (lower, higher) = one.before, one.after
    before = f"{float(-low):.1f} below to {float(high):.1f} above their share"
    return f"{one.kind}: {before} → {float(-lower):.1f} to {float(higher):.1f}."


def _instead(form: ProposeForm, at: int) -> QPushButton:
    """The button that lets the next candidate, or the one after, have the place."""
    return button("", lambda: form.instead(at))


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column("Goes", _goes, 80, kind=_kind, tip=lambda one: one.why),
        Column("Day", _day, 180, sort=lambda one: one.session.start),
        Column("What", lambda one: one.session.title, 200, least=110, tip=lambda one: one.what),
        Column("Who", lambda one: one.taker.name if one.taker else "–", 160, least=90),
        Column("Why", lambda one: one.why, 460, least=120, tip=lambda one: one.why),
    )


def _goes(one: Line) -> str:
    if one.taker is not None:
        return "✓ yes"
    return "– left out" if one.left_out else "▲ open"


def _kind(one: Line) -> str:
    if one.taker is not None:
        return "good"
    return "soft" if one.left_out else "danger"


def _day(one: Line) -> str:
    start, end = one.session.start, one.session.end
    return f"{day_words(start.date())} {start:%H:%M}–{end:%H:%M}"
