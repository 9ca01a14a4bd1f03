"""How under-provision is told: figures, a verdict in a sentence, and no reason of a person's."""

import datetime as dt
from dataclasses import replace

from rota_desk.queries.provision import ProvisionReport, ShortLine

from reports.privacy import discreet
from reports.wording import counted, day_words


def discreet_report(report: ProvisionReport) -> ProvisionReport:
    """The same report, its free words free of sensitive reasons."""
    return replace(
        report,
        lines=tuple(map(_discreet_line, report.lines)),
        over_lines=tuple(map(_discreet_line, report.over_lines)),
        causes=tuple((discreet(cause), count) for cause, count in report.causes),
        asks=tuple(map(discreet, report.asks)),
    )


def _discreet_line(line: ShortLine) -> ShortLine:
    return replace(
        line,
        what=discreet(line.what),
        cause=discreet(line.cause),
        tried=discreet(line.tried),
        asked=discreet(line.asked),
    )


def figures(report: ProvisionReport) -> list[tuple[str, str]]:
    """The five numbers to know first, each with its words."""
    late, of = report.known_late
    return [
        (
            f"{float(report.filled_percent):.1f} %",
            f"of needed sessions filled (target {plain(report.target_percent)} %)",
        ),
        (str(report.short), "session short" if report.short == 1 else "sessions short"),
        (str(report.over), "session over" if report.over == 1 else "sessions over"),
        (f"{plain(report.hours_short)} h", "clinical time short"),
        (f"{late} of {of}", "known less than a week ahead"),
    ]


def verdict(report: ProvisionReport) -> str:
    """Say in a sentence or two whether the target is met, and what stands in the way."""
    met = report.filled_percent >= report.target_percent
    judged = "On or above" if met else "Below"
    first = f"{judged} the target of {plain(report.target_percent)} %."
    if not report.short:
        return f"{first} No session is short."
    short = f"{counted(report.short, 'session')} short"
    cause = report.causes[0][0] if report.causes else ""
    why = f", most often: {cause[:1].lower()}{cause[1:]}" if cause else ""
    decisions = counted(len(report.asks), "decision")
    asked = f" {decisions} asked of you." if report.asks else ""
    return f"{first} {short}{why}.{asked}"


def known(line: ShortLine) -> str:
    """How long before the day the gap was known, "11 days"; empty when nobody noted it."""
    if line.known_days is None:
        return ""
    return "same day" if line.known_days <= 0 else counted(line.known_days, "day")


def known_since(line: ShortLine) -> str:
    """The day on which the gap was known, and how long before."""
    if line.known_days is None:
        return "not noted"
    since = line.start - dt.timedelta(days=max(line.known_days, 0))
    return f"{day_words(since)}, {known(line)}{' ahead' if line.known_days > 0 else ''}"


def difference(need: int, have: int) -> str:
    """Short or over in words, "1 short", "2 over", or empty."""
    if have == need:
        return ""
    return f"{need - have} short" if have < need else f"{have - need} over"


def plain(number: object) -> str:
    """A number without needless zeros, "98" for 98.00."""
    words = f"{number:f}" if hasattr(number, "as_tuple") else str(number)
    return words.rstrip("0").rstrip(".") if "." in words else words
