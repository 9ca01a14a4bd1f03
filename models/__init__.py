"""The nouns, and how they are kept. Every one of them is named here, in the glossary's order."""

from models.absence import Absence, AbsenceTold
from models.activity import Activity, Permission
from models.actual_duty import ActualCall, ActualDuty
from models.assignment import Assignment
from models.audit_entry import AuditChange, AuditEntry
from models.authorisation import Authorisation, Waiver
from models.booking import RoomBooking, SixFourTwoDecision, SixFourTwoMeeting
from models.calendar_address import CalendarAddress
from models.change_notice import ChangeNotice, NoticeLine
from models.changeover_tick import ChangeoverTick
from models.claim import (
    ClaimApprover,
    ExpenseLine,
    ExpenseQuery,
    MileageRate,
    RateBand,
    RateCard,
    WliClaim,
)
from models.clinical_session import ClinicalSession
from models.clinician import Clinician, ContactDetail, Contract, Joining
from models.counting_term import CountingTerm
from models.cover import CoverBudget, CoverRequest, CoverRequirement
from models.demand import DemandCount
from models.department import Department, Room, Site
from models.distance import Distance
from models.duty_pattern import DutyPattern, PatternLaying, PatternLine, PatternPlace
from models.gap import Gap, GapAction
from models.hourly_demand import HourlyDemand
from models.hours import HoursPosting
from models.imported_roster import ImportedRoster
from models.job_plan import JobPlan, JobPlanLine
from models.kit import Kit, KitUse
from models.leave import (
    FixedLeave,
    LeaveAllowance,
    LeaveExclusion,
    LeaveLimit,
    LeaveRequest,
    LeaveStep,
)
from models.local_rule import LocalRule
from models.log_entry import EscalationStep, LogEntry, LogStep, Reminder
from models.on_call_rota import OnCallPart, OnCallRota
from models.plan_exception import PlanException
from models.post import Post, PostHolding
from models.publication import (
    Publication,
    PublishedAway,
    PublishedChange,
    PublishedCover,
    PublishedDuty,
    PublishedSession,
)
from models.session_step import LockException, SessionStep
from models.setting import BankHoliday, Setting
from models.skill import HeldSkill
from models.supernumerary import Supernumerary
from models.swap import Swap, SwapStep
from models.unavailability import Unavailability

__all__ = [
    "Absence",
    "AbsenceTold",
    "Activity",
    "ActualCall",
    "ActualDuty",
    "Assignment",
    "AuditChange",
    "AuditEntry",
    "Authorisation",
    "BankHoliday",
    "CalendarAddress",
    "ChangeNotice",
    "ChangeoverTick",
    "ClaimApprover",
    "ClinicalSession",
    "Clinician",
    "ContactDetail",
    "Contract",
    "CountingTerm",
    "CoverBudget",
    "CoverRequest",
    "CoverRequirement",
    "DemandCount",
    "Department",
    "Distance",
    "DutyPattern",
    "EscalationStep",
    "ExpenseLine",
    "ExpenseQuery",
    "FixedLeave",
    "Gap",
    "GapAction",
    "HeldSkill",
    "HourlyDemand",
    "HoursPosting",
    "ImportedRoster",
    "JobPlan",
    "JobPlanLine",
    "Joining",
    "Kit",
    "KitUse",
    "LeaveAllowance",
    "LeaveExclusion",
    "LeaveLimit",
    "LeaveRequest",
    "LeaveStep",
    "LocalRule",
    "LockException",
    "LogEntry",
    "LogStep",
    "MileageRate",
    "NoticeLine",
    "OnCallPart",
    "OnCallRota",
    "PatternLaying",
    "PatternLine",
    "PatternPlace",
    "Permission",
    "PlanException",
    "Post",
    "PostHolding",
    "Publication",
    "PublishedAway",
    "PublishedChange",
    "PublishedCover",
    "PublishedDuty",
    "PublishedSession",
    "RateBand",
    "RateCard",
    "Reminder",
    "Room",
    "RoomBooking",
    "SessionStep",
    "Setting",
    "Site",
    "SixFourTwoDecision",
    "SixFourTwoMeeting",
    "Supernumerary",
    "Swap",
    "SwapStep",
    "Unavailability",
    "Waiver",
    "WliClaim",
]
