"""How under-provision is told: figures, a verdict in a sentence, and no reason of a person's."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from reports.privacy import discreet
from reports.wording import counted
from rota_desk.domain.said import day as day_words
from rota_desk.queries.provision import SHORT_NOTICE, OverLine, ProvisionReport, ShortLine

NO_REASON = "No reason noted for more people than needed"
TITLE = "Under- and over-provision"
LONGEST = 90  # letters of one cell or clause on page one; the ledger has them all


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One session that is short or over, in the words that are printed."""

    when: str
    start: dt.datetime
    what: str
    place: str
    need: int
    have: int
    cause: str
    known: str  # "11 days", how long before
    known_days: int | None
    known_on: dt.date | None
    tried: str
    asked: str

    @property
    def matter(self) -> str:
        """What it is, and where."""
        return ", ".join(part for part in (self.what, self.place) if part)

    @property
    def difference(self) -> str:
        """Short or over in words, "1 short", "2 over"."""
        if self.have < self.need:
            return f"{self.need - self.have} short"
        return f"{self.have - self.need} over" if self.have > self.need else ""

    @property
    def since(self) -> str:
        """The day on which it was known, and how long before."""
        if self.known_on is None:
            return ""
        ahead = " ahead" if self.known_days else ""
        return f"{day_words(self.known_on)}, {self.known}{ahead}"


def short_lines(report: ProvisionReport) -> tuple[LedgerLine, ...]:
    """What is short: sessions with too few people, then needs that no session meets."""
    return tuple(map(_short, report.lines))


def over_lines(report: ProvisionReport) -> tuple[LedgerLine, ...]:
    """What has more people than it needs."""
    return tuple(map(_over, report.over_lines))


def ledger_lines(report: ProvisionReport) -> tuple[LedgerLine, ...]:
    """Everything that is short or over, by its start."""
    lines = (*short_lines(report), *over_lines(report))
    return tuple(sorted(lines, key=lambda line: (line.start, line.what, line.place)))


def _short(line: ShortLine) -> LedgerLine:
    return LedgerLine(
        when=line.when,
        start=line.start,
        what=line.what,
        place=line.place,
        need=line.need,
        have=line.have,
        cause=discreet(line.cause),
        known=_known(line.known_days),
        known_days=line.known_days,
        known_on=line.known_on,
        tried=discreet(line.tried),
        asked=discreet(line.asked),
    )


def _over(line: OverLine) -> LedgerLine:
    return LedgerLine(
        when=line.when,
        start=line.start,
        what=line.what,
        place=line.place,
        need=line.need,
        have=line.have,
        cause=discreet(line.why) or NO_REASON,
        known="",
        known_days=None,
        known_on=None,
        tried="",
        asked="",
    )


def _known(days: int | None) -> str:
    """How long before the day it was known; empty when nobody noted it."""
    if days is None:
        return ""
    return "same day" if days <= 0 else counted(days, "day")


def what(report: ProvisionReport) -> str:
    """The document's title, with what is told alone: "Under- and over-provision of Clinic"."""
    return f"{TITLE} of {report.only}" if report.only else TITLE


def asks(report: ProvisionReport) -> tuple[str, ...]:
    """What is asked of the reader."""
    return tuple(map(discreet, report.asks))


def figures(report: ProvisionReport) -> list[tuple[str, str]]:
    """The five numbers to know first, each with its words."""
    late, of = report.known_late
    return [
        (
            f"{float(report.filled_percent):.1f} %",
            f"of needed places filled (target {plain(report.target_percent)} %)",
        ),
        (str(report.short), "place short" if report.short == 1 else "places short"),
        (str(report.over), "person over" if report.over == 1 else "people over"),
        (f"{plain(report.hours_short)} h", "clinical time short"),
        (f"{late} of {of}", f"sessions short known less than {SHORT_NOTICE} days ahead"),
    ]


def verdict(report: ProvisionReport) -> str:
    """Say in a sentence or two whether the target is met, and what stands in the way."""
    met = report.filled_percent >= report.target_percent
    judged = "On or above" if met else "Below"
    first = f"{judged} the target of {plain(report.target_percent)} %."
    if not report.short:
        return f"{first} No place is short."
    short = f"{counted(report.short, 'place')} short"
    decisions = counted(len(report.asks), "decision")
    asked = f" {decisions} asked of you." if report.asks else ""
    return f"{first} {short}{_most_often(report)}.{asked}"


def _most_often(report: ProvisionReport) -> str:
    """The cause behind more missing places than any other, when there is one."""
    heads: Counter[str] = Counter()
    for line in short_lines(report):
        heads[line.cause.partition(":")[0]] += line.need - line.have
    (cause, count), *others = [*heads.most_common(2), ("", 0)]
    leads = cause and count > others[0][1] and count > 1
    said = cause if len(cause) <= LONGEST else f"{cause[:LONGEST].rstrip()}…"
    return f", most often: {said[:1].lower()}{said[1:]}" if leads else ""


def plain(number: object) -> str:
    """A number without needless zeros, "98" for 98.00."""
    words = f"{number:f}" if hasattr(number, "as_tuple") else str(number)
    return words.rstrip("0").rstrip(".") if "." in words else words
