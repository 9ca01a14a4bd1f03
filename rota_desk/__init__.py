"""The roof and the middle floor: what the desk can do and know. No Qt here."""
