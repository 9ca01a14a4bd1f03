"""Rules that a department gives itself."""
