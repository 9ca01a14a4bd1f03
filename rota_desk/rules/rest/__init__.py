"""Rules about rest: between shifts, after nights, in a week."""
