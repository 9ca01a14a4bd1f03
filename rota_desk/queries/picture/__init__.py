"""The parts of a picture of the rota: each loads one kind of plain value."""
