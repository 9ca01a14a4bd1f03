"""Every rule, in reading order: nothing is found by scanning."""

from rota_desk.rules.claims.claim_in_planned_time import ClaimInPlannedTime
from rota_desk.rules.claims.claim_on_leave import ClaimOnLeave
from rota_desk.rules.cover.missing_skill import MissingSkill
from rota_desk.rules.cover.not_permitted import NotPermitted
from rota_desk.rules.cover.uncovered_session import UncoveredSession
from rota_desk.rules.cover.unsupervised_trainee import UnsupervisedTrainee
from rota_desk.rules.hours.heavy_nights import HeavyNights
from rota_desk.rules.hours.high_average import HighAverage
from rota_desk.rules.hours.high_basic_average import HighBasicAverage
from rota_desk.rules.hours.high_statutory_average import HighStatutoryAverage
from rota_desk.rules.hours.overfull_week import OverfullWeek
from rota_desk.rules.hours.overlong_shift import OverlongShift
from rota_desk.rules.job_plan.overfull_plan import OverfullPlan
from rota_desk.rules.job_plan.private_work_in_nhs_time import PrivateWorkInNhsTime
from rota_desk.rules.job_plan.unmatched_plan import UnmatchedPlan
from rota_desk.rules.job_plan.unsocial_plan import UnsocialPlan
from rota_desk.rules.leave.late_request import LateRequest
from rota_desk.rules.leave.lieu_day_due import LieuDayDue
from rota_desk.rules.leave.working_on_leave import WorkingOnLeave
from rota_desk.rules.local.kept_apart import KeptApart
from rota_desk.rules.local.late_before_leave import LateBeforeLeave
from rota_desk.rules.local.too_close import TooClose
from rota_desk.rules.local.too_many import TooMany
from rota_desk.rules.notice.late_roster import LateRoster
from rota_desk.rules.notice.late_work_schedule import LateWorkSchedule
from rota_desk.rules.notice.unagreed_change import UnagreedChange
from rota_desk.rules.oncall.frequent_on_call import FrequentOnCall
from rota_desk.rules.oncall.long_day_after_on_call import LongDayAfterOnCall
from rota_desk.rules.oncall.long_day_after_restless_on_call import LongDayAfterRestlessOnCall
from rota_desk.rules.oncall.low_estimate import LowEstimate
from rota_desk.rules.oncall.on_call_run import OnCallRun
from rota_desk.rules.oncall.overlong_on_call import OverlongOnCall
from rota_desk.rules.oncall.restless_on_call import RestlessOnCall
from rota_desk.rules.rest.breaks_due import BreaksDue
from rota_desk.rules.rest.missed_breaks import MissedBreaks
from rota_desk.rules.rest.no_weekly_rest import NoWeeklyRest
from rota_desk.rules.rest.rest_not_given_back import RestNotGivenBack
from rota_desk.rules.rest.short_rest import ShortRest
from rota_desk.rules.rest.short_rest_after_nights import ShortRestAfterNights
from rota_desk.rules.rooms.double_booked_clinician import DoubleBookedClinician
from rota_desk.rules.rooms.double_booked_kit import DoubleBookedKit
from rota_desk.rules.rooms.double_booked_room import DoubleBookedRoom
from rota_desk.rules.rooms.no_time_to_travel import NoTimeToTravel
from rota_desk.rules.rooms.overfull_list import OverfullList
from rota_desk.rules.rooms.shut_room import ShutRoom
from rota_desk.rules.rule import Rule
from rota_desk.rules.runs.late_run import LateRun
from rota_desk.rules.runs.long_run import LongRun
from rota_desk.rules.runs.night_run import NightRun
from rota_desk.rules.runs.unbroken_run import UnbrokenRun
from rota_desk.rules.shares.uneven_share import UnevenShare
from rota_desk.rules.weekends.frequent_weekends import FrequentWeekends

RULES: tuple[Rule, ...] = (
    HighAverage(),
    HighBasicAverage(),
    HighStatutoryAverage(),
    OverfullWeek(),
    OverlongShift(),
    HeavyNights(),
    ShortRest(),
    ShortRestAfterNights(),
    NoWeeklyRest(),
    RestNotGivenBack(),
    BreaksDue(),
    LongRun(),
    LateRun(),
    NightRun(),
    UnbrokenRun(),
    FrequentWeekends(),
    OverlongOnCall(),
    OnCallRun(),
    FrequentOnCall(),
    LongDayAfterOnCall(),
    RestlessOnCall(),
    LongDayAfterRestlessOnCall(),
    LateRoster(),
    LateWorkSchedule(),
    UnagreedChange(),
    UnevenShare(),
    WorkingOnLeave(),
    LateRequest(),
    LieuDayDue(),
    UncoveredSession(),
    MissingSkill(),
    NotPermitted(),
    UnsupervisedTrainee(),
    DoubleBookedClinician(),
    NoTimeToTravel(),
    DoubleBookedRoom(),
    DoubleBookedKit(),
    ShutRoom(),
    OverfullList(),
    UnmatchedPlan(),
    OverfullPlan(),
    UnsocialPlan(),
    PrivateWorkInNhsTime(),
    ClaimInPlannedTime(),
    ClaimOnLeave(),
    TooClose(),
    TooMany(),
    LateBeforeLeave(),
    KeptApart(),
)

_WORKED_ALONE: tuple[Rule, ...] = (MissedBreaks(), LowEstimate())  # no rota says what they ask
_WORKED = (
    "hours.high_statutory_average",
    "hours.overfull_week",
    "hours.overlong_shift",
    "rest.short_rest",
    "rest.short_rest_after_nights",
    "rest.rest_not_given_back",
    "oncall.overlong_on_call",
    "oncall.long_day_after_on_call",
    "oncall.restless_on_call",
)
WORKED_RULES = (*(rule for rule in RULES if rule.key in _WORKED), *_WORKED_ALONE)
"""What is asked of hours really worked: work and rest, not how a rota was drawn or told."""

BOOK = (*RULES, *_WORKED_ALONE)
"""Every rule there is."""

_BY_CYCLE = ("hours.high_average", "hours.high_basic_average", "weekends.frequent_weekends")
_BY_PERIOD = ("hours.high_statutory_average", "hours.heavy_nights")
CYCLE_RULES = tuple(rule for rule in RULES if rule.key in _BY_CYCLE)
"""What is judged over a whole cycle of somebody's rota, which the picture begins with."""

PERIOD_RULES = tuple(rule for rule in RULES if rule.key in _BY_PERIOD)
"""What is judged over the law's reference periods of months."""

NEAR_RULES = tuple(rule for rule in RULES if rule not in (*CYCLE_RULES, *PERIOD_RULES))
"""What days or weeks around a duty decide."""
