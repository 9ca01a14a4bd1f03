"""How a session statement is told: counts with their sign, and the sentence at its head."""

from fractions import Fraction

from reports.privacy import discreet
from reports.wording import span_words, times_words
from rota_desk.domain.delivery import Tone
from rota_desk.domain.said import day as day_words
from rota_desk.queries.session_pieces import Fate
from rota_desk.queries.session_statement import Basis, Entry, SessionStatement

MINUS = "\N{MINUS SIGN}"
TONES = {
    Tone.FINE: "within tolerance",
    Tone.AMBER: "◆ outside the first tolerance",
    Tone.RED: "▲ outside the second tolerance",
}
BASES = {
    Basis.CALENDAR: "timetabled dates, less bank holidays and leave taken",
    Basis.LINEAR: "the year's share of available weeks gone",
}
MARKS = {
    Fate.DELIVERED: "✓",
    Fate.ELSEWHERE: "✓",
    Fate.CANCELLED_LATE: "✓",
    Fate.SHIFTED: "+",
    Fate.EXTRA: "+",
    Fate.TO_COME: "○",
    Fate.HOLIDAY: "–",
    Fate.AWAY: "–",
}


def count(number: Fraction) -> str:
    """A count of sessions to two places, without needless zeros; nothing is "–"."""
    if not number:
        return "–"
    said = f"{float(abs(number)):.2f}".rstrip("0").rstrip(".")
    return f"{MINUS}{said}" if number < 0 else said


def signed(number: Fraction) -> str:
    """A balance with its sign, "+2", "−1.5", "0"."""
    if not number:
        return "0"
    return count(number) if number < 0 else f"+{count(number)}"


def share(number: Fraction | None) -> str:
    """A variance in per cent with its sign; nothing expected is "–"."""
    if number is None:
        return "–"
    said = f"{float(abs(number)) * 100:.1f} %"
    return f"{MINUS}{said}" if number < 0 else f"+{said}" if number > 0 else said


def figures(one: SessionStatement) -> list[tuple[str, str]]:
    """The numbers to know first, each with its words."""
    return [
        (signed(one.opening), f"opening balance, since {day_words(one.since)}"),
        (count(one.expected), "expected so far"),
        (count(one.credit), "credited"),
        (signed(one.closing), "closing balance"),
        (share(one.variance), TONES[one.tone].lstrip("◆▲ ")),
    ]


def verdict(one: SessionStatement) -> str:
    """Say in a sentence who owes whom how many sessions."""
    if not one.closing:
        return "Delivered and expected agree: no session is owed either way."
    owed = count(abs(one.closing))
    noun = "session" if abs(one.closing) == 1 else "sessions"
    if one.closing < 0:
        return f"{owed} {noun} fewer credited than expected."
    return f"{owed} {noun} more credited than expected."


def otherwise(one: SessionStatement) -> str:
    """Say what the other reading of an annualised plan expects, and whether it would turn this."""
    turned = ""
    share_otherwise = one.variance_otherwise
    if one.turns and share_otherwise is not None:
        turned = f" That would be {TONES[one.tolerance.tone(share_otherwise)].lstrip('◆▲ ')}."
    return (
        f"Sources leave open how a year is expected (O-12). Read the other way, "
        f"{BASES[one.basis.other]}: {count(one.expected_otherwise)} expected, "
        f"{share(share_otherwise)}.{turned}"
    )


def terms(one: SessionStatement) -> str:
    """What the reckoning rests on."""
    until = span_words(one.start, one.until) if one.until > one.start else "nothing yet"
    tolerance = " and ".join(
        f"{float(part) * 100:.3g} %" for part in (one.tolerance.amber, one.tolerance.red)
    )
    return (
        f"Plan: {count(one.a_year)} sessions a year over {count(one.weeks)} available weeks "
        f"({one.contract}). Expected: {BASES[one.basis]}. Reckoned: {until}. "
        f"Tolerance: {tolerance}, set locally. Credited: delivered, elsewhere for the department, "
        "cancelled at short notice, time shift paid back, extra that no claim pays. "
        f"{otherwise(one)}"
    )


def entry_words(entry: Entry) -> tuple[str, str, str, str, str, str, str]:
    """A line: day, times, what, what became of it, expected, credited, balance after it."""
    piece = entry.piece
    mark = MARKS.get(piece.fate, "✗")
    return (
        day_words(piece.start),
        times_words(piece.start, piece.end),
        discreet(piece.what),
        f"{mark} {discreet(piece.words)}",
        count(entry.expected),
        count(entry.credit),
        signed(entry.balance),
    )
