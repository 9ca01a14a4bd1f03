"""What the right-hand side says of the cell under the cursor, once the cursor rests there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rota_desk.queries.gap_story import gap_story
from rota_desk.queries.rota_sheet import EntryKind
from rota_desk.queries.session_history import session_history
from ui.roster.candidate_card import OnCandidate
from ui.roster.candidates import CandidateSeeker
from ui.roster.inspector import Doing, RotaInspector, Told
from ui.roster.rota_actions import ROTA_ACTIONS
from ui.widgets.finding_card import OnFinding

if TYPE_CHECKING:
    from ui.roster.roster_screen import RosterScreen

PAUSE = 90  # milliseconds the cursor rests before it is asked
MENDED = 3  # findings of one cell whose mends are looked for
SPECS = {spec.id: spec for spec in ROTA_ACTIONS}
FOR_GAPS = (
    *("rota.assign", "rota.asked", "rota.offered", "rota.answered", "rota.cover_swap"),
    *("rota.leave_open", "rota.cause", "rota.escalate", "rota.bank"),
)
OFFERED = (
    *("rota.assign", "rota.hand", "rota.move"),
    *("rota.swap", "rota.find_swap", "rota.remove"),
)
FOR_NOTHING = ("rota.add", "rota.paste", "rota.repeat", "rota.why_not")  # where nobody works


class Inspecting:
    """Asks what there is to say of a cell; who could do it and what would mend it come later."""

    def __init__(self, screen: "RosterScreen") -> None:
        self.screen = screen
        self.candidates = CandidateSeeker(screen.bridge, screen.frame.tasks, screen)
        self.mends = screen.findings_at.seeker
        self.side = RotaInspector(
            OnCandidate(
                lambda session, person: screen.hands.take(session, person),
                lambda person: screen.gaps.ask(person),
                lambda person: screen.gaps.offer(person),
                lambda *whom: screen.swaps.cover(*whom),
            ),
            OnFinding(screen.findings_at.do, screen.findings_at.turn),
        )
        self.side.left.connect(screen.grid.setFocus)
        self._rest = screen.timer(PAUSE, self.now)
        self.candidates.found.connect(self.side.show_candidates)
        self.mends.found.connect(self.side.show_mends)

    def soon(self) -> None:
        """Ask when the cursor has rested a moment."""
        self._rest.start()

    def now(self) -> None:
        """Tell of the cell under the cursor."""
        spot, ask = self.screen.spot, self.screen.bridge.ask
        if spot is None:
            self.candidates.seek(None)
            self.mends.stop()
            self.side.tell(Told(None))
            return
        session = spot.entry.session_id if spot.entry else None
        gap = spot.entry is not None and spot.entry.kind is EntryKind.GAP
        history = ask(session_history, session=session) if session else ()
        found = self.screen.findings_at.here()
        candidates = self.candidates.known(session) if gap and session else ()
        story = ask(gap_story, session=session) if session else None
        story = story if gap or (story is not None and story.waits) else None
        offered = FOR_GAPS if gap else OFFERED if session else FOR_NOTHING
        self.side.offer([self._doing(name) for name in offered if self._can(name)])
        self.side.tell(Told(spot, found, history, candidates, story))
        self.candidates.seek(session if gap else None)
        self.side.wait_for_mends()
        self.mends.seek(*found[:MENDED])

    def find_cover(self) -> bool:
        """Go to those who could fill the gap under the cursor; False when the side is folded."""
        if not self.side.isVisible():
            return False
        self._rest.stop()
        self.now()
        self.side.find_cover()
        return True

    def _can(self, name: str) -> bool:
        return SPECS[name].enabled(self.screen)

    def _doing(self, name: str) -> Doing:
        spec = SPECS[name]
        return Doing(spec.text.replace("&", ""), spec.shortcuts()[0], self._runner(name))

    def _runner(self, name: str) -> Callable[[], object]:
        spec = SPECS[name]
        return lambda: spec.run(self.screen) if spec.enabled(self.screen) else None
