"""The page of the department's particulars."""

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from rota_desk.domain.bank_holidays import NATIONS
from rota_desk.edits.settings import change_department
from rota_desk.queries.settings import DepartmentFacts, department_facts
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.layouts import row
from ui.widgets.words import button

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class DepartmentPage(Page):
    """Name, lead, manager, zone, nation and leave year, as they stand on pages."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Department", "Stands on printed pages. The nation chooses the bank holidays."
        )
        self._frame = frame
        self._form = QFormLayout()
        self._form.setSpacing(8)
        self.name = self._line("Name")
        self.lead = self._line("Clinical lead")
        self.manager = self._line("Manager")
        self.zone = self._line("Time zone")
        self.nation = self._choice("Nation", tuple(NATIONS.items()))
        self.day = self._choice("Leave year starts on", [(str(n), str(n)) for n in range(1, 32)])
        self.month = self._choice("of", [(str(n), name) for n, name in enumerate(MONTHS, start=1)])
        self.lines.addLayout(self._form)
        self.lines.addLayout(row(button("Save", self.save, "primary"), None))
        self.lines.addStretch(1)

    def refresh(self) -> None:
        """Show what stands now."""
        facts = self._frame.bridge.ask(department_facts)
        self.name.setText(facts.name)
        self.lead.setText(facts.lead)
        self.manager.setText(facts.manager)
        self.zone.setText(facts.zone)
        for field, value in (
            (self.nation, facts.nation),
            (self.day, str(facts.leave_year_day)),
            (self.month, str(facts.leave_year_month)),
        ):
            field.setCurrentIndex(field.findData(value))

    def entered(self) -> DepartmentFacts:
        """What stands in the fields."""
        return DepartmentFacts(
            self.name.text(),
            self.lead.text(),
            self.manager.text(),
            self.zone.text().strip(),
            str(self.nation.currentData()),
            int(self.month.currentData()),
            int(self.day.currentData()),
        )

    def save(self) -> None:
        """Keep the particulars."""
        facts = self.entered()
        self._frame.bridge.do(
            change_department,
            name=facts.name,
            lead=facts.lead,
            manager=facts.manager,
            zone=facts.zone,
            nation=facts.nation,
            leave_year_month=facts.leave_year_month,
            leave_year_day=facts.leave_year_day,
        )

    def _line(self, label: str) -> QLineEdit:
        field = QLineEdit()
        field.returnPressed.connect(self.save)
        self._add(label, field)
        return field

    def _choice(
        self, label: str, options: "list[tuple[str, str]] | tuple[tuple[str, str], ...]"
    ) -> QComboBox:
        field = QComboBox()
        for value, words in options:
            field.addItem(words, value)
        self._add(label, field)
        return field

    def _add(self, label: str, field: QWidget) -> None:
        field.setAccessibleName(label)
        field.setMaximumWidth(420)
        self._form.addRow(label, field)
