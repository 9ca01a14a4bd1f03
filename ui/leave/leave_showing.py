"""What the right-hand side of Leave is told: the choice, its effect, and dates that would work."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rota_desk.edits.leave import approve_leave
from rota_desk.errors import Refusal
from rota_desk.queries.leave import LeaveDetail, LeaveLine
from rota_desk.queries.leave_dates import DatesOffer, nearest_dates
from rota_desk.queries.leave_tint import leave_tint
from rota_desk.rules.engine import Finding
from ui.leave.leave_more import more_cards
from ui.leave.leave_panel import Offer
from ui.widgets.doings import Act

if TYPE_CHECKING:
    from ui.leave.leave_screen import LeaveScreen

REQUEST_ACTS = (
    *("leave.approve", "leave.decline", "leave.change", "leave.withdraw"),
    *("leave.swap", "leave.rota", "leave.cancel", "leave.out", "leave.course"),
)
ABSENCE_ACTS = (
    *("absence.close", "absence.free", "absence.told", "absence.talk"),
    *("absence.note", "absence.esr", "absence.tell", "absence.reason", "leave.rota"),
)


class LeaveShowing:
    """Asks what the panel shows of what is under the cursor."""

    def __init__(self, screen: "LeaveScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def tell(self) -> None:
        """Show the request, balance or absence under the cursor."""
        screen = self._screen
        balance = screen.balance if screen.views.name == "balances" else None
        if screen.views.name == "absence":
            self._inspect_absence()
        elif balance is not None:
            screen.side.tell_balance(balance)
        else:
            self._inspect_request()

    def _inspect_absence(self) -> None:
        absence = self._screen.absence
        if absence is None:
            self._screen.side.tell_nothing(
                "Nobody is recorded as absent. Ctrl+Shift+O records it."
            )
        else:
            self._screen.side.tell_absence(absence, self._acts(ABSENCE_ACTS))

    def _inspect_request(self) -> None:
        found = self._screen.detail
        gained = self._gained(found) if found is not None else ()
        tint = leave_tint(found, gained) if found is not None else {}
        self._screen.views.tint(found.line.clinician_id if found is not None else 0, tint)
        if found is None:
            self._screen.side.tell_nothing("Choose a request, or a day away in the year.")
            return
        self._screen.side.tell_request(
            found,
            self._acts(REQUEST_ACTS),
            gained,
            self._offers(found),
            more_cards(self._bridge, found),
        )

    def _gained(self, found: LeaveDetail) -> tuple[Finding, ...]:
        """The findings that approving would bring, uncovered sessions left out: they are told."""
        if not found.line.waiting:
            return ()
        would = self._bridge.preview_first(approve_leave, leave=found.line.id)
        if isinstance(would, Refusal):
            return ()
        told = {one.session_id for one in found.effect.sessions}
        return tuple(one for one in would.brought if not told.intersection(one.session_ids))

    def _offers(self, found: LeaveDetail) -> list[Offer] | None:
        """Dates that would work, where the ones asked for do not; None where none are sought."""
        if not found.line.waiting or found.effect.kind != "danger" or found.effect.owed:
            return None
        offers = self._bridge.ask_first(nearest_dates, leave=found.line.id)
        return [(offer.days, offer.distance, self._taker(found.line, offer)) for offer in offers]

    def _taker(self, line: LeaveLine, offer: DatesOffer) -> Callable[[], object]:
        return lambda: self._screen.hands.take_dates(line, offer)

    def _acts(self, wanted: tuple[str, ...]) -> list[Act]:
        specs = {spec.id: spec for spec in self._screen.ACTIONS}
        return [
            (
                specs[name].text.replace("&", ""),
                specs[name].shortcut,
                self._runner(name),
            )
            for name in wanted
            if specs[name].enabled(self._screen)
        ]

    def _runner(self, name: str) -> Callable[[], object]:
        spec = next(spec for spec in self._screen.ACTIONS if spec.id == name)
        return lambda: spec.run(self._screen)
