"""Rules about places: one person, and one room, at one time."""
