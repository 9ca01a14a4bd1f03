"""A short fingerprint of facts: the same facts give the same code, on any machine."""

import hashlib
from collections.abc import Iterable


def fingerprint(facts: Iterable[object]) -> str:
    """The facts' SHA-256 in hexadecimal, in the order given."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(repr(fact).encode("utf-8"))
        digest.update(b"\x1e")
    return digest.hexdigest()
