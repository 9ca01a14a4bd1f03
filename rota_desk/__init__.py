"""The roof and the middle floor: what the desk can do and know. No Qt here."""

__version__ = "0.1.0"
