"""The choices a coordinator makes about a roster: who each name is, what each code means."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea

from rota_desk.queries.look_up import Named
from ui.widgets.layouts import boxed

NEW, LEAVE_OUT = 0, -1
Options = list[tuple[int, str]]


class Settling(QScrollArea):
    """A list of words from the file, each with its choice beside it."""

    def __init__(
        self,
        what: str,
        known: Sequence[Named],
        *,
        new_words: str,
        also: Sequence[tuple[int, str]] = (),
    ) -> None:
        super().__init__()
        self._what = what
        self._fixed: Options = [(NEW, new_words), (LEAVE_OUT, "Leave out"), *also]
        self.know(known)
        self._choices: dict[str, QComboBox] = {}
        self._rows = QFormLayout()
        self._rows.setContentsMargins(16, 12, 16, 12)
        self._rows.setHorizontalSpacing(24)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(boxed(self._rows))
        self.setAccessibleName(what)

    def know(self, known: Sequence[Named]) -> None:
        """Offer these records as choices from now on."""
        records = [(one.id, f"{one.code}  {one.name}".strip()) for one in known]
        self._options: Options = [*self._fixed, *records]

    def show_words(self, chosen: dict[str, int | None], unsure: dict[str, str]) -> None:
        """List the words; None is new, and what is unsure begins as left out, with its reason."""
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._choices = {}
        for word, number in chosen.items():
            self._add(word, NEW if number is None else number, "")
        for word, reason in unsure.items():
            self._add(word, LEAVE_OUT, reason)

    def _add(self, word: str, number: int, reason: str) -> None:
        choice = QComboBox()
        choice.setAccessibleName(f"{self._what}: {word}")
        choice.addItems([text for _one, text in self._options])
        choice.setCurrentIndex([one for one, _text in self._options].index(number))
        self._choices[word] = choice
        self._rows.addRow(f"{word}   ◆ {reason}" if reason else word, choice)

    def settled(self) -> dict[str, int | None]:
        """What was chosen: the record's number, None for a new one; words left out are missing."""
        answer: dict[str, int | None] = {}
        for word, choice in self._choices.items():
            number = self._options[choice.currentIndex()][0]
            if number != LEAVE_OUT:
                answer[word] = None if number == NEW else number
        return answer

    def choose(self, word: str, number: int | None) -> None:
        """Settle one word: a record's number, None for a new one, -1 to leave it out."""
        wanted = NEW if number is None else number
        place = [one for one, _text in self._options].index(wanted)
        self._choices[word].setCurrentIndex(place)

    def words(self) -> tuple[str, ...]:
        """The words that are listed."""
        return tuple(self._choices)
