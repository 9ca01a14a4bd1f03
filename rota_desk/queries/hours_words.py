"""How an account of hours is said, on the screen and on paper alike."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from rota_desk.domain.delivery import Tone
from rota_desk.domain.leave_arithmetic import hundredths, plain_number
from rota_desk.domain.toil import ToilKind, ToilLine, ToilLot
from rota_desk.queries.hours_account import HoursAccount
from rota_desk.words import day_and_year, day_words

MINUS = "\N{MINUS SIGN}"
MARKS = {Tone.FINE: "✓", Tone.AMBER: "◆", Tone.RED: "▲"}
KINDS = {Tone.FINE: "good", Tone.AMBER: "warning", Tone.RED: "danger"}
MOVES = {
    ToilKind.EARNED: "Earned",
    ToilKind.TAKEN: "Taken",
    ToilKind.PAID: "Paid",
    ToilKind.EXPIRED: "Ran out",
}
SOON = dt.timedelta(weeks=4)  # before hours in lieu run out
NONE = Fraction(0)


def hours(number: Fraction) -> str:
    """Hours to two places: "37.5"; nothing is "0"."""
    return plain_number(hundredths(number))


def signed(number: Fraction) -> str:
    """A balance with its sign: "+5.53", "−8.5", "0"."""
    said = hours(number)
    return f"+{said}" if number > 0 and said != "0" else said


def verdict(one: HoursAccount) -> str:
    """The year's balance in a sentence."""
    if one.until <= one.since:
        return "Nothing is counted yet: the quarter is still to come."
    amber, red = hours(one.limits.amber), hours(one.limits.red)
    limit = {
        Tone.FINE: f"within {amber} h",
        Tone.AMBER: f"more than {amber} h apart",
        Tone.RED: f"more than {red} h apart",
    }[one.tone]
    last = day_words(one.until - dt.timedelta(days=1))
    if one.closing < 0:
        return f"{hours(-one.closing)} h are owed to the department at {last}, {limit}."
    return f"{hours(one.closing)} h over what the year asks for at {last}, {limit}."


def target_words(one: HoursAccount) -> str:
    """How the target comes about, for a calculator."""
    piece = one.piece
    share = f"{hours(piece.weekly)} h a week × {float(piece.weeks):g} weeks"
    leave = f"{hours(piece.leave_hours)} h of leave and bank holidays"
    return (
        f"{share} = {hours(piece.year.gross)} h a year, less {leave}"
        f" = {hours(piece.year.net)} h; a quarter asks a quarter of it, by its days"
        f" ({piece.code})"
    )


def since_words(one: HoursAccount) -> str:
    """Why the count does not begin with the year, where it does not."""
    if one.since <= one.year[0]:
        return ""
    return f"Counted from {day_and_year(one.since)}, before which there is no rota or contract."


def expires_words(lot: ToilLot) -> str:
    """What is left of an earning, and until when it can be taken."""
    earned = day_words(lot.earned_on)
    return f"{hours(lot.left)} h earned {earned}: take by {day_and_year(lot.last_day)}"


def move_words(line: ToilLine, *, ahead: bool = False) -> str:
    """A line of the ledger in lieu: "Taken: leave in lieu", "To come, taken: leave in lieu"."""
    words = MOVES[line.move.kind]
    words = f"○ To come, {words.lower()}" if ahead else words
    return f"{words}: {line.move.why}" if line.move.why else words


def running_out(one: HoursAccount) -> tuple[ToilLot, ...]:
    """Hours in lieu that run out soon."""
    return tuple(lot for lot in one.toil.lots if lot.last_day < one.until + SOON)


def remarks(one: HoursAccount) -> tuple[str, ...]:
    """What somebody should look at, a sentence each."""
    found = []
    if one.tone is not Tone.FINE:
        found.append(f"{MARKS[one.tone]} balance {signed(one.closing)} h")
    if one.toil_left < 0:
        found.append(f"▲ {hours(-one.toil_left)} h in lieu taken and not earned")
    short = next((line for line in one.toil_ahead if line.balance < 0), None)
    if short is not None and one.toil_left >= 0:
        day = day_words(short.move.day)
        found.append(f"◆ {hours(-short.balance)} h in lieu too many booked on {day}")
    found += [
        f"◆ {hours(lot.left)} h in lieu run out after {day_words(lot.last_day)}"
        for lot in running_out(one)
    ]
    return tuple(found)
