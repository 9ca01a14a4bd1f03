"""Bringing in a roster spreadsheet: pick a file, see what it says, settle, import."""
