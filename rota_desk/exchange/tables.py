"""Every kind of exchange file, in the order in which an empty rota takes them."""

from __future__ import annotations

from rota_desk.errors import Refusal
from rota_desk.exchange.activities import ACTIVITIES
from rota_desk.exchange.assignments import ASSIGNMENTS
from rota_desk.exchange.audit import AUDIT
from rota_desk.exchange.bank import BANK, BUDGETS
from rota_desk.exchange.bookings import BOOKINGS
from rota_desk.exchange.claims import CLAIMS
from rota_desk.exchange.clinicians import CLINICIANS
from rota_desk.exchange.contacts import CONTACTS
from rota_desk.exchange.contracts import CONTRACTS
from rota_desk.exchange.counting import COUNTING
from rota_desk.exchange.cover import COVER
from rota_desk.exchange.dates import DATES
from rota_desk.exchange.demand import DEMAND
from rota_desk.exchange.distances import DISTANCES
from rota_desk.exchange.duties import DUTIES
from rota_desk.exchange.esr import ESR
from rota_desk.exchange.expense_queries import EXPENSE_QUERIES
from rota_desk.exchange.expenses import EXPENSES
from rota_desk.exchange.hourly_demand import HOURLY_DEMAND
from rota_desk.exchange.hours import HOURS_AND_ABSENCE
from rota_desk.exchange.hours_by_hand import HOURS
from rota_desk.exchange.job_plans import JOB_PLANS
from rota_desk.exchange.leave import LEAVE
from rota_desk.exchange.life_events import LIFE_EVENTS
from rota_desk.exchange.list_runs import LIST_RUNS
from rota_desk.exchange.medirota import CLWROTA, MEDIROTA
from rota_desk.exchange.permissions import PERMISSIONS
from rota_desk.exchange.rates import CLAIM_APPROVERS, MILEAGE_RATES, RATE_CARDS
from rota_desk.exchange.rooms import ROOMS
from rota_desk.exchange.sessions import SESSIONS
from rota_desk.exchange.skills import SKILLS
from rota_desk.exchange.supernumerary import SUPERNUMERARY
from rota_desk.exchange.table import ExchangeTable

TABLES: tuple[ExchangeTable, ...] = (
    CLINICIANS,
    CONTRACTS,
    ACTIVITIES,
    PERMISSIONS,
    SKILLS,
    SUPERNUMERARY,
    COUNTING,
    ROOMS,
    DISTANCES,
    JOB_PLANS,
    SESSIONS,
    LIST_RUNS,
    ASSIGNMENTS,
    DUTIES,
    LEAVE,
    HOURS,
    BOOKINGS,
    COVER,
    HOURLY_DEMAND,
    DEMAND,
    RATE_CARDS,
    CLAIM_APPROVERS,
    CLAIMS,
    MILEAGE_RATES,
    EXPENSES,
    EXPENSE_QUERIES,
    BANK,
    BUDGETS,
    CONTACTS,
    AUDIT,
    DATES,
)


PROFILES: tuple[ExchangeTable, ...] = (
    *(MEDIROTA, CLWROTA, ESR, LIFE_EVENTS),
    *HOURS_AND_ABSENCE,
)


def table_of(kind: str) -> ExchangeTable:
    """The table of a kind; a refusal that names the kinds there are."""
    there = next((one for one in (*TABLES, *PROFILES) if one.kind == kind), None)
    if there is None:
        raise Refusal(f"There is no table {kind}: choose {', '.join(one.kind for one in TABLES)}.")
    return there
