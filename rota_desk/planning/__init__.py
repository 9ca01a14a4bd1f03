"""The builder's reckoning on plain values: which need falls on which day, and who can meet it."""
