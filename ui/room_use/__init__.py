"""Use of rooms: how well rooms and endoscopy lists are used, and who waits for them."""
