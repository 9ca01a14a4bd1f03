"""Settings: you, the department, its figures, holidays, rooms and the file."""
