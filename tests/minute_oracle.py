"""A slow judge of residents' rotas: it walks every minute and shares no code with the rules.

It knows shifts and on-call periods that do not overlap, figures of the 2019 refresh, and the
rulebook's words: verdict and worst measure of each rule, as `results` gives them. What the law
says of everybody is in `minute_law.py`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf, lcm
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
    work: int = 0  # minutes expected, on call only
    episodes: int | None = None


@dataclass(frozen=True)
class File:
    """What is on file for the person: opt-out, authorisations, the cycle and its cover."""

    opt_out: bool = False
    authorised: frozenset[str] = field(default_factory=frozenset)
    weeks: int | None = None
    leave_days: int = 0
    standard_day: int = 8  # hours


NOTHING_ON_FILE = File()


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

    def __init__(
        self, pieces: list[Piece], first: dt.date, beyond: dt.date, on_file: File = NOTHING_ON_FILE
    ) -> None:
        self.pieces = sorted(pieces, key=lambda one: one.start)
        self.shifts = [one for one in self.pieces if not one.on_call]
        self.calls = [one for one in self.pieces if one.on_call]
        self.first, self.beyond, self.file = first, beyond, on_file
        self.closes = utc(dt.datetime.combine(beyond, dt.time()))
        self.minutes = {one: range(utc(one.start), utc(one.end)) for one in self.pieces}

    def lifted(self, rule: str, *, as_far: bool) -> str:
        """Say what an excess is that a named authorisation may reach."""
        return "advisory" if as_far and rule in self.file.authorised else "breach"

    def work_of(self, pieces: list[Piece]) -> tuple[dict[int, int], int]:
        """Give the work of each minute, and how many parts a minute has."""
        parts = lcm(*(len(self.minutes[one]) for one in pieces if one.on_call))
        done: dict[int, int] = {}
        for one in pieces:
            length = len(self.minutes[one])
            each = one.work * parts // length if one.on_call else parts
            done |= dict.fromkeys(self.minutes[one], each)
        return done, parts

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
        done, parts = self.work_of(self.pieces)
        if not any(done.values()):
            return NOTHING
        width = 168 * 60
        held = most = 0
        for end in range(min(done), max(done) + 1):
            held += done.get(end, 0) - done.get(end - width, 0)
            most = max(most, held)
        hours = float(Fraction(most, parts * 60))
        if most > 72 * 60 * parts:
            return "breach", hours
        seen = (self.beyond - self.first).days >= 7
        return ("pass" if seen else "not_evaluable"), hours

    def rd_avg_48(self) -> Row:
        """Follow the letters of the guidance: A leave days, B weeks, C a day, D hours."""
        if not self.pieces or self.file.weeks is None:
            return ("not_evaluable", None) if self.pieces else NOTHING
        weeks = self.file.weeks
        end = self.first + dt.timedelta(weeks=weeks)
        done, parts = self.work_of([one for one in self.pieces if one.start.date() < end])
        d = Fraction(sum(done.values()), parts * 60)
        e = Fraction(self.file.leave_days * weeks, 52)
        h, i = d - e * self.file.standard_day, weeks - e / 5
        if h > (56 if self.file.opt_out else 48) * i:
            return "breach", float(h / i)
        return ("pass" if end <= self.beyond else "not_evaluable"), float(h / i)

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
        long_: list[Row] = []
        short: list[Row] = []
        for run in self.runs(self.pieces):
            dates, most = self.dates(run), 12 if self.is_light(run) else 7
            if dates > most:
                long_.append((self.lifted("rd-consec-7", as_far=dates == 8), dates))
            if 7 <= dates <= max(most, 8):
                last = max(run, key=lambda one: self.minutes[one].stop)
                free, seen = self.free_after(last, calls_too=True)
                short.append(self.rest_row(free, seen=seen, due=48))
        kept: list[Row] = [("pass", None)] if self.pieces else []
        rests = [row for row in short if row[0] != "pass"]
        rows = [[row for row in rows if row[0] == "breach"] for rows in (long_, rests)]
        if rows[0] or rows[1]:
            return worst(rows[0], least=False) if rows[0] else worst(rows[1], least=True)
        return worst(long_, least=False) if long_ else worst([*rests, *kept], least=True)

    def is_light(self, run: list[Piece]) -> bool:
        """Whether its weekends hold on-call alone, each period of three hours and episodes."""
        weekend = [one for one in run if self.date_of(one).weekday() >= 5]
        return bool(weekend) and all(
            one.on_call
            and one.work <= 180
            and (one.episodes if one.episodes is not None else 4 * bool(one.work)) <= 3
            for one in weekend
        )

    def full_runs(self, pieces: list[Piece], most: int, mixed: int = 0) -> Row:
        """Judge runs: too long, or full without the rest after it; passes are not measured."""
        long_, short = [], []
        for run in self.runs(pieces):
            if self.dates(run) > most:
                long_.append(self.dates(run))
            elif self.dates(run) == most:
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

    def weekends(self) -> Row:
        """Give the share of the cycle's weekends with a minute of work in the safety window."""
        if not self.pieces or self.file.weeks is None:
            return ("not_evaluable", None) if self.pieces else NOTHING
        cycle = self.first + dt.timedelta(weeks=self.file.weeks)
        found = set()
        for one in self.pieces:
            if one.start.date() >= cycle or (one.on_call and not one.work):
                continue
            for now in clock(one):
                saturday = now.weekday() == 5 and (now.hour, now.minute) >= (0, 1)
                sunday = now.weekday() == 6 and (now.hour, now.minute) < (23, 59)
                if saturday or sunday:
                    found.add(now.date() - DAY * (now.weekday() - 5))
        seen = cycle <= self.beyond
        return ("pass" if seen else "not_evaluable"), len(found) / self.file.weeks

    def rd_weekend_1in2(self) -> Row:
        verdict, share = self.weekends()
        return ("breach" if (share or 0) > 1 / 2 else verdict), share

    def rd_weekend_1in3(self) -> Row:
        verdict, share = self.weekends()
        worked = round((share or 0) * (self.file.weeks or 0))
        over = 3 * worked > (self.file.weeks or 0)
        return (self.lifted("rd-weekend-1in3", as_far=True) if over else verdict), share

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
            return self.lifted("rd-nroc-3in7", as_far=True), max(counts)
        return ("pass" if days >= 7 else "not_evaluable"), max(counts)

    def rd_nroc_consec(self) -> Row:
        dates = {one.start.date() for one in self.calls}
        rows: list[Row] = []
        for day in dates:
            if day - DAY in dates:
                continue
            length = 1
            while day + DAY * length in dates:
                length += 1
            if length == 1 or (length == 2 and day.weekday() == 5):
                rows.append(("pass", None))
            else:
                rows.append((self.lifted("rd-nroc-consec", as_far=length <= 7), length))
        return worst(rows, least=False)

    def next_day(self, call: Piece, hours: int) -> Row:
        """Judge the shifts that start on the date after a period's first."""
        day = call.start.date() + DAY
        if day >= self.beyond:
            return "not_evaluable", 0
        held = sum(len(self.minutes[one]) for one in self.shifts if one.start.date() == day)
        return ("breach" if held > hours * 60 else "pass"), held / 60

    def rd_nroc_next_10(self) -> Row:
        dates = {one.start.date() for one in self.calls}
        rows = [
            self.next_day(one, 10)
            for one in self.calls
            if not (one.start.weekday() == 5 and one.start.date() + DAY in dates)
        ]
        return worst(rows, least=False)

    def restless(self, call: Piece) -> bool:
        drawn = (call.end - call.start) >= DAY
        return drawn and len(self.minutes[call]) - call.work < 8 * 60

    def rd_nroc_rest_8_5(self) -> Row:
        rows: list[Row] = []
        for one in self.calls:
            if not one.work:
                rows.append(("pass", None))
            elif self.restless(one):
                rows.append(("breach", (len(self.minutes[one]) - one.work) / 60))
            else:
                rows.append(("not_evaluable", None))
        return worst(rows, least=True)

    def rd_nroc_next_5(self) -> Row:
        rows = [self.next_day(one, 5) for one in self.calls if self.restless(one)]
        return worst(rows, least=False)


RULES = {
    "rd-72-in-168": Oracle.rd_72_in_168,
    "rd-avg-48": Oracle.rd_avg_48,
    "rd-shift-13": Oracle.rd_shift_13,
    "rd-rest-11": Oracle.rd_rest_11,
    "rd-night-rest-46": Oracle.rd_night_rest_46,
    "rd-night-run-4": Oracle.rd_night_run_4,
    "rd-long-run-4": Oracle.rd_long_run_4,
    "rd-late-run-4": Oracle.rd_late_run_4,
    "rd-consec-7": Oracle.rd_consec_7,
    "rd-weekend-1in2": Oracle.rd_weekend_1in2,
    "rd-weekend-1in3": Oracle.rd_weekend_1in3,
    "rd-nroc-24": Oracle.rd_nroc_24,
    "rd-nroc-consec": Oracle.rd_nroc_consec,
    "rd-nroc-3in7": Oracle.rd_nroc_3in7,
    "rd-nroc-next-10": Oracle.rd_nroc_next_10,
    "rd-nroc-rest-8-5": Oracle.rd_nroc_rest_8_5,
    "rd-nroc-next-5": Oracle.rd_nroc_next_5,
}
