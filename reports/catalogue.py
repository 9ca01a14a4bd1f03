"""The documents that the desk makes, each with its name, its formats and how it is made."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from reports import (
    bank,
    change_notice,
    changeover,
    claim_tables,
    claims,
    compliance,
    compliance_tables,
    deadlines_met,
    demand,
    endoscopy_points,
    expenses,
    fairness,
    handover,
    hours_statement,
    leave_balances,
    leave_calendar,
    leave_record,
    on_call_sheet,
    on_call_tables,
    outlook,
    payroll,
    room_use,
    rooms_on_offer,
    rota_workbook,
    session_statement,
    six_four_two,
    system_down,
    under_provision,
    weekly_rota,
)
from reports.desk_documents import (
    deadlines_met_document,
    handover_document,
    outlook_document,
    system_down_document,
)
from reports.document import Document, Stamp, check_code
from reports.formats.words import file_word
from reports.leave_documents import leave_balances_document, leave_calendar_document
from reports.made import checked, chosen, document, stamp
from reports.provision_document import under_provision_document
from reports.room_documents import (
    change_notice_document,
    endoscopy_points_document,
    room_use_document,
    rooms_on_offer_document,
    six_four_two_document,
)
from reports.wording import span_words
from rota_desk import progress
from rota_desk.desk import Desk
from rota_desk.errors import Refusal
from rota_desk.queries.claims_pack import ClaimsPack, claims_pack
from rota_desk.queries.compliance import Compliance
from rota_desk.queries.compliance import compliance as held_against_rules
from rota_desk.queries.on_call import OnCallBoard, on_call_board
from rota_desk.queries.rota_sheet import RotaSheet, rota_sheet
from rota_desk.queries.session_statement import SessionStatement, session_statements
from rota_desk.queries.session_statement import session_statement as statement_of


class Build(Protocol):
    """Makes a document of the days from `start` until before `end`; paper "" is the usual one."""

    def __call__(
        self,
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
    ) -> Document:
        """Make the document in that format."""
        ...


class BuildForOne(Protocol):
    """Makes a document of one clinician, or of everybody whom it concerns."""

    def __call__(
        self,
        desk: Desk,
        *,
        start: dt.date,
        end: dt.date,
        format: str,  # noqa: A002 - the word of the command line
        paper: str = "",
        clinician: int | None = None,
    ) -> Document:
        """Make the document in that format."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """A document that can be asked for."""

    name: str  # "weekly-rota"
    title: str  # "Weekly rota"
    readers: str  # who reads it
    formats: tuple[str, ...]  # the first is the usual one
    papers: tuple[str, ...]  # likewise
    build: Build
    build_for: BuildForOne | None = None  # where it can be made for one clinician
    from_today: bool = False  # it looks ahead: a week from today where no days are named

    def make(  # noqa: PLR0917 - the words of the command line
        self,
        desk: Desk,
        start: dt.date,
        end: dt.date,
        form: str,
        paper: str = "",
        clinician: int | None = None,
    ) -> Document:
        """Make it of everybody, or of one clinician; a refusal where it names no single one."""
        if clinician is None:
            return self.build(desk, start=start, end=end, format=form, paper=paper)
        if self.build_for is None:
            raise Refusal(f"{self.title} is made of everybody; leave the clinician out.")
        return self.build_for(
            desk, start=start, end=end, format=form, paper=paper, clinician=clinician
        )


def report_named(name: str) -> Report:
    """The report of that name; a refusal that lists the names when there is none."""
    for report in REPORTS:
        if report.name == name:
            return report
    names = ", ".join(report.name for report in REPORTS)
    raise Refusal(f"There is no report called {name}. There are: {names}.")


def weekly_rota_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """The rota of some days, for the wall or the inbox."""
    draw: dict[str, Callable[[RotaSheet, Stamp], bytes]] = {
        "pdf": lambda sheet, mark: weekly_rota.printed(sheet, mark, paper=paper or "A3"),
        "xlsx": rota_workbook.workbook,
        "csv": lambda sheet, _: rota_workbook.table(sheet),
    }
    return _rota(desk, weekly_rota.NAME, draw, start, end, format)


def rota_workbook_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",  # noqa: ARG001 - a workbook settles its own
) -> Document:
    """The rota of some days, as a workbook."""
    draw: dict[str, Callable[[RotaSheet, Stamp], bytes]] = {"xlsx": rota_workbook.workbook}
    return _rota(desk, rota_workbook.NAME, draw, start, end, format)


def compliance_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """The rota's breaches and advisories, each with its clause and its figures."""
    draw: dict[str, Callable[[Compliance, Stamp], bytes]] = {
        "pdf": lambda found, mark: compliance.printed(found, mark, paper=paper or "A4"),
        "xlsx": compliance_tables.workbook,
    }
    drawn = chosen(draw, compliance.NAME, format)
    found = desk.ask(held_against_rules, start=start, end=checked(start, end), clinician=clinician)
    sheet = desk.ask(rota_sheet, start=start, days=(end - start).days)
    mark = stamp(desk, sheet, check_code(*compliance_tables.facts(found), sheet.version))
    return document(compliance.NAME, start, format, drawn(found, mark))


def session_statement_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """Somebody's account of sessions, or everybody's whose plan is reckoned in them."""
    draw: dict[str, Callable[[tuple[SessionStatement, ...], Stamp], bytes]] = {
        "pdf": lambda found, mark: session_statement.printed(
            found, mark, span_words(start, end), paper=paper or "A4"
        )
    }
    drawn = chosen(draw, session_statement.NAME, format)
    period = {"start": start, "end": checked(start, end)}
    found = (
        desk.ask(session_statements, **period)
        if clinician is None
        else (desk.ask(statement_of, clinician=clinician, **period),)
    )
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*session_statement.facts(found), sheet.version))
    whose = session_statement.NAME
    if clinician is not None:
        whose = f"{whose}-{file_word(found[0].name)}"
    return document(whose, start, format, drawn(found, mark))


def claims_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
    clinician: int | None = None,
) -> Document:
    """The claims of a period with their evidence, and sums that can be counted."""
    draw: dict[str, Callable[[ClaimsPack, Stamp], bytes]] = {
        "pdf": lambda pack, mark: claims.printed(pack, mark, paper=paper or "A4"),
        "xlsx": claim_tables.workbook,
        "csv": lambda pack, _: claim_tables.table(pack),
        "json": claim_tables.as_json,
    }
    drawn = chosen(draw, claims.NAME, format)
    pack = desk.ask(claims_pack, start=start, end=checked(start, end), clinician=clinician)
    sheet = desk.ask(rota_sheet, start=start, days=1)
    mark = stamp(desk, sheet, check_code(*claim_tables.facts(pack)))
    return document(claims.NAME, start, format, drawn(pack, mark))


def on_call_sheet_document(
    desk: Desk,
    *,
    start: dt.date,
    end: dt.date,
    format: str,  # noqa: A002 - the word of the command line
    paper: str = "",
) -> Document:
    """Who is on call in some days, how to reach them, who is next."""
    draw: dict[str, Callable[[OnCallBoard, Stamp], bytes]] = {
        "pdf": lambda board, mark: on_call_sheet.printed(board, mark, paper=paper or "A4"),
        "xlsx": on_call_tables.workbook,
        "csv": lambda board, _: on_call_tables.table(board),
        "json": on_call_tables.as_json,
    }
    drawn = chosen(draw, on_call_sheet.NAME, format)
    board = desk.ask(on_call_board, start=start, end=checked(start, end))
    sheet = desk.ask(rota_sheet, start=start, days=(end - start).days)
    mark = stamp(desk, sheet, check_code(*on_call_tables.facts(board), sheet.version))
    return document(on_call_sheet.NAME, start, format, drawn(board, mark))


def _rota(  # noqa: PLR0917 - the steps shared by two reports
    desk: Desk,
    name: str,
    draw: dict[str, Callable[[RotaSheet, Stamp], bytes]],
    start: dt.date,
    end: dt.date,
    form: str,
) -> Document:
    drawn = chosen(draw, name, form)
    with progress.part(0, 35):
        sheet = desk.ask(rota_sheet, start=start, days=(checked(start, end) - start).days)
    mark = stamp(desk, sheet, check_code(*rota_workbook.facts(sheet)))
    return document(name, start, form, drawn(sheet, mark))


REPORTS = (
    Report(
        weekly_rota.NAME,
        weekly_rota.TITLE,
        "the department's wall and everyone's inbox",
        ("pdf", "xlsx", "csv"),
        ("A3", "A4"),
        weekly_rota_document,
    ),
    Report(
        under_provision.NAME,
        under_provision.TITLE,
        "managers: where cover falls short or over, and what is asked of them",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        under_provision_document,
    ),
    Report(
        demand.NAME,
        demand.TITLE,
        "whoever runs a service that never closes: need against have, half-hour by half-hour",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        demand.demand_document,
    ),
    Report(
        outlook.NAME,
        outlook.TITLE,
        "duty managers: the next seven days, gaps and risks first",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        outlook_document,
        from_today=True,
    ),
    Report(
        handover.NAME,
        handover.TITLE,
        "the next person at the desk: what is open, what happened, whom to ring",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        handover_document,
        from_today=True,
    ),
    Report(
        system_down.NAME,
        system_down.TITLE,
        "whoever runs the day without the desk: rota, on call, escalation, numbers",
        ("pdf",),
        ("A4", "A3"),
        system_down_document,
        from_today=True,
    ),
    Report(
        deadlines_met.NAME,
        deadlines_met.TITLE,
        "the board's return: which deadlines of a period were met, in percent and by count",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        deadlines_met_document,
    ),
    Report(
        on_call_sheet.NAME,
        on_call_sheet.TITLE,
        "switchboard: who is on, how to reach them, who is next",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        on_call_sheet_document,
    ),
    Report(
        changeover.NAME,
        changeover.TITLE,
        "coordinator and lead: who starts, who leaves, and what is still to be settled",
        ("pdf", "xlsx"),
        ("A4", "A3"),
        changeover.changeover_document,
    ),
    Report(
        fairness.NAME,
        fairness.TITLE,
        "everybody on the rota: nights, weekends, holidays and on-calls against each one's share",
        ("pdf", "xlsx"),
        ("A4", "A3"),
        fairness.fairness_document,
    ),
    Report(
        compliance.NAME,
        compliance.TITLE,
        "medical staffing and the lead: each breach with its clause and its figures",
        ("pdf", "xlsx"),
        ("A4", "A3"),
        compliance_document,
        compliance_document,
    ),
    Report(
        session_statement.NAME,
        session_statement.TITLE,
        "a consultant and the lead: sessions planned, expected, delivered, lost and owed",
        ("pdf",),
        ("A4", "A3"),
        session_statement_document,
        session_statement_document,
    ),
    Report(
        hours_statement.NAME,
        hours_statement.TITLE,
        "a person on annualised hours: the quarter line by line, time in lieu, net hours",
        ("pdf", "xlsx"),
        ("A4", "A3"),
        hours_statement.hours_statement_document,
        hours_statement.hours_statement_document,
    ),
    Report(
        claims.NAME,
        claims.TITLE,
        "the authoriser: each claim with its evidence, and the month's sums",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        claims_document,
        claims_document,
    ),
    Report(
        expenses.NAME,
        expenses.TITLE,
        "the authoriser: each line with its evidence, whom to ask what, and the answers",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        expenses.expenses_document,
        expenses.expenses_document,
    ),
    Report(
        bank.NAME,
        bank.TITLE,
        "managers: what was asked for, filled and spent, against the budget",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        bank.bank_document,
    ),
    Report(
        payroll.NAME,
        payroll.TITLE,
        "payroll and finance: approved claims and expenses, line by line",
        ("xlsx", "csv", "json"),
        (),
        payroll.payroll_document,
    ),
    Report(
        leave_balances.NAME,
        leave_balances.TITLE,
        "the coordinator and the lead: what everybody has left, with its working",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        leave_balances_document,
        leave_balances_document,
    ),
    Report(
        leave_calendar.NAME,
        leave_calendar.TITLE,
        "the coordinator and the lead: who is away when, against the limit",
        ("pdf", "xlsx", "csv", "json"),
        ("A3", "A4"),
        leave_calendar_document,
    ),
    Report(
        leave_record.NAME,
        leave_record.TITLE,
        "the coordinator and the lead: what each person asked, got and was refused in three years",
        ("pdf", "xlsx"),
        ("A4", "A3"),
        leave_record.leave_record_document,
        leave_record.leave_record_document,
    ),
    Report(
        six_four_two.NAME,
        six_four_two.TITLE,
        "the 6-4-2 meeting: agenda before, decisions after",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        six_four_two_document,
    ),
    Report(
        change_notice.NAME,
        change_notice.TITLE,
        "booking teams: clinics added, moved, given over and cancelled since the last notice",
        ("pdf", "csv", "json", "eml"),
        ("A4", "A3"),
        change_notice_document,
    ),
    Report(
        rooms_on_offer.NAME,
        rooms_on_offer.TITLE,
        "other services and colleagues: rooms that will stand empty, and what they hold",
        ("pdf", "csv", "json"),
        ("A4",),
        rooms_on_offer_document,
        from_today=True,
    ),
    Report(
        room_use.NAME,
        room_use.TITLE,
        "the theatre manager: sessions run, given up and reused, by room, service and consultant",
        ("pdf", "xlsx", "csv", "json"),
        ("A4", "A3"),
        room_use_document,
    ),
    Report(
        endoscopy_points.NAME,
        endoscopy_points.TITLE,
        "the endoscopy lead and the booking team",
        ("pdf", "xlsx", "csv", "json"),
        ("A4",),
        endoscopy_points_document,
    ),
    Report(
        rota_workbook.NAME,
        rota_workbook.TITLE,
        "whoever counts with the rota",
        ("xlsx",),
        (),
        rota_workbook_document,
    ),
)
