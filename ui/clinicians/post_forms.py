"""Taking up a post and giving it up: what is built passes on, and is shown first."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from rota_desk.desk import Done
from rota_desk.edits.handing_on import give_up_post, take_up_post
from rota_desk.queries.clinicians import HoldingLine, PersonDetail, post_list
from rota_desk.words import day_and_year
from ui.frame import Frame
from ui.widgets.move_words import followed_words
from ui.widgets.optional_day import optional_day
from ui.widgets.shown_first import ShownFirst, Tried


class TakePostForm(ShownFirst):
    """Asks which post somebody takes up, and from when."""

    def __init__(
        self, frame: Frame, parent: QWidget, person: PersonDetail, today: dt.date
    ) -> None:
        super().__init__(frame, parent, f"{person.line.name} takes up a post", "Take up")
        self._person = person.line.id
        self._soonest = max(today, person.joined or today)
        self._posts = {one.id: one for one in frame.bridge.ask(post_list)}
        posts = [(one.id, f"{one.name} ({one.holder})") for one in self._posts.values()]
        self.post = self.choice("Post", posts)
        self.start = self.day("From", self._soonest)
        self.ends, self.end = optional_day(
            self, "Until, first day no longer theirs", None, self._soonest
        )
        self.add_pane("On the rota", "See what passes to them")
        self.post.widget.currentTextChanged.connect(lambda _text: self._follow_on())  # type: ignore[attr-defined]  # a combo box
        self.open_then(self._take)

    def _follow_on(self) -> None:
        """Begin where the holder before ends, not before somebody is here; say who holds it."""
        post = self._posts.get(self.post.value() or 0)
        if post is None:
            self.effect("")
            return
        self.start.fill(max(self._soonest, post.free_from or self._soonest))
        later = f"; {post.then}" if post.then else ""
        self.effect(f"{post.name} now: {post.holder}{later}.")
        self.look()

    def trying(self) -> Callable[[], Tried]:
        """Taking the post up."""
        facts, bridge = self._facts(), self._frame.bridge
        return lambda: bridge.preview(take_up_post, **facts)

    def said(self, done: Done[Any]) -> str:
        """What would pass to them."""
        return followed_words(done)

    def _facts(self) -> dict[str, Any]:
        return {
            "clinician": self._person,
            "post": self.post.value() or 0,
            "start": self.start.value(),
            "end": self.end.value() if self.ends.value() else None,
        }

    def look(self) -> None:
        """Work out what would pass to them, once a post is chosen."""
        if self.post.value() is None:
            self.shown.setPlainText("Choose a post first.")
        else:
            super().look()

    def _take(self) -> bool:
        if self.post.value() is None:
            self.trouble("Choose a post from the list.")
            return False
        return self._frame.bridge.do(take_up_post, **self._facts()) is not None


class GivePostForm(ShownFirst):
    """Asks which post falls vacant, and from when; its rota stays, as gaps."""

    def __init__(
        self, frame: Frame, parent: QWidget, held: Sequence[HoldingLine], today: dt.date
    ) -> None:
        super().__init__(frame, parent, "A post falls vacant", "Give up")
        self.note("What is built for the post from that day on stays, as gaps.")
        options = [(one.id, f"{one.post} from {day_and_year(one.start)}") for one in held]
        self.holding = self.choice("Which", options, options[0][0])
        self.first = self.day("Vacant from", today)
        self.add_pane("On the rota", "See what falls vacant")
        self.open_then(self._give)
        self.look()

    def trying(self) -> Callable[[], Tried]:
        """Giving the post up."""
        holding, day, bridge = self.holding.value() or 0, self.first.value(), self._frame.bridge
        return lambda: bridge.preview(give_up_post, holding=holding, day=day)

    def said(self, done: Done[Any]) -> str:
        """What would fall vacant."""
        return followed_words(done)

    def _give(self) -> bool:
        holding, day = self.holding.value() or 0, self.first.value()
        return self._frame.bridge.do(give_up_post, holding=holding, day=day) is not None
