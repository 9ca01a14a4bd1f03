"""Rooms by day and week: who holds which, what clashes, what is free."""
