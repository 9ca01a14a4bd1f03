"""Beginning, opening, comparing, applying and throwing away a what-if, from the window.

Every window has these hands; what they need is imported when they are used.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from rota_desk.errors import Refusal
from rota_desk.words import count_words
from ui.bridge import Bridge
from ui.long_work import take_breath
from ui.style.theme import Look
from ui.tasks import Stopped

if TYPE_CHECKING:
    from rota_desk.changes import ChangeSet
    from rota_desk.desk import Desk
    from rota_desk.edits.what_if import Applied
    from rota_desk.queries.what_if_parts import Part
    from rota_desk.what_if import WhatIf
    from ui.what_if.apply_form import ApplyForm, Sets
    from ui.what_if.band import Band
    from ui.what_if.compare import CompareDialog
    from ui.what_if.left_form import LeftForm
    from ui.widgets.form import Form


T = TypeVar("T")
COPYING = "Copying the rota"


class Window(Protocol):
    """The window as a what-if needs it."""

    bridge: Bridge
    look: Look
    what_ifs: "WhatIfs"

    def say(self, sentence: str, kind: str = "notice") -> None: ...  # noqa: D102 - as Frame says
    def show(self) -> None: ...  # noqa: D102
    def raise_(self) -> None: ...  # noqa: D102
    def activateWindow(self) -> None: ...  # noqa: D102
    def close(self) -> bool: ...  # noqa: D102
    def go(self, place: str, **focus: object) -> None: ...  # noqa: D102
    def days_shown(self) -> tuple[dt.date, dt.date]: ...  # noqa: D102 - half-open


class WhatIfs:
    """The what-ifs of one window; inside a what-if's own window, that one."""

    def __init__(
        self,
        window: Window,
        parent: QWidget,
        make: "Callable[[WhatIf], Window]",
        inside: "WhatIf | None" = None,
        real: Window | None = None,
    ) -> None:
        self._window, self._parent, self._make = window, parent, make
        self.inside = inside
        self._real = real
        self._open: dict[Path, Window] = {}
        self._ended = False  # applied or thrown away: there is nothing to keep

    def band(self) -> "Band | None":
        """The band over a what-if's window; none over the real rota's."""
        if self.inside is None:
            return None
        from ui.what_if.band import Band

        return Band(
            self.inside.name,
            self._window.look,
            compare=self.compare,
            apply=self.apply,
            throw_away=self.throw_away,
            keep=self._window.close,
        )

    def begin(self) -> "Form | None":
        """Ask for a name, then copy the rota and open the copy; or open one that is kept."""
        if self.inside is not None:
            self._window.say("This is a what-if already. Begin another from the real rota.")
            return None
        from rota_desk.what_if import kept
        from ui.widgets.form import Form

        there = kept(self._window.bridge.desk)
        form = Form("What if …", "Begin", self._window.bridge, self._parent)
        form.note(
            "A copy of the whole rota is made to try things on. The real one is not touched "
            "until you apply it; nothing of it is published or printed."
        )
        fresh: list[tuple[Path | None, str]] = [(None, "A new what-if")]
        old: list[tuple[Path | None, str]] = [
            (path, f"Go on with “{name}”") for name, path in there
        ]
        which = form.choice("Which", [*fresh, *old], None)
        name = form.line("Name", hint="Christmas with one consultant fewer")

        def submit() -> bool:
            path = which.value()
            if path is None and not name.value():
                form.trouble("Give it a name, so that you know it again.")
                return False
            return self._started(path, name.value())

        form.open_then(submit)
        return form

    def _started(self, path: Path | None, name: str) -> bool:
        from rota_desk.what_if import WhatIf, begin

        bridge = self._window.bridge
        desk = bridge.desk
        try:
            if path is not None:
                begun = bridge.ask_long("Opening the what-if", lambda: WhatIf(desk, path))
            else:
                begun = bridge.ask_long(COPYING, lambda: begin(desk, name))
            self.open(begun)
        except Refusal as refusal:
            self._window.bridge.refused.emit(str(refusal))
            return False
        return True

    def try_out(self, name: str, act: "Callable[[Desk], object]", **focus: object) -> bool:
        """Begin a what-if, do something in it at once, and open it where that is seen."""
        from rota_desk.what_if import begin_with

        bridge = self._window.bridge
        try:
            begun = bridge.ask_long(COPYING, lambda: begin_with(bridge.desk, name, act))
        except Refusal as refusal:
            bridge.refused.emit(str(refusal))
            return False
        self.open(begun).go("rota", **focus)
        return True

    def open(self, what_if: "WhatIf") -> Window:
        """Open a what-if in a window of its own."""
        window = self._make(what_if)
        self._open[what_if.path] = window
        take_breath()  # the real one stays alive between the making and the showing
        window.show()
        window.raise_()
        window.activateWindow()
        return window

    def compare(self) -> "CompareDialog | None":
        """Show both rotas side by side, over the days shown."""
        if self.inside is None:
            return None
        from ui.what_if.compare import CompareDialog

        start, end = self._window.days_shown()
        inside = self.inside
        both = self._looked(
            "Putting both side by side", lambda: inside.beside_real(start=start, end=end)
        )
        if both is None:
            return None
        shown = CompareDialog(
            self.inside.name, both, (start, end), self._window.look, self._parent
        )
        shown.show()
        return shown

    def apply(self) -> "ApplyForm | None":
        """Ask what of it goes onto the real rota, then do that as one step."""
        if self.inside is None or self._real is None:
            return None
        from ui.what_if.apply_form import ApplyForm

        tried = self._looked("Looking at what was tried", self.inside.parts)
        if tried is None:
            return None
        if not tried[0]:
            self._window.say("Nothing was changed in this what-if yet.")
            return None
        return ApplyForm(
            self.inside, tried, self._real, (self._parent, self._window.look), self._applied
        )

    def _looked(self, title: str, look: Callable[[], T]) -> T | None:
        """Look beside the window; None where that was stopped, which it says."""
        try:
            return self._window.bridge.ask_long(title, look)
        except Stopped as stopped:
            self._window.say(str(stopped))
            return None

    def _applied(
        self, done: "Applied", changes: "ChangeSet", waits: "Sets", misfits: "tuple[Part, ...]"
    ) -> None:
        """Close the what-if; what waits goes on in one of its own, what does not fit is listed."""
        if self.inside is None or self._real is None:
            return
        from rota_desk.queries.what_if_parts import joined
        from rota_desk.what_if import go_on

        old, real = self.inside, self._real
        if not waits:
            self._end()
            real.what_ifs.list_left(old.name, misfits)
            return
        sets = tuple(joined(one, changes) for one in waits)
        rest = real.bridge.ask_long(
            "Carrying the rest over", lambda: go_on(old, sets, done.numbers)
        )
        self._end()
        real.what_ifs.open(rest.what_if)
        told = f"Applied in part; the rest waits in the what-if “{rest.what_if.name}”."
        real.say(" ".join([told, *rest.lost.values()]), "warning" if rest.lost else "notice")
        lost = (
            replace(part, trouble=why.rstrip("."))
            for place, why in rest.lost.items()
            for part in waits[place]
        )
        real.what_ifs.list_left(old.name, (*misfits, *lost))

    def list_left(self, name: str, parts: "tuple[Part, ...]") -> "LeftForm | None":
        """List what did not fit the real rota, each line with the nearest act."""
        if not parts:
            return None
        from rota_desk.queries.what_if_nearest import with_nearest
        from ui.what_if.left_form import LeftForm

        bridge = self._window.bridge
        return LeftForm(
            name,
            self._window,
            lambda: bridge.ask(with_nearest, parts=parts),
            (self._parent, self._window.look),
        )

    def throw_away(self) -> "Form | None":
        """Ask, then remove the copy."""
        if self.inside is None:
            return None
        from ui.widgets.form import Form

        form = Form(
            f"Throw away “{self.inside.name}”?", "Throw away", self._window.bridge, self._parent
        )
        count = count_words(len(self.inside.changes().changes), "changed record")
        form.note(f"The copy goes, with {count}. The real rota stays as it is.", "warning")
        form.open_then(self._thrown)
        return form

    def _thrown(self) -> bool:
        self._end()
        if self._real is not None:
            self._real.say("The what-if is gone; the rota is as it was.")
        return True

    def _end(self) -> None:
        self._ended = True
        self._window.close()

    def closing(self) -> None:
        """The window closes: let the copy go, and tell that it is kept where it is."""
        for window in tuple(self._open.values()):
            window.close()
        if self.inside is None:
            return
        if self._ended:
            self.inside.throw_away()
        else:
            self.inside.close()
            if self._real is not None:
                self._real.say(f"The what-if “{self.inside.name}” is kept: Ctrl+Alt+Y opens it.")
