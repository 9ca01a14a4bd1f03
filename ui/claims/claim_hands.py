"""What the coordinator does with a claim: each step, with its form where words are needed."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.types import ClaimState
from rota_desk.edits.claim_steps import (
    approve_claim,
    cancel_claim,
    claim_cancelled_list,
    mark_all_paid,
    mark_worked,
    pre_authorise,
    query_claim,
    reject_claim,
    send_all_to_payroll,
    submit_claim,
    verify_claim,
)
from rota_desk.edits.claims import agree_time_shift, link_session
from rota_desk.queries.claims import ClaimLine, make_up_sessions, sessions_at, wall_now
from rota_desk.queries.look_up import look_up
from ui.claims.claim_forms import (
    authorise_form,
    claim_form,
    link_form,
    patients_form,
    shift_form,
    signature_form,
    words_form,
)
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.claims.claims_screen import ClaimsScreen


class ClaimHands:
    """The steps of a claim's road as they are taken in the window."""

    def __init__(self, screen: "ClaimsScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def add(self) -> Form:
        """Write a new claim."""
        return claim_form(self._bridge, self._screen, self._bridge.ask(look_up))

    def change(self) -> Form | None:
        """Correct the chosen claim."""
        claim = self._claim()
        if claim is None:
            return None
        return claim_form(self._bridge, self._screen, self._bridge.ask(look_up), claim)

    def next_step(self) -> object:
        """Take whichever step the claim waits for."""
        claim = self._claim()
        steps: dict[ClaimState, Callable[[], object]] = {
            ClaimState.DRAFT: self.authorise,
            ClaimState.PRE_AUTHORISED: self.worked,
            ClaimState.WORKED: self.submit,
            ClaimState.QUERIED: self.submit,
            ClaimState.CLAIMED: self.verify,
            ClaimState.ROTA_VERIFIED: self.approve,
            ClaimState.APPROVED: self.payroll,
            ClaimState.SENT: self.paid,
        }
        return steps[claim.state]() if claim is not None and claim.state in steps else None

    def authorise(self) -> Form | None:
        """Record who allowed the session beforehand."""
        claim = self._claim()
        if claim is None:
            return None
        number, now = claim.claim_id, self._bridge.ask(wall_now)

        def then(by: str, at: dt.datetime, reference: str) -> bool:
            done = self._bridge.do(pre_authorise, claim=number, by=by, at=at, reference=reference)
            return done is not None

        return authorise_form(self._bridge, self._screen, claim, now, then)

    def worked(self) -> Form | None:
        """Say that the session was worked."""
        claim = self._claim()
        if claim is None:
            return None
        number = claim.claim_id
        return patients_form(
            self._bridge,
            self._screen,
            claim,
            lambda count, points: self._did(
                mark_worked, claim=number, patients=count, points=points
            ),
        )

    def submit(self) -> object:
        """Submit the claim; a queried one with an answer."""
        claim = self._claim()
        if claim is None:
            return None
        if claim.state is not ClaimState.QUERIED:
            return self._did(submit_claim, claim=claim.claim_id)
        number = claim.claim_id
        return words_form(
            f"Answer the query on {claim.reference}",
            "Submit again",
            "Answer",
            bridge=self._bridge,
            parent=self._screen,
            then=lambda answer: self._did(submit_claim, claim=number, answer=answer),
        )

    def verify(self) -> Form | None:
        """Sign that the claim agrees with the rota."""
        return self._sign(
            "Verify", lambda number, by: self._did(verify_claim, claim=number, by=by)
        )

    def approve(self) -> Form | None:
        """Sign that the claim may be paid."""
        return self._sign(
            "Approve", lambda number, by: self._did(approve_claim, claim=number, by=by)
        )

    def query(self) -> Form | None:
        """Send the claim back with a question."""
        return self._say(
            "Query",
            "Question",
            lambda number, said: self._did(query_claim, claim=number, question=said),
        )

    def reject(self) -> Form | None:
        """Turn the claim down with a reason."""
        return self._say(
            "Reject",
            "Reason",
            lambda number, said: self._did(reject_claim, claim=number, reason=said),
        )

    def cancel(self) -> Form | None:
        """Cancel a claim that was never submitted."""
        return self._say(
            "Cancel",
            "Reason",
            lambda number, said: self._did(cancel_claim, claim=number, reason=said),
        )

    def payroll(self) -> Form | None:
        """Hand every selected claim that is approved to payroll, in one batch."""
        numbers, what = self._several("send to payroll")
        if not numbers:
            return None
        return words_form(
            f"Send to payroll: {what}",
            "Send to payroll",
            "Batch",
            bridge=self._bridge,
            parent=self._screen,
            then=lambda said: self._did(send_all_to_payroll, claims=numbers, batch=said),
        )

    def paid(self) -> object:
        """Note that payroll has paid every selected claim that was sent."""
        numbers, _what = self._several("mark paid")
        return self._did(mark_all_paid, claims=numbers) if numbers else None

    def late(self) -> object:
        """Claim the share that local policy pays for a list cancelled at short notice."""
        claim = self._claim()
        return self._did(claim_cancelled_list, claim=claim.claim_id) if claim else None

    def _several(self, step: str) -> tuple[list[int], str]:
        """The selected claims that may take a step, and what they are called together."""
        chosen = [one for one in self._screen.table.selected() if step in one.may]
        what = chosen[0].reference if len(chosen) == 1 else f"{len(chosen)} claims"
        return [one.claim_id for one in chosen], what

    def link(self) -> Form | None:
        """Say which session of the rota the claim is for."""
        claim = self._claim()
        if claim is None:
            return None
        number = claim.claim_id
        sessions = self._bridge.ask(sessions_at, claim=number)
        return link_form(
            self._bridge,
            self._screen,
            claim,
            sessions=sessions,
            then=lambda session: self._did(link_session, claim=number, session=session),
        )

    def shift(self) -> Form | None:
        """Agree the session that makes up for displaced planned time."""
        claim = self._claim()
        if claim is None:
            return None
        number = claim.claim_id
        return shift_form(
            self._bridge,
            self._screen,
            claim,
            sessions=self._bridge.ask(make_up_sessions, claim=number),
            today=self._bridge.ask(look_up).today,
            then=lambda session, agreed: self._did(
                agree_time_shift, claim=number, session=session, agreed_on=agreed
            ),
        )

    def _claim(self) -> ClaimLine | None:
        return self._screen.claim

    def _did(self, edit: Callable[..., None], **facts: object) -> bool:
        return self._bridge.do(edit, **facts) is not None

    def _sign(self, step: str, then: Callable[[int, str], bool]) -> Form | None:
        claim = self._claim()
        if claim is None:
            return None
        number = claim.claim_id
        title = f"{step} {claim.reference}, {claim.claimant}, £{claim.amount:,.2f}"
        return signature_form(title, step, self._bridge, self._screen, lambda by: then(number, by))

    def _say(self, step: str, label: str, then: Callable[[int, str], bool]) -> Form | None:
        claim = self._claim()
        if claim is None:
            return None
        number = claim.claim_id
        return words_form(
            f"{step}: {claim.reference}",
            step,
            label,
            bridge=self._bridge,
            parent=self._screen,
            then=lambda said: then(number, said),
        )
