"""The choices a coordinator makes about a roster: who each name is, what each code means."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea

from rota_desk.intake.likeness import Likeness, nearest
from rota_desk.queries.look_up import Named
from ui.widgets.layouts import boxed
from ui.widgets.words import words

NEW, LEAVE_OUT = 0, -1
TO_SETTLE = "Those with a ◆ are not known here and are left out until you choose what they are."
WIDE = 44  # letters of a choice to be seen
Options = list[tuple[int, str]]


class Settling(QScrollArea):
    """A list of words from the file, each with its choice beside it, the likest first."""

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
        self._fixed: Options = [(NEW, new_words), (LEAVE_OUT, "Leave out")]
        self._also = tuple(also)
        self.know(known)
        self._choices: dict[str, QComboBox] = {}
        self._rows = QFormLayout()
        self._rows.setContentsMargins(16, 12, 16, 12)
        self._rows.setHorizontalSpacing(24)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(boxed(self._rows))
        self.setAccessibleName(what)

    def know(self, known: Sequence[Named], also: Sequence[tuple[int, str]] = ()) -> None:
        """Offer these records, and words of the file's own, as choices from now on."""
        others: Options = [*also, *self._also]
        self._options: Options = [
            *others,
            *((one.id, f"{one.code}  {one.name}".strip()) for one in known),
        ]
        self._called: dict[int, tuple[str, ...]] = {number: (text,) for number, text in others}
        self._called |= {one.id: (one.code or one.name, one.name) for one in known}

    def begin(self) -> None:
        """Put the keyboard into the first choice."""
        for choice in list(self._choices.values())[:1]:
            choice.setFocus()

    def show_words(self, chosen: dict[str, int | None], unsure: dict[str, str]) -> None:
        """List the words; None is new. What is unsure stands first, left out, with its reason."""
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._choices = {}
        if unsure:
            self._rows.addRow(words(TO_SETTLE, "strong", wrap=True))
        for word, reason in unsure.items():
            self._add(word, LEAVE_OUT, reason)
        for word, number in chosen.items():
            self._add(word, NEW if number is None else number, "")

    def _add(self, word: str, number: int, reason: str) -> None:
        choice = QComboBox()
        choice.setAccessibleName(f"{self._what}: {word}")
        choice.setMinimumContentsLength(WIDE)
        choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        like = nearest(word, self._called) if number in (NEW, LEAVE_OUT) else ()
        for one, text in self._in_order(like):
            choice.addItem(text, one)
        if like:
            choice.insertSeparator(len(self._fixed) + len(like))
        choice.setCurrentIndex(choice.findData(number))
        self._choices[word] = choice
        self._rows.addRow(f"{word}   ◆ {reason}" if reason else word, choice)

    def _in_order(self, like: Sequence[tuple[int, int]]) -> Options:
        """The choices of one word: new, left out, the likest with their scores, all others."""
        texts, percent = dict(self._options), dict(like)
        offered = [(one, f"◆ {Likeness(texts[one], percent[one])}") for one in percent]
        return [*self._fixed, *offered, *(one for one in self._options if one[0] not in percent)]

    def settled(self) -> dict[str, int | None]:
        """What was chosen: the record's number, None for a new one; words left out are missing."""
        answer: dict[str, int | None] = {}
        for word, choice in self._choices.items():
            number = int(choice.currentData())
            if number != LEAVE_OUT:
                answer[word] = None if number == NEW else number
        return answer

    def choose(self, word: str, number: int | None) -> None:
        """Settle one word: a record's number, None for a new one, -1 to leave it out."""
        choice = self._choices[word]
        choice.setCurrentIndex(choice.findData(NEW if number is None else number))

    def offered(self, word: str) -> tuple[str, ...]:
        """What is offered for a word, in its order."""
        choice = self._choices[word]
        texts = (choice.itemText(at) for at in range(choice.count()))
        return tuple(text for text in texts if text)

    def words(self) -> tuple[str, ...]:
        """The words that are listed."""
        return tuple(self._choices)
