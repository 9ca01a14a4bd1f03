"""The Claims screen: a queue by state, and beside it the evidence for the chosen claim."""

from collections.abc import Sequence

from models.types import ClaimState
from rota_desk.errors import Refusal
from rota_desk.queries.claim_evidence import ClaimEvidence, claim_evidence, claims_evidence
from rota_desk.queries.claims import ClaimLine, claim_counts, claims_list
from rota_desk.words import count_words
from ui.claims.claim_actions import CLAIM_ACTIONS
from ui.claims.claim_columns import FILTERS, claim_columns
from ui.claims.claim_hands import ClaimHands
from ui.claims.evidence_panel import EvidencePanel
from ui.frame import Frame, Subject
from ui.queue_screen import QueueScreen
from ui.tasks import Progress
from ui.widgets.empty import Empty
from ui.widgets.table import RecordTable
from ui.widgets.words import button

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
ENDED = (ClaimState.PAID, ClaimState.REJECTED, ClaimState.CANCELLED)  # not checked any more


class ClaimsScreen(QueueScreen[ClaimLine]):
    """Claims for extra sessions, each compared with rota, leave, job plan and other claims."""

    ACTIONS = CLAIM_ACTIONS

    def __init__(self, frame: Frame) -> None:
        self._checked: dict[int, ClaimEvidence] = {}
        self._wanted: tuple[int, ...] = ()
        columns = claim_columns(self._checked)
        table: RecordTable[ClaimLine] = RecordTable("Claims", columns, frame.look)
        super().__init__(frame, "Claims", table, [title for title, _states in FILTERS])
        self.hands: ClaimHands = ClaimHands(self)
        self.side = EvidencePanel(frame.look)
        self.mark(lambda claim: (claim.clinician_id,))
        self.lay(
            (
                button("Import claims …", self.bring_in, says="Ctrl+Shift+I"),
                button("Add a claim …", self.hands.add, "primary", says="Ctrl+N"),
            ),
            Empty(
                "No claims here",
                "Extra sessions are claimed, compared with the rota, verified and paid here.",
                ("Add a claim …", self.hands.add),
            ),
        )
        self.table.opened.connect(lambda _claim: self.hands.next_step())

    @property
    def claim(self) -> ClaimLine | None:
        """The claim under the cursor."""
        return self.line

    def number_of(self, line: ClaimLine) -> int:
        """The claim's number."""
        return line.claim_id

    def subject(self) -> Subject:
        """The claimant."""
        return Subject(self.claim.clinician_id if self.claim else None)

    def inspector(self) -> EvidencePanel:
        """The evidence."""
        return self.side

    def refresh(self) -> None:
        """Ask for the queue again; the cursor stays on its claim."""
        bridge = self.frame.bridge
        found = bridge.ask(claims_list, states=FILTERS[self.queue][1])
        held = bridge.ask(claim_counts)
        counts = [
            sum(held.get(state, 0) for state in states or ClaimState) for _title, states in FILTERS
        ]
        self.show_lines(found, counts, self._said(found))
        self._check(tuple(one.claim_id for one in found if one.state not in ENDED))

    def _said(self, claims: Sequence[ClaimLine]) -> str:
        total = sum(one.amount for one in claims)
        said = f"{count_words(len(claims), 'claim')}, £{total:,.2f}"
        known = [self._checked[one.claim_id] for one in claims if one.claim_id in self._checked]
        return f"{said}, {sum(one.asks for one in known)} to look at" if known else said

    def _check(self, claims: tuple[int, ...]) -> None:
        """Check the claims that go on, off the window's thread, for the queue to say."""
        self._wanted = claims
        if not claims:
            self._checked.clear()
            return
        bridge = self.frame.bridge

        def checked(_progress: Progress) -> tuple[ClaimEvidence, ...]:
            return bridge.ask(claims_evidence, claims=claims)

        self.frame.tasks.start("Checking claims", checked, self._show_checked, quiet=True)

    def _show_checked(self, found: tuple[ClaimEvidence, ...]) -> None:
        """Say what was found, unless other claims were asked for meanwhile."""
        if self._wanted != tuple(one.claim.claim_id for one in found):
            return
        first = not self._checked
        self._checked.clear()
        self._checked.update((one.claim.claim_id, one) for one in found)
        self.table.tell_again()
        if first:
            self.table.fit_again()
        self.head.tell(self.title, self._said(self.table.records()))

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
        self.side.tell(found, self.offers(OFFERED))

    def bring_in(self) -> None:
        """Turn to Import, which shows a table before anything is recorded."""
        self.frame.go("import", table="claims")

    def show_on_rota(self) -> None:
        """Turn to the Rota at the claimant's day."""
        claim = self.claim
        if claim is not None:
            self.frame.go("rota", clinician=claim.clinician_id, day=claim.start.date())

    def focus_on(self, **where: object) -> None:
        """Go to a claim (`claim`), or to a person's claims (`clinician`)."""
        self.show_everything()
        for one in self.table.records():
            if where.get("claim") == one.claim_id or where.get("clinician") == one.clinician_id:
                self.table.choose(one)
                return
