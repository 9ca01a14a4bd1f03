"""The vocabulary of kinds and states, in the field's own words."""

from enum import StrEnum


class ContractCode(StrEnum):
    """The terms that bind a person; figures live in resources/contracts."""

    ENG_RD_2016 = "ENG-RD-2016"
    ENG_CONS_2003 = "ENG-CONS-2003"
    ENG_SAS_2021 = "ENG-SAS-2021"
    ENG_SAS_2008 = "ENG-SAS-2008"
    AFC_ENG = "AFC-ENG"
    AFC_SCO = "AFC-SCO"
    LED_LOCAL = "LED-LOCAL"


class StaffGroup(StrEnum):
    """How people are grouped on the rota."""

    CONSULTANT = "consultant"
    SPECIALTY = "specialty"
    RESIDENT = "resident"
    ENDOSCOPIST = "endoscopist"
    NURSE = "nurse"
    ADMIN = "admin"


class Slot(StrEnum):
    """The parts of a day a session can stand in."""

    AM = "am"
    PM = "pm"
    EVENING = "evening"
    NIGHT = "night"
    DAY = "day"  # the whole day: long days, standard days, 24 h on-call


class LocalRuleKind(StrEnum):
    """What a department's own rule asks for."""

    SPACING = "spacing"
    CEILING = "ceiling"
    BEFORE_LEAVE = "before_leave"
    APART = "apart"


class RoomKind(StrEnum):
    """What a room is for."""

    ENDOSCOPY = "endoscopy"
    CLINIC = "clinic"
    WARD = "ward"
    THEATRE = "theatre"
    MEETING = "meeting"
    OFFICE = "office"


class ActivityKind(StrEnum):
    """What sort of work an activity is."""

    LIST = "list"
    CLINIC = "clinic"
    WARD = "ward"
    SHIFT = "shift"
    ON_CALL = "on_call"  # non-resident on-call
    SPA = "spa"
    MEETING = "meeting"
    ADMIN = "admin"
    TEACHING = "teaching"
    OTHER = "other"


class Category(StrEnum):
    """The job-plan category of an activity or line."""

    DCC = "DCC"
    SPA = "SPA"
    APA = "APA"
    EXT = "EXT"
    PRIV = "PRIV"
    NWD = "NWD"


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    RELEASED = "released"
    REALLOCATED = "reallocated"
    LOCKED = "locked"
    RUN = "run"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class SessionSource(StrEnum):
    """Where a session came from."""

    PLAN = "plan"
    PATTERN = "pattern"
    REQUIREMENT = "requirement"
    EXTRA = "extra"
    IMPORT = "import"
    HAND = "hand"


class AssignmentRole(StrEnum):
    """What the clinician does on the session; supernumerary people do not count as cover."""

    LEAD = "lead"
    TRAINEE = "trainee"
    SUPERVISED = "supervised"
    SUPERNUMERARY = "supernumerary"


class Counting(StrEnum):
    """Whether somebody counts as cover: by themselves, beside whoever does so, or never."""

    ALONE = "alone"
    SUPERVISED = "supervised"
    NEVER = "never"


class AssignmentSource(StrEnum):
    """How the clinician came to the session."""

    PLAN = "plan"
    PATTERN = "pattern"
    EXCEPTION = "exception"
    SWAP = "swap"
    COVER = "cover"
    BANK = "bank"
    EXTRA = "extra"
    IMPORT = "import"
    HAND = "hand"


class Accounting(StrEnum):
    """How worked time counts against the job plan."""

    PLANNED = "planned"
    EXTRA = "extra"
    TIME_SHIFTED = "time_shifted"


class LeaveKind(StrEnum):
    """Kinds of leave that are asked for."""

    ANNUAL = "annual"
    STUDY = "study"
    PROFESSIONAL = "professional"
    SPECIAL = "special"
    TOIL = "toil"
    LIEU = "lieu"
    PARENTAL = "parental"
    UNPAID = "unpaid"


class LeaveState(StrEnum):
    """Where a request stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class LeavePart(StrEnum):
    """Which part of a leave day is meant."""

    WHOLE = "whole"
    AM = "am"
    PM = "pm"


class LeaveUnit(StrEnum):
    """What leave is counted in."""

    DAYS = "days"
    HOURS = "hours"
    SESSIONS = "sessions"
    PAS = "pas"


class HoursKind(StrEnum):
    """What a line of hours written by hand is."""

    WORKED = "worked"  # besides the rota
    ADJUSTED = "adjusted"  # brought in from elsewhere, or put right
    TOIL_EARNED = "toil_earned"
    TOIL_TAKEN = "toil_taken"  # hours off that were no leave request
    TOIL_PAID = "toil_paid"


class LimitStance(StrEnum):
    """What a limit on leave does: nothing, a warning, or no approval without a reason."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


class AbsenceKind(StrEnum):
    """Absence that nobody asked for; the reason is restricted."""

    SICKNESS = "sickness"
    CARER = "carer"
    BEREAVEMENT = "bereavement"
    JURY = "jury"
    INDUSTRIAL_ACTION = "industrial_action"
    OTHER = "other"


class UnavailabilityKind(StrEnum):
    """Time that is not the department's to roster, and is not leave."""

    NON_WORKING_DAY = "non_working_day"
    OUTSIDE_COMMITMENT = "outside_commitment"
    PRIVATE_PRACTICE = "private_practice"
    PROTECTED_TEACHING = "protected_teaching"
    NOT_STARTED = "not_started"


class GapCause(StrEnum):
    """Why a session is uncovered."""

    LEAVE = "leave"
    STUDY_LEAVE = "study_leave"
    ABSENCE = "absence"
    VACANCY = "vacancy"
    TEMPLATE_HOLE = "template_hole"
    ROOM_LOST = "room_lost"
    BANK_REFUSED = "bank_refused"
    MOVED = "moved"
    UNKNOWN = "unknown"


class GapState(StrEnum):
    """Where the search for cover stands."""

    OPEN = "open"
    FILLED = "filled"
    LEFT_OPEN = "left_open"
    CLOSED = "closed"


class GapActionKind(StrEnum):
    """What was tried for a gap."""

    ASKED = "asked"
    OFFERED = "offered"
    BANK_REQUESTED = "bank_requested"
    AGENCY_REQUESTED = "agency_requested"
    ESCALATED = "escalated"
    DECIDED = "decided"
    NOTED = "noted"


class AskOutcome(StrEnum):
    """What became of an ask for cover; none while the answer is awaited."""

    NO_ANSWER = "no_answer"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"  # said yes, and took it back


class BookingKind(StrEnum):
    """Who holds a room."""

    SESSION = "session"
    OTHER_SERVICE = "other_service"
    ONE_OFF = "one_off"
    CLOSURE = "closure"


class Repeat(StrEnum):
    """How often a booking comes again; monthly is the same weekday of the month."""

    NEVER = "never"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Milestone(StrEnum):
    """The three looks of a 6-4-2 meeting."""

    SIX = "6"
    FOUR = "4"
    TWO = "2"


class MeetingDecision(StrEnum):
    """What a 6-4-2 meeting can decide about a session."""

    KEEP = "kept"
    RELEASE = "released"
    REALLOCATE = "reallocated"
    LEND = "given to a service"
    WAIT = "still offered"
    LOCK = "locked"
    CLOSE = "closed"


class NoticeChange(StrEnum):
    """What happened to a clinic since booking teams were last told of it."""

    ADDED = "added"
    MOVED = "moved"
    WHO = "who"  # the same time and room, another clinician
    CANCELLED = "cancelled"


class ClaimState(StrEnum):
    """The road of a claim, with its side exits."""

    DRAFT = "draft"
    PRE_AUTHORISED = "pre_authorised"
    WORKED = "worked"
    CLAIMED = "claimed"
    ROTA_VERIFIED = "rota_verified"
    APPROVED = "approved"
    SENT = "sent_to_payroll"
    PAID = "paid"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    QUERIED = "queried"


class ExpenseKind(StrEnum):
    """What an expense line is for."""

    MILEAGE = "mileage"
    TRAVEL = "travel"
    COURSE_FEE = "course_fee"
    SUBSISTENCE = "subsistence"
    ACCOMMODATION = "accommodation"
    PASSENGER = "passenger"
    OTHER = "other"


class ExpenseState(StrEnum):
    """Where an expense line stands."""

    SUBMITTED = "submitted"
    QUERIED = "queried"
    VERIFIED = "verified"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAID = "paid"


class Vehicle(StrEnum):
    """What a mile is paid for; `reserve` is the public-transport rate."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    CYCLE = "cycle"
    RESERVE = "reserve"
    PASSENGER = "passenger"


class CoverVia(StrEnum):
    """Through whom cover is bought."""

    BANK = "bank"
    AGENCY = "agency"


class CoverRequestState(StrEnum):
    """Where a bank or agency request stands."""

    REQUESTED = "requested"
    OFFERED = "offered"
    FILLED = "filled"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class SwapStepKind(StrEnum):
    """What happened to a swap that was asked for."""

    ASKED = "asked"
    CONSENTED = "consented"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class SwapState(StrEnum):
    """Where a swap stands; one that was withdrawn is declined, and its steps say so."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"


class LogCategory(StrEnum):
    """What a log entry is about."""

    CALL = "call"
    MESSAGE = "message"
    PROBLEM = "problem"
    ESCALATION = "escalation"
    LATENESS = "lateness"
    NOTE = "note"


class LogStepKind(StrEnum):
    """What became of a log entry."""

    CLOSED = "closed"
    REOPENED = "reopened"
    PUT_OFF = "put_off"
    HANDED = "handed"


class AuditKind(StrEnum):
    """How a change came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class ContactKind(StrEnum):
    """A way to reach a person."""

    MOBILE = "mobile"
    BLEEP = "bleep"
    EMAIL = "email"
    LANDLINE = "landline"


class OnCallTier(StrEnum):
    """Who is rung first, who next, who last."""

    FIRST = "first"
    SECOND = "second"
    CONSULTANT = "consultant"
