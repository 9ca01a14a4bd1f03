"""The Claims screen: a queue by state, and beside it the evidence for the chosen claim."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout

from models.types import ClaimState
from rota_desk.errors import Refusal
from rota_desk.queries.claim_evidence import claim_evidence
from rota_desk.queries.claims import ClaimLine, claim_counts, claims_list
from rota_desk.words import count_words
from ui.claims.claim_actions import CLAIM_ACTIONS
from ui.claims.claim_columns import COLUMNS, FILTERS
from ui.claims.claim_hands import ClaimHands
from ui.claims.evidence_panel import EvidencePanel
from ui.frame import Frame, Screen, Subject
from ui.widgets.empty import Empty
from ui.widgets.head import Head
from ui.widgets.layouts import boxed, row
from ui.widgets.segments import segments
from ui.widgets.table import RecordTable
from ui.widgets.words import button

PAUSE = 60  # milliseconds the cursor rests before the evidence is asked for
OFFERED = (
    "claims.authorise",
    "claims.worked",
    "claims.submit",
    "claims.verify",
    "claims.approve",
    "claims.payroll",
    "claims.paid",
    "claims.query",
    "claims.reject",
    "claims.link",
    "claims.shift",
    "claims.change",
)


class ClaimsScreen(Screen):
    """Claims for extra sessions, each compared with rota, leave, job plan and other claims."""

    ACTIONS = CLAIM_ACTIONS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.hands: ClaimHands = ClaimHands(self)
        self._filter = 0
        self.head = Head("Claims")
        self.head.add(button("Add a claim …", self.hands.add, "primary", says="Ctrl+N"))
        self.table: RecordTable[ClaimLine] = RecordTable("Claims", COLUMNS, frame.look)
        self.side = EvidencePanel(frame.look)
        self._empty = Empty(
            "No claims here",
            "Extra sessions are claimed, compared with the rota, verified and paid here.",
            ("Add a claim …", self.hands.add),
        )
        self._shown = QStackedWidget()
        self._shown.addWidget(self.table)
        self._shown.addWidget(self._empty)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE)
        self._rest.timeout.connect(self.inspect_now)
        self._lay()
        self.table.chosen.connect(lambda _claim: self._rest.start())
        self.table.opened.connect(lambda _claim: self.hands.next_step())
        frame.look.changed.connect(self._look_again)
        self.setFocusProxy(self.table)

    def _lay(self) -> None:
        self._parts = QButtonGroup(self)
        buttons = []
        for number, (title, _states) in enumerate(FILTERS):
            part = button(title, self._shower(number), "part", says=f"{title} (Alt+{number + 1})")
            buttons.append(part)
        line = row(segments(buttons), None, gap=0)
        line.setContentsMargins(16, 0, 16, 8)
        for number, part in enumerate(buttons):
            part.setChecked(number == 0)
            self._parts.addButton(part, number)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addWidget(boxed(line))
        lines.addWidget(self._shown, 1)

    def _look_again(self, _theme: object) -> None:
        self._rest.start()

    def _shower(self, number: int) -> Callable[[], None]:
        return lambda: self.show_filter(number)

    @property
    def claim(self) -> ClaimLine | None:
        """The claim under the cursor."""
        return self.table.record()

    def subject(self) -> Subject:
        """The claimant."""
        return Subject(self.claim.clinician_id if self.claim else None)

    def inspector(self) -> EvidencePanel:
        """The evidence."""
        return self.side

    def refresh(self) -> None:
        """Ask for the queue again; the cursor stays on its claim."""
        bridge = self.frame.bridge
        chosen = self.claim.claim_id if self.claim else None
        found = bridge.ask(claims_list, states=FILTERS[self._filter][1])
        self.table.show_records(found)
        self._return_to(chosen)
        self._shown.setCurrentWidget(self.table if found else self._empty)
        self._tell_counts(bridge.ask(claim_counts))
        total = sum(one.amount for one in found)
        self.head.tell("Claims", f"{count_words(len(found), 'claim')}, £{total:,.2f}")
        self._rest.start()

    def _return_to(self, claim: int | None) -> None:
        records = self.table.records()
        if claim is None and records:
            self.table.choose(records[0])
        for one in records:
            if one.claim_id == claim:
                self.table.choose(one)

    def _tell_counts(self, counts: dict[ClaimState, int]) -> None:
        for number, (title, states) in enumerate(FILTERS):
            count = sum(counts.get(state, 0) for state in states or ClaimState)
            self._parts.button(number).setText(f"{title}  {count}")

    def show_filter(self, number: int) -> None:
        """Show the claims of one of the queues."""
        self._filter = number
        self._parts.button(number).setChecked(True)
        self.refresh()

    def inspect_now(self) -> None:
        """Show the evidence for the claim under the cursor."""
        claim = self.claim
        if claim is None:
            self.side.tell(None, ())
            return
        try:
            found = self.frame.bridge.ask(claim_evidence, claim=claim.claim_id)
        except Refusal as refusal:
            self.frame.say(str(refusal), "warning")
            return
        self.side.tell(found, self._offers())

    def _offers(self) -> list[tuple[str, Callable[[], object]]]:
        specs = {spec.id: spec for spec in self.ACTIONS}
        fitting = [specs[name] for name in OFFERED if specs[name].enabled(self)]
        return [(spec.text.replace("&", ""), self._runner(spec.id)) for spec in fitting[:8]]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self.ACTIONS if spec.id == name)
        return lambda: spec.run(self)

    def show_on_rota(self) -> None:
        """Turn to the Rota at the claimant's day."""
        claim = self.claim
        if claim is not None:
            self.frame.go("rota", clinician=claim.clinician_id, day=claim.start.date())

    def focus_on(self, **where: object) -> None:
        """Go to a claim (`claim`), or to a person's claims (`clinician`)."""
        self.show_filter(len(FILTERS) - 1)
        for one in self.table.records():
            if where.get("claim") == one.claim_id or where.get("clinician") == one.clinician_id:
                self.table.choose(one)
                return
