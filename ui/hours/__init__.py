"""Hours: the year's account of whoever's contract counts by the year, and time in lieu."""
