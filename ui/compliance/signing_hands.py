"""What the coordinator signs off in Compliance, and how a signature is taken back."""

import datetime as dt
from typing import TYPE_CHECKING

from rota_desk.edits.authorising import authorise, end_authorisation, waive, withdraw_waiver
from rota_desk.queries.signed_off import SignedKind
from ui.compliance.sign_forms import accept_form, authorise_form
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.compliance.compliance_screen import ComplianceScreen


class SigningHands:
    """Signatures as they are given and taken back in the window."""

    def __init__(self, screen: "ComplianceScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def authorise(self) -> Form | None:
        """Ask for a signature that lifts the limit."""
        one = self._screen.judged
        if one is None or one.finding.clinician_id is None or not one.may_authorise:
            return None
        rule, whom = one.finding.rule, one.finding.clinician_id

        def then(since: dt.date, until: dt.date | None, by: str, reason: str) -> bool:
            done = self._bridge.do(
                authorise,
                rule=rule,
                clinician=whom,
                since=since,
                until=until,
                by=by,
                reason=reason,
            )
            return done is not None

        return authorise_form(self._bridge, self._screen, one, then)

    def accept(self) -> Form | None:
        """Ask for a signature that accepts this one finding."""
        one = self._screen.judged
        if one is None or not one.may_accept:
            return None
        if one.finding.start is None or one.finding.end is None:
            return None
        found, start, end = one.finding, one.finding.start, one.finding.end

        def then(until: dt.date, by: str, reason: str) -> bool:
            done = self._bridge.do(
                waive,
                rule=found.rule,
                start=start,
                end=end,
                clinician=found.clinician_id,
                until=until if until > end.date() else None,
                by=by,
                reason=reason,
            )
            return done is not None

        return accept_form(self._bridge, self._screen, one, then)

    def end(self) -> None:
        """End the authorisation, or take the acceptance back."""
        signed = self._screen.signature
        if signed is None:
            return
        if signed.kind is SignedKind.AUTHORISED:
            self._bridge.do(end_authorisation, authorisation=signed.number)
        else:
            self._bridge.do(withdraw_waiver, waiver=signed.number)
