"""A field for a skill that offers those the department knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from rota_desk.queries.requirements import skill_names
from ui.bridge import Bridge


def offer_skills(field: QWidget, bridge: Bridge) -> None:
    """Offer the department's skills while one is typed."""
    if isinstance(field, QLineEdit):
        known = QCompleter(list(bridge.ask(skill_names)), field)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(known)
