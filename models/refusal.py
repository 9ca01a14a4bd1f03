"""The answers that are told to a person; the desk's floor hands them on as its own."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a person, not an error
    """The edit makes no sense; the message says why and what to do next."""


class CannotOpen(Refusal):
    """A file or database cannot be used; one plain sentence says why and what to do."""
