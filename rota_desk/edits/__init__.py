"""Verbs: each edit is one function, one transaction and one undoable step."""
