"""The rostering figures of the rulebook's section H, each with its formula and its counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select

from models import CoverRequest, PublishedChange, PublishedDuty
from models.types import AssignmentSource, CoverRequestState
from rota_desk.domain.span import instant, midnight
from rota_desk.queries.absence_hours import absence_hours, contracted_hours
from rota_desk.queries.day_cover import DayCover, day_covers
from rota_desk.queries.hours_words import hours
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.met_counts import Met, rota_weeks, starter_days
from rota_desk.queries.net_hours_sums import MOST, net_hours_sums
from rota_desk.queries.settings import count_setting
from rota_desk.queries.standing import Rota, standing_rota
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words, hours_words

DAY = dt.timedelta(days=1)
MOST_ADDITIONAL, MOST_CHANGED = 5, 15  # percent; rulebook kpi-additional, kpi-change
HEADROOM = (20, 25)  # percent; rulebook kpi-unavail
MADE = (AssignmentSource.PLAN, AssignmentSource.PATTERN)
BANK = "bank"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with how it is reckoned, what was counted, and how it stands to its target."""

    id: str  # the rulebook's
    name: str
    value: str  # empty where the records cannot tell
    formula: str
    counts: str  # what was counted; why not, where there is no value
    target: str = ""
    met: bool | None = None  # None: no target, or nothing to hold against it


def rostering_figures(read: Reading, *, start: dt.date, end: dt.date) -> tuple[Figure, ...]:
    """Every figure of a period, in the rulebook's order; those the records cannot give say why."""
    rota = standing_rota(read, start=start, end=end)
    covers = day_covers(read, rota)
    return (
        _approval(read, start, end),
        *_published(read, start, end),
        *_filled(read, rota, covers),
        _unavailable(read, start, end),
        _net_hours(read, start, end),
        _additional(covers),
        _changed(read, start, end),
        _automatic(rota),
        _over_under(covers),
        *_bank(read, rota),
    )


def _share(part: int | Fraction, whole: int | Fraction) -> str:
    """A share in percent, to one decimal; empty where there is nothing to hold it against."""
    if not whole:
        return ""
    hundredfold = Fraction(part) * 100 / Fraction(whole)
    return f"{(Decimal(hundredfold.numerator) / hundredfold.denominator).quantize(Decimal('0.1'))}"


def _figure(  # noqa: PLR0917 - a line of the table
    number: str,
    name: str,
    formula: str,
    part: int,
    whole: int,
    target: str,
    *,
    least: int | None = None,
    most: int | None = None,
    none: str = "nothing to count in this period",
) -> Figure:
    """A share held against the least or the most it should be."""
    said = _share(part, whole)
    if not said:
        return Figure(number, name, "", formula, none, target)
    met = None
    if least is not None:
        met = part * 100 >= least * whole
    if most is not None:
        met = part * 100 < most * whole
    return Figure(number, name, f"{said} %", formula, f"{part} of {whole}", target, met)


def _approval(read: Reading, start: dt.date, end: dt.date) -> Figure:
    """Days from publishing to the Monday of each week; the desk keeps no approval before it."""
    before = leave_figures(read).rota_due_days
    ahead = before * DAY
    weeks = list(rota_weeks(read, before=before, start=start - ahead, end=end - ahead))
    told = sorted((one.due + ahead - one.done).days for one in weeks if one.done is not None)
    formula = f"days from publishing to the week's Monday; weeks with {before} days or more"
    target = f"100 % with {before} days"
    if not weeks:
        return Figure(
            "kpi-approval", "Approval lead time", "", formula, "no week has work", target
        )
    early = sum(one.met for one in weeks)
    least = f", least {count_words(told[0], 'day')}" if told else ""
    unsaid = len(weeks) - len(told)
    unpublished = f", {unsaid} not published" if unsaid else ""
    return Figure(
        "kpi-approval",
        "Approval lead time",
        f"{_share(early, len(weeks))} %",
        formula,
        f"{early} of {count_words(len(weeks), 'week')}{least}{unpublished}",
        target,
        early == len(weeks),
    )


def _published(read: Reading, start: dt.date, end: dt.date) -> Iterator[Figure]:
    figures = leave_figures(read)
    before = figures.schedule_due_days
    ahead = before * DAY
    starters: list[Met] = list(
        starter_days(read, before=before, schedule=True, start=start - ahead, end=end - ahead)
    )
    yield _figure(
        "kpi-publish",
        "Work schedules in time",
        f"starters sent their schedule {before} days before ÷ starters of the period",
        sum(one.met for one in starters),
        len(starters),
        "100 %",
        least=100,
        none="nobody starts in this period",
    )


def _filled(read: Reading, rota: Rota, covers: Iterable[DayCover]) -> Iterator[Figure]:
    """Filled places, and by whom: a bank or agency person counts where one was assigned."""
    need, filled = sum(one.need for one in covers), sum(one.filled for one in covers)
    target = count_setting(read, key="cover.target_percent")
    figure = _figure(
        "kpi-fill",
        "Filled",
        "needed places filled ÷ places needed",
        filled,
        need,
        f"{target} %",
        least=target,
    )
    other = sum(one.lacking for one in covers)
    more = f"; {other} more by others than the grade or skill asked for" if other else ""
    yield replace(figure, counts=f"{figure.counts}{more}")
    by = _by_source(read, rota)
    for source, name in (("", "by substantive staff"), (BANK, "by bank"), ("agency", "by agency")):
        yield _figure(
            "kpi-fill",
            f"Filled {name}",
            f"needed places taken {name} ÷ places needed",
            min(by[source], need),
            need,
            "",
        )


def _by_source(read: Reading, rota: Rota) -> Counter[str]:
    """People on sessions that need cover, by bank, agency or neither."""
    found: Counter[str] = Counter()
    kinds = _suppliers(read)
    for one in rota.sessions:
        if one.needs_cover and rota.stands(one):
            left = one.wanted
            for placed in rota.on.get(one.id, ())[: rota.counted(one.id)]:
                if left:
                    found[kinds.get(one.id, BANK) if placed.source is BANKED else ""] += 1
                    left -= 1
    return found


BANKED = AssignmentSource.BANK


def _suppliers(read: Reading) -> dict[int, str]:
    """Whether the bank or an agency filled a session."""
    filled = select(CoverRequest).where(CoverRequest.state == CoverRequestState.FILLED)
    return {one.session_id: one.via.value for one in read.all(filled.order_by(CoverRequest.id))}


def _unavailable(read: Reading, start: dt.date, end: dt.date) -> Figure:
    away = absence_hours(read, start=start, end=end)
    absent = sum((one.total for one in away), Fraction(0))
    contracted = contracted_hours(read, start=start, end=end)
    low, high = HEADROOM
    planned = f"rotas are planned with {low} to {high} %"
    formula = f"contracted hours away ÷ contracted hours, Monday to Friday; {planned}"
    target = f"at most {high} %"
    said = _share(absent, contracted)
    if not said:
        none = "no contract with hours or PAs"
        return Figure("kpi-unavail", "Unavailability", "", formula, none, target)
    largest = ", ".join(
        f"{one.category.lower()} {_share(one.total, contracted)} %" for one in away[:3]
    )
    counts = f"{hours_words(round(absent * 60))} of {hours_words(round(contracted * 60))}"
    return Figure(
        "kpi-unavail",
        "Unavailability",
        f"{said} %",
        formula,
        f"{counts}: {largest}" if largest else counts,
        target,
        absent * 100 <= high * contracted,
    )


def _net_hours(read: Reading, start: dt.date, end: dt.date) -> Figure:
    """Owed and over apart: a sum would let one who owes pay for one who is owed."""
    sums = net_hours_sums(read, start=start, end=end)
    most = f"within ±{float(MOST):g} h each"
    formula = (
        "Σ (worked + paid away − contracted) of each person's four weeks, owed and over apart"
    )
    if not sums.periods:
        none = "no four weeks of an account of hours ended in this period"
        return Figure("kpi-net-hours", "Net hours", "", formula, none, most)
    people = count_words(sums.people, "person", "people")
    return Figure(
        "kpi-net-hours",
        "Net hours",
        f"{hours(sums.owed)} h owed, {hours(sums.over)} h over",
        formula,
        f"{sums.within} of {sums.periods} four-week periods of {people} are within it",
        most,
        sums.within == sums.periods,
    )


def _additional(covers: Iterable[DayCover]) -> Figure:
    found = list(covers)
    return _figure(
        "kpi-additional",
        "Additional duties",
        "people beyond need and target ÷ places needed",
        sum(one.over for one in found),
        sum(one.need for one in found),
        f"under {MOST_ADDITIONAL} %",
        most=MOST_ADDITIONAL,
    )


def _changed(read: Reading, start: dt.date, end: dt.date) -> Figure:
    """Sessions changed after they were told, of those told, by their day."""
    told = read.rows(
        select(func.count(func.distinct(PublishedDuty.session_id))).where(
            PublishedDuty.start >= midnight(start), PublishedDuty.start < midnight(end)
        )
    )[0][0]
    changed = read.rows(
        select(func.count(func.distinct(PublishedChange.session_id))).where(
            PublishedChange.day >= start, PublishedChange.day < end
        )
    )[0][0]
    return _figure(
        "kpi-change",
        "Changed after publishing",
        "sessions changed since they were published ÷ sessions published",
        int(changed),
        int(told),
        f"under {MOST_CHANGED} %",
        most=MOST_CHANGED,
        none="nothing of this period is published",
    )


def _automatic(rota: Rota) -> Figure:
    standing = {one.id for one in rota.sessions if rota.stands(one)}
    placed = [one for one in rota.placed if one.session_id in standing]
    return _figure(
        "kpi-auto",
        "Rostered by plan or pattern",
        "people placed by job plan or pattern and not moved since ÷ people placed",
        sum(one.source in MADE for one in placed),
        len(placed),
        "",
    )


def _over_under(covers: Iterable[DayCover]) -> Figure:
    found = list(covers)
    short, over = sum(one.short for one in found), sum(one.over for one in found)
    return Figure(
        "kpi-over-under",
        "Short and over",
        f"{short} short, {over} over",
        "assigned − required, session by session, grade and skill apart",
        f"{sum(one.lacking for one in found)} of the short for a grade or skill",
        "0",
        not short and not over,
    )


def _bank(read: Reading, rota: Rota) -> Iterator[Figure]:
    kinds = _suppliers(read)
    minutes: Counter[str] = Counter()
    for one in rota.sessions:
        if rota.stands(one):
            length = instant(one.end, read.zone) - instant(one.start, read.zone)
            for placed in rota.on.get(one.id, ()):
                banked = placed.source is BANKED
                minutes[kinds.get(one.id, BANK) if banked else ""] += length
    yield _figure(
        "kpi-bank-agency",
        "Bank and agency hours",
        "hours of bank and agency ÷ hours of everybody, on-call in full",
        (minutes[BANK] + minutes["agency"]) // 60,
        sum(minutes.values()) // 60,
        "falling",
    )
    yield _locum(read, {one.id: one.start.date() for one in rota.sessions})


def _locum(read: Reading, days: dict[int, dt.date]) -> Figure:
    """Requests to bank and agency for sessions of the period, and how long before."""
    asked = [one for one in read.all(select(CoverRequest)) if one.session_id in days]
    filled = sum(one.state is CoverRequestState.FILLED for one in asked)
    ahead = sorted((days[one.session_id] - one.requested_at.date()).days for one in asked)
    found = _figure(
        "kpi-locum-fill",
        "Bank and agency requests filled",
        "requests filled ÷ requests made; days from asking to the session",
        filled,
        len(asked),
        "local",
        none="nobody was requested",
    )
    if not asked:
        return found
    middle = count_words(ahead[len(ahead) // 2], "day")
    return Figure(
        found.id,
        found.name,
        found.value,
        found.formula,
        f"{found.counts}, half of them {middle} ahead or less",
        found.target,
    )
