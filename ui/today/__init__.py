"""Today: one screen for the start of the day."""
