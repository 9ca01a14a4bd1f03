"""The coordinator's log."""
