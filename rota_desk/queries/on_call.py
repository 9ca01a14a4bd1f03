"""On-call: which tiers there are, who is on now and next, how to reach them, and how often."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import and_, select

from models import (
    Activity,
    Assignment,
    ClinicalSession,
    Clinician,
    Contract,
    OnCallPart,
    OnCallRota,
)
from models.types import ActivityKind, ContactKind, ContractCode, OnCallTier
from rota_desk.domain.on_call_supplement import effective_frequency
from rota_desk.domain.span import midnight
from rota_desk.domain.times import span_on
from rota_desk.queries.building import rollings
from rota_desk.queries.clinicians import ContactLine, contacts_of
from rota_desk.queries.cover import FELL, counts
from rota_desk.queries.leave_figures import leave_figures
from rota_desk.queries.rule_words import breach_words
from rota_desk.queries.settings import count_setting
from rota_desk.rules.book import entries
from rota_desk.rules.contract import load
from rota_desk.rules.contract_tables import supplement_terms
from rota_desk.unit_of_work import Reading
from rota_desk.words import count_words

LONGEST = dt.timedelta(days=3)  # a duty that began so long before is over
AHEAD = dt.timedelta(days=15)  # how far the next duty is looked for
DAY_AFTER = (
    "oncall.long_day_after_on_call",
    "oncall.long_day_after_restless_on_call",
    "rest.short_rest_after_nights",
    "rest.short_rest",
    "oncall.on_call_run",
    "oncall.frequent_on_call",
    "oncall.overlong_on_call",
)
ON_SITE = (ContactKind.BLEEP, ContactKind.MOBILE, ContactKind.LANDLINE)
AT_HOME = (ContactKind.MOBILE, ContactKind.LANDLINE, ContactKind.BLEEP)
TIERS = {
    OnCallTier.FIRST: "First on call",
    OnCallTier.SECOND: "Second on call",
    OnCallTier.CONSULTANT: "Consultant on call",
}


@dataclass(frozen=True, slots=True)
class OnCallDuty:
    """A stretch of an on-call rota: who answers for it, in order of trying; or nobody."""

    rota_id: int
    start: dt.datetime
    end: dt.datetime
    code: str
    activity: str
    on_site: bool  # False: on call from home
    clinician_id: int | None  # None: a gap
    name: str
    grade: str
    contacts: tuple[ContactLine, ...]  # without those that are private

    @property
    def stale(self) -> bool:
        """Whether there is no way to reach them that was confirmed lately."""
        return self.clinician_id is not None and all(one.stale for one in self.contacts)

    @property
    def over_words(self) -> str:
        """What is said behind its times where they read like none: 08:30–08:30 is a whole day."""
        days = (self.end.date() - self.start.date()).days
        return " next day" if days == 1 and self.end.time() >= self.start.time() else ""

    @property
    def reach(self) -> str:
        """The ways in order: "bleep 2114, then mobile 07700 900123"."""
        said = [f"{one.kind_words.lower()} {one.value}" for one in self.contacts]
        return ", then ".join(said)


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often somebody's turn comes, and the band of pay where there is one."""

    on_rota: int
    band: str  # empty where the contract has none
    percent: Fraction | None
    effective: Fraction | None  # when leave is covered by colleagues
    effective_band: str

    @property
    def words(self) -> str:
        """The frequency in words: "1 in 11, low: 3 % of basic pay"."""
        if not self.on_rota:
            return "not known: no pattern is laid and nobody is on it"
        said = f"1 in {self.on_rota}"
        if not self.band:
            return said
        pay = f": {float(self.percent):g} % of full-time basic pay" if self.percent else ""
        said = f"{said}, {self.band} band{pay}"
        if self.effective is None:
            return said
        often = f"1 in {float(self.effective):.1f}, as if {self.effective_band}"
        return f"{said}; with leave covered {often}"


@dataclass(frozen=True, slots=True)
class OnCallRotaView:
    """One tier with its hours, who is on now and who comes next, and the duties of the period."""

    rota_id: int
    name: str
    tier: OnCallTier
    codes: tuple[str, ...]
    hours: tuple[str, ...]  # "On-call 17:30–08:30 next day"
    handovers: tuple[dt.time, ...]
    handover: str
    prompt: bool
    now: tuple[OnCallDuty, ...]
    next: tuple[OnCallDuty, ...]
    duties: tuple[OnCallDuty, ...]
    frequency: Frequency
    day_after: tuple[str, ...]

    @property
    def tier_words(self) -> str:
        """Which of the tiers it is."""
        return TIERS[self.tier]


@dataclass(frozen=True, slots=True)
class OnCallBoard:
    """Every on-call rota over the days from `start` until before `end`, seen at a moment."""

    start: dt.date
    end: dt.date
    moment: dt.datetime
    stale_after: int  # days
    rotas: tuple[OnCallRotaView, ...]


def on_call_board(
    read: Reading, *, start: dt.date, end: dt.date, at: dt.datetime | None = None
) -> OnCallBoard:
    """Every on-call rota of a period, with who is on at a wall moment (now when none is given)."""
    moment = at or read.wall
    parts = _parts(read)
    duties = _duties(read, parts, start, end, moment)
    order = list(OnCallTier)
    rotas = sorted(read.all(select(OnCallRota)), key=lambda one: (order.index(one.tier), one.name))
    return OnCallBoard(
        start=start,
        end=end,
        moment=moment,
        stale_after=leave_figures(read).contact_stale_days,
        rotas=tuple(
            _view(read, one, parts.get(one.id, ()), duties.get(one.id, []), start, end, moment)
            for one in rotas
        ),
    )


def _parts(read: Reading) -> dict[int, tuple[Activity, ...]]:
    found: dict[int, tuple[Activity, ...]] = defaultdict(tuple)
    rows = read.rows(
        select(OnCallPart.rota_id, Activity)
        .join(Activity, Activity.id == OnCallPart.activity_id)
        .order_by(Activity.starts, Activity.id)
    )
    for rota, activity in rows:
        found[rota] += (activity,)
    return found


def _duties(
    read: Reading,
    parts: Mapping[int, Sequence[Activity]],
    start: dt.date,
    end: dt.date,
    moment: dt.datetime,
) -> dict[int, list[OnCallDuty]]:
    """Each rota's duties that reach into the period, or lie about the moment, by start."""
    rotas_of: dict[int, list[int]] = defaultdict(list)
    for rota, activities in parts.items():
        for activity in activities:
            rotas_of[activity.id].append(rota)
    opens = min(midnight(start), moment) - LONGEST
    closes = max(midnight(end), moment + AHEAD)
    contacts = contacts_of(read)
    found: dict[int, list[OnCallDuty]] = defaultdict(list)
    rows = read.rows(
        select(ClinicalSession, Activity, Clinician)
        .join(Activity, Activity.id == ClinicalSession.activity_id)
        .outerjoin(Assignment, and_(Assignment.session_id == ClinicalSession.id, counts()))
        .outerjoin(Clinician, Clinician.id == Assignment.clinician_id)
        .where(ClinicalSession.activity_id.in_(rotas_of), ClinicalSession.state.not_in(FELL))
        .where(ClinicalSession.start >= opens, ClinicalSession.start < closes)
        .order_by(ClinicalSession.start, ClinicalSession.id, Assignment.id)
    )
    for session, activity, person in rows:
        for rota in rotas_of[activity.id]:
            found[rota].append(_duty(rota, session, activity, person, contacts))
    return found


def _duty(
    rota: int,
    session: ClinicalSession,
    activity: Activity,
    person: Clinician | None,
    contacts: Mapping[int, Sequence[ContactLine]],
) -> OnCallDuty:
    on_site = activity.kind is not ActivityKind.ON_CALL
    ways = contacts.get(person.id, ()) if person else ()
    return OnCallDuty(
        rota_id=rota,
        start=session.start,
        end=session.end,
        code=activity.code,
        activity=activity.name,
        on_site=on_site,
        clinician_id=person.id if person else None,
        name=person.name if person else "",
        grade=person.grade if person else "",
        contacts=_in_order(ways, ON_SITE if on_site else AT_HOME),
    )


def _in_order(
    ways: Iterable[ContactLine], order: Sequence[ContactKind]
) -> tuple[ContactLine, ...]:
    """The ways switchboard may use, in the order in which to try them; private ones never."""
    open_ways = [one for one in ways if not one.private and one.kind in order]
    return tuple(sorted(open_ways, key=lambda one: order.index(one.kind)))


def _view(  # noqa: PLR0917 - one step of the board
    read: Reading,
    rota: OnCallRota,
    activities: Sequence[Activity],
    duties: Sequence[OnCallDuty],
    start: dt.date,
    end: dt.date,
    moment: dt.datetime,
) -> OnCallRotaView:
    opens, closes = midnight(start), midnight(end)
    now = tuple(one for one in duties if one.start <= moment < one.end)
    coming = min((one.start for one in duties if one.start > moment), default=None)
    contract = _contract(read, duties)
    return OnCallRotaView(
        rota_id=rota.id,
        name=rota.name,
        tier=rota.tier,
        codes=tuple(one.code for one in activities),
        hours=tuple(hours_words(one) for one in activities),
        handovers=tuple(sorted({one.starts for one in activities})),
        handover=rota.handover,
        prompt=rota.prompt,
        now=now,
        next=tuple(one for one in duties if one.start == coming),
        duties=tuple(one for one in duties if one.start < closes and one.end > opens),
        frequency=_frequency(read, rota, activities, duties, contract),
        day_after=day_after_words(contract),
    )


def hours_words(activity: Activity) -> str:
    """An activity's hours: "Night 20:30–09:00 next day"."""
    start, end = span_on(dt.date(2000, 1, 3), activity.starts, activity.ends)
    over = " next day" if end.date() != start.date() else ""
    return f"{activity.name} {activity.starts:%H:%M}–{activity.ends:%H:%M}{over}"


def _contract(read: Reading, duties: Iterable[OnCallDuty]) -> ContractCode | None:
    """The contract that most of those on the rota hold."""
    people = {one.clinician_id for one in duties if one.clinician_id is not None}
    held = read.all(
        select(Contract).where(
            Contract.clinician_id.in_(people),
            Contract.start <= read.today,
            Contract.end.is_(None) | (Contract.end > read.today),
        )
    )
    common = Counter(one.code for one in held).most_common(1)
    return common[0][0] if common else None


def day_after_words(contract: ContractCode | None) -> tuple[str, ...]:
    """What the contract says of rest after on-call and of how often, rule by rule."""
    if contract is None:
        return ()
    told = {one.key: one for one in reversed(entries(contract.value))}
    return tuple(
        f"{breach_words(key)}: {'; '.join(told[key].figures)} ({told[key].clause})"
        for key in DAY_AFTER
        if key in told
    )


def _frequency(
    read: Reading,
    rota: OnCallRota,
    activities: Sequence[Activity],
    duties: Sequence[OnCallDuty],
    contract: ContractCode | None,
) -> Frequency:
    number = _on_rota(read, {one.id for one in activities}, duties)
    banded = contract is not None and "on_call" in load(contract.value).tables
    if not number or not banded or contract is None:
        return Frequency(number, "", None, None, "")
    terms = supplement_terms(load(contract.value), read.today)
    weeks = Fraction(count_setting(read, key="on_call.weeks_at_work"))
    effective = effective_frequency(number, weeks)
    return Frequency(
        on_rota=number,
        band=terms.band(Fraction(number)),
        percent=terms.percent("A" if rota.prompt else "B", Fraction(number)),
        effective=effective,
        effective_band=terms.band(effective),
    )


def _on_rota(read: Reading, activities: set[int], duties: Iterable[OnCallDuty]) -> int:
    """How many share the rota: the places of the patterns in force, else whoever is on it."""
    places = [
        len(rolling.places)
        for rolling in rollings(read)
        if rolling.start <= read.today and (rolling.until is None or rolling.until > read.today)
        if any(work.activity_id in activities for each in rolling.work.values() for work in each)
    ]
    return sum(places) or len({one.clinician_id for one in duties if one.clinician_id})


def now_words(board: OnCallBoard) -> str:
    """How many tiers have nobody now, in words for the head of the screen."""
    empty = [one for one in board.rotas if not any(each.clinician_id for each in one.now)]
    if not board.rotas:
        return ""
    if not empty:
        return f"{count_words(len(board.rotas), 'rota')}, ✓ somebody on each"
    return f"▲ nobody now on {', '.join(one.name for one in empty)}"
