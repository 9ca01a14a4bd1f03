"""Spreadsheets in: what a department's own roster says, read without guessing."""
