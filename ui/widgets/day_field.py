"""A day that is typed as people write it: 14 dec 2026, 14/12/2026, 7.3."""

from calendar import monthrange

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDateEdit

WEEKDAY, DAY, MONTH, YEAR = range(4)  # the parts of "Mon 14 Dec 2026"
PARTING = "/.- "
MONTHS, LONGEST, TENS = 12, 31, 3  # a month has at most 31 days, so a 4 needs no second digit
WHOLE_YEAR, SHORT_YEAR, CENTURY = 4, 2, 2000  # digits, digits, years


class DayField(QDateEdit):
    """Digits begin with the day of the month; a month may be a number, and / . - part them.

    The 31st that was typed stays meant while the month beside it is still to come.
    """

    _typed = ""  # digits of this part so far
    _meant = 0  # day of the month that was typed; 0 when none was

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read digits and what parts them; the rest is Qt's."""
        key, part = event.text(), self.currentSectionIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._end_year()
        if key and key in PARTING and part != WEEKDAY:
            if part != YEAR and self._typed:
                self._go(part + 1)
        elif key.isdecimal() and part != YEAR:
            self._type_month(key) if part == MONTH else self._type_day(key)
        else:
            self._typed = self._typed + key if key.isdecimal() else ""
            super().keyPressEvent(event)
            named = part == MONTH and self.currentSectionIndex() == YEAR
            if named or len(self._typed) == WHOLE_YEAR:
                self._set(self.date().month())
                self._go(YEAR)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End what was typed."""
        self._end_year()
        super().focusOutEvent(event)

    def _end_year(self) -> None:
        """Two digits are a year of this century."""
        if self.currentSectionIndex() == YEAR and len(self._typed) == SHORT_YEAR:
            day = self.date()
            self.setDate(QDate(CENTURY + int(self._typed), day.month(), 1))
            self._set(day.month())
        self._typed = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin anew."""
        self._typed, self._meant = "", 0
        super().focusInEvent(event)

    def _type_day(self, key: str) -> None:
        if self.currentSectionIndex() == WEEKDAY:
            self._typed = ""
        number = int(self._typed + key)
        if number > LONGEST:
            return
        typed, self._meant = self._typed + key, number
        self._set(self.date().month())
        self._go(MONTH if len(typed) > 1 or number > TENS else DAY, typed)

    def _type_month(self, key: str) -> None:
        typed = self._typed + key
        number = int(typed)
        if number > MONTHS:
            return
        self._set(number)
        self._go(YEAR if len(typed) > 1 or number > 1 else MONTH, typed)

    def _set(self, month: int) -> None:
        """Show the day that is meant in a month, or the last it has."""
        if month:
            day, year = self._meant or self.date().day(), self.date().year()
            self.setDate(QDate(year, month, max(min(day, monthrange(year, month)[1]), 1)))

    def _go(self, part: int, typed: str = "") -> None:
        """Go to a part, with the digits of it that are typed already."""
        self._typed = typed if part == self.currentSectionIndex() or part == DAY else ""
        self.setCurrentSectionIndex(WEEKDAY)  # Qt stays where the words before were shorter
        self.setCurrentSectionIndex(part)
        self.setSelectedSection(self.currentSection())
