"""The rules in words and what is judged of them: the text of docs/rules.md, to be searched."""

from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from rota_desk.rules.book import markdown
from ui.style.theme import Look
from ui.widgets.layouts import row
from ui.widgets.words import button, words

TOP = 24  # pixels above a heading that is gone to


class RulesHelp(QDialog):
    """Every rule with its limits and clauses, then every clause: modelled, partial or not."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rules, and what is judged")
        self.resize(look.pixels(860), look.pixels(640))
        self.field = QLineEdit()
        self.field.setAccessibleName("Find in the rules")
        self.field.setPlaceholderText("Find a rule, a clause or a word: rd-rest-11, breaks …")
        self.field.textChanged.connect(lambda _text: self.seek(again=False))
        self.field.returnPressed.connect(self.seek)
        self.told = words("", "soft")
        self.page = QTextBrowser()
        self.page.setAccessibleName("Rules")
        self.page.setOpenLinks(False)
        self.page.setMarkdown(markdown())
        coverage = button("What is judged", self.to_coverage, says="What is judged (Alt+J)")
        next_one = button("Next", self.seek, says="Next (F3)")
        lines = QVBoxLayout(self)
        lines.addLayout(row(self.field, next_one, coverage))
        lines.addWidget(self.told)
        lines.addWidget(self.page)
        lines.addLayout(row(None, button("Close", self.accept, "primary")))
        for keys, act in (("F3", self.seek), ("Alt+J", self.to_coverage)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.field.setFocus()

    def seek(self, *, again: bool = True) -> None:
        """Go to the next place of what is typed, from the top after the last."""
        text = self.field.text().strip()
        if not text:
            self.told.setText("")
            return
        if not again:
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.page.find(text):
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(text)
        count = self.page.toPlainText().casefold().count(text.casefold())
        self.told.setText(f"{count} × “{text}”" if count else f"“{text}” stands nowhere.")

    def to_coverage(self) -> None:
        """Go to the register of clauses: modelled, partial, not modelled."""
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.page.find("What is judged and what is not")
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.value() + self.page.cursorRect().top() - TOP)
