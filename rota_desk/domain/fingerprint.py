"""A short fingerprint of facts: the same facts give the same code, on any machine."""

import base64
import hashlib
from collections.abc import Iterable


def fingerprint(facts: Iterable[object]) -> str:
    """The facts' SHA-256 in hexadecimal, in the order given."""
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(repr(fact).encode("utf-8"))
        digest.update(b"\x1e")
    return digest.hexdigest()


def check_code(facts: Iterable[object]) -> str:
    """Six letters and figures that a person can compare by eye: "7F3C-Q2"."""
    raw = bytes.fromhex(fingerprint(facts))
    code = base64.b32encode(raw)[:6].decode("ascii")
    return f"{code[:4]}-{code[4:]}"
