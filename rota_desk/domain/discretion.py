"""Words that say why somebody is away, and what is written in their place."""

import re

_SENSITIVE = re.compile(
    r"\b(?:(?:off|on|long[- ]term|short[- ]term|certified|called in)\s+)*"
    r"(?:sick(?:ness)?|ill(?:ness)?|unwell|poorly|injur(?:y|ed)|hospitali[sz]ed|covid(?:-19)?"
    r"|bereave(?:d|ment)|funeral|compassionate|maternity|paternity|pregnan(?:t|cy)|miscarriage"
    r"|carer'?s?|dependa?nts?|jury(?:\s+(?:service|duty))?|disciplinary|suspended|suspension"
    r"|occupational\s+health|stress|mental\s+health|medical\s+leave)"
    r"(?:\s+(?:leave|absence|day|days|note|pay))?\b",
    re.IGNORECASE,
)


def discreet(text: str) -> str:
    """Say "unavailable" wherever a sentence names why somebody is away.

    A second lock: questions already leave reasons out, but people write them into notes.
    """
    told = _SENSITIVE.sub("unavailable", text)
    return told[:1].upper() + told[1:] if text[:1].isupper() else told
