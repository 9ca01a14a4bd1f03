"""A slow judge of residents' rotas: it walks every minute and shares no code with the rules.

It knows shifts and on-call periods that do not overlap, figures of the 2019 refresh, and the
rulebook's words: verdict and worst measure of each rule, as `results` gives them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
Row = tuple[str, float | None]  # verdict and measure, None where none is compared
NOTHING: Row = ("not_applicable", None)


@dataclass(frozen=True)
class Piece:
    """A duty as the oracle is told of it."""

    start: dt.datetime
    end: dt.datetime
    on_call: bool = False


def utc(wall: dt.datetime) -> int:
    """Count minutes in UTC up to a wall time."""
    return round((wall.replace(tzinfo=LONDON).astimezone(dt.UTC) - EPOCH).total_seconds()) // 60


def clock(piece: Piece) -> Iterator[dt.datetime]:
    """Walk the clock on the wall as it was drawn."""
    now = piece.start
    while now < piece.end:
        yield now
        now += MINUTE


def worst(rows: list[Row], *, least: bool) -> Row:
    """Choose the gravest row, and of equals the nearest to the limit."""
    order = ("breach", "advisory", "not_evaluable", "pass", "not_applicable")
    sign, far = (1, inf) if least else (-1, -inf)

    def gravity(row: Row) -> tuple[int, float]:
        return order.index(row[0]), sign * (far if row[1] is None else row[1])

    return min(rows, key=gravity, default=NOTHING)


class Oracle:
    """One person's rota between two days, the second not included."""

    def __init__(self, pieces: list[Piece], first: dt.date, beyond: dt.date) -> None:
        self.pieces = sorted(pieces, key=lambda one: one.start)
        self.shifts = [one for one in self.pieces if not one.on_call]
        self.calls = [one for one in self.pieces if one.on_call]
        self.first, self.beyond = first, beyond
        self.closes = utc(dt.datetime.combine(beyond, dt.time()))
        self.minutes = {one: range(utc(one.start), utc(one.end)) for one in self.pieces}

    def nights_of(self, piece: Piece) -> int:
        """Count the wall minutes of a shift between 23:00 and 06:00."""
        return sum(now.hour >= 23 or now.hour < 6 for now in clock(piece))

    def is_night(self, piece: Piece) -> bool:
        return not piece.on_call and self.nights_of(piece) >= 180

    def is_long(self, piece: Piece) -> bool:
        return not piece.on_call and sum(1 for _ in clock(piece)) > 600

    def is_late(self, piece: Piece) -> bool:
        eleven = dt.datetime.combine(piece.start.date(), dt.time(23))
        return self.is_long(piece) and piece.end > eleven and not self.is_night(piece)

    def date_of(self, piece: Piece) -> dt.date:
        """Give the date a duty belongs to."""
        early = self.is_night(piece) and piece.start.hour < 6
        return piece.start.date() - DAY if early else piece.start.date()

    def free_after(self, piece: Piece, *, calls_too: bool) -> tuple[int, bool]:
        """Walk from a duty's end to the next; whether the next was seen."""
        starts = {self.minutes[one].start for one in (self.pieces if calls_too else self.shifts)}
        now = self.minutes[piece].stop
        if not any(start >= now for start in starts):
            return max(0, self.closes - now), False
        walked = 0
        while now not in starts:
            now, walked = now + 1, walked + 1
        return walked, True

    def runs(self, pieces: list[Piece]) -> list[list[Piece]]:
        """Group duties whose dates follow one another."""
        dated = sorted(pieces, key=lambda one: (self.date_of(one), one.start))
        groups: list[list[Piece]] = []
        for one in dated:
            near = groups and (self.date_of(one) - self.date_of(groups[-1][-1])) <= DAY
            if near:
                groups[-1].append(one)
            else:
                groups.append([one])
        return groups

    def dates(self, run: list[Piece]) -> int:
        return len({self.date_of(one) for one in run})

    # One method a rule, named by its id.

    def rd_72_in_168(self) -> Row:
        busy = {minute for one in self.shifts for minute in self.minutes[one]}
        if not busy:
            return NOTHING
        width = 168 * 60
        held = most = 0
        for end in range(min(busy), max(busy) + 1):
            held += (end in busy) - (end - width in busy)
            most = max(most, held)
        if most > 72 * 60:
            return "breach", most / 60
        seen = (self.beyond - self.first).days >= 7
        return ("pass" if seen else "not_evaluable"), most / 60

    def rd_shift_13(self) -> Row:
        rows: list[Row] = []
        for one in self.shifts:
            drawn, elapsed = sum(1 for _ in clock(one)), len(self.minutes[one])
            if drawn > 780:
                rows.append(("breach", max(drawn, elapsed) / 60))
            else:
                rows.append(("advisory" if elapsed > 780 else "pass", elapsed / 60))
        return worst(rows, least=False)

    def rd_rest_11(self) -> Row:
        rows: list[Row] = []
        for one in self.shifts:
            free, seen = self.free_after(one, calls_too=False)
            until = self.minutes[one].stop + free if seen else self.closes + 24 * 60
            if any(
                self.minutes[call].start < until
                and self.minutes[call].stop > self.minutes[one].stop
                for call in self.calls
            ):
                continue
            rows.append(self.rest_row(free, seen=seen, due=11))
        return worst(rows, least=True)

    def rest_row(self, free: int, *, seen: bool, due: int) -> Row:
        if free >= due * 60:
            return "pass", free / 60 if seen else None
        return ("breach" if seen else "not_evaluable"), free / 60

    def rd_night_rest_46(self) -> Row:
        rows = []
        for run in self.runs([one for one in self.shifts if self.is_night(one)]):
            free, seen = self.free_after(run[-1], calls_too=True)
            rows.append(self.rest_row(free, seen=seen, due=46))
        return worst(rows, least=True)

    def rd_night_run_4(self) -> Row:
        runs = self.runs([one for one in self.shifts if self.is_night(one)])
        rows: list[Row] = [
            ("breach" if self.dates(run) > 4 else "pass", self.dates(run)) for run in runs
        ]
        return worst(rows, least=False)

    def rd_long_run_4(self) -> Row:
        return self.full_runs([one for one in self.shifts if self.is_long(one)], 4)

    def rd_late_run_4(self) -> Row:
        return self.full_runs([one for one in self.shifts if self.is_late(one)], 4, mixed=48)

    def rd_consec_7(self) -> Row:
        return self.full_runs(self.pieces, 7, mixed=48, with_light_weekends=12)

    def is_light(self, run: list[Piece]) -> bool:
        """Whether its weekends hold on-call alone; here on-call holds no work."""
        weekend = [one for one in run if self.date_of(one).weekday() >= 5]
        return bool(weekend) and all(one.on_call for one in weekend)

    def full_runs(
        self, pieces: list[Piece], most: int, mixed: int = 0, with_light_weekends: int = 0
    ) -> Row:
        """Judge runs: too long, or full without the rest after it; passes are not measured."""
        long_, short = [], []
        for run in self.runs(pieces):
            light = with_light_weekends if self.is_light(run) else 0
            if self.dates(run) > max(most, light):
                long_.append(self.dates(run))
            elif self.dates(run) >= most:
                due = mixed or (46 if all(map(self.is_night, run)) else 48)
                last = max(run, key=lambda one: self.minutes[one].stop)
                free, seen = self.free_after(last, calls_too=True)
                short.append(self.rest_row(free, seen=seen, due=due))
        if long_:
            return "breach", max(long_)
        row = worst(short, least=True) if short else ("pass", None)
        if not pieces:
            return NOTHING
        return row if row[0] in ("breach", "not_evaluable") else ("pass", None)

    def weekends(self, weeks: int) -> float:
        """Give the share of the cycle's weekends with a minute of work in the safety window."""
        cycle = self.first + dt.timedelta(weeks=weeks)
        found = set()
        for one in self.shifts:
            if one.start.date() >= cycle:
                continue
            for now in clock(one):
                saturday = now.weekday() == 5 and (now.hour, now.minute) >= (0, 1)
                sunday = now.weekday() == 6 and (now.hour, now.minute) < (23, 59)
                if saturday or sunday:
                    found.add(now.date() - DAY * (now.weekday() - 5))
        return len(found) / weeks

    def rd_nroc_24(self) -> Row:
        rows: list[Row] = [
            ("breach" if len(self.minutes[one]) > 1440 else "pass", len(self.minutes[one]) / 60)
            for one in self.calls
        ]
        return worst(rows, least=False)

    def rd_nroc_3in7(self) -> Row:
        if not self.calls:
            return NOTHING
        starts = [one.start.date() for one in self.calls]
        days = (self.beyond - self.first).days
        counts = [
            sum(day <= start < day + 7 * DAY for start in starts)
            for day in (self.first + DAY * number for number in range(-6, days))
        ]
        if max(counts) > 3:
            return "breach", max(counts)
        return ("pass" if days >= 7 else "not_evaluable"), max(counts)


RULES = {
    "rd-72-in-168": Oracle.rd_72_in_168,
    "rd-shift-13": Oracle.rd_shift_13,
    "rd-rest-11": Oracle.rd_rest_11,
    "rd-night-rest-46": Oracle.rd_night_rest_46,
    "rd-night-run-4": Oracle.rd_night_run_4,
    "rd-long-run-4": Oracle.rd_long_run_4,
    "rd-late-run-4": Oracle.rd_late_run_4,
    "rd-consec-7": Oracle.rd_consec_7,
    "rd-nroc-24": Oracle.rd_nroc_24,
    "rd-nroc-3in7": Oracle.rd_nroc_3in7,
}
