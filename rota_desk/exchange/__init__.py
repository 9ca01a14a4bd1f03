"""The tables that other programs read and write: one file a kind of record."""
