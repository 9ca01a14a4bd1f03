"""The window: PySide6 lives only on this floor, and no rota rule is decided here."""
