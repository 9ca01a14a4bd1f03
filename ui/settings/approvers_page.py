"""The page of those who approve claims, each up to a limit and from a day on."""

from rota_desk.edits.approvers import add_approver, end_approver
from rota_desk.queries.approvers import ApproverLine, approver_list
from rota_desk.queries.look_up import look_up
from rota_desk.words import day_and_year
from ui.frame import Frame
from ui.settings.pages import Page
from ui.widgets.form import Form
from ui.widgets.layouts import row
from ui.widgets.table import Column, RecordTable
from ui.widgets.words import button


def _limit(line: ApproverLine) -> str:
    return f"£{line.up_to:,.2f}" if line.up_to is not None else "any amount"


APPROVERS: tuple[Column[ApproverLine], ...] = (
    Column("Name", lambda one: one.name, 190),
    Column("Role", lambda one: one.role, 190),
    Column("Approves up to", _limit, 140, right=True),
    Column("From", lambda one: day_and_year(one.start), 130, sort=lambda one: one.start),
    Column("Until", lambda one: day_and_year(one.end) if one.end else "", 130),
)


class ApproversPage(Page):
    """Who may approve a claim, by its value; claimant, verifier and approver are three people."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            "Approvers",
            "Who approves claims, and up to which amount. While nobody is on the list, anybody "
            "but the claimant and the verifier may approve.",
        )
        self._frame = frame
        self.people: RecordTable[ApproverLine] = RecordTable("Approvers", APPROVERS, frame.look)
        self.people.setMinimumHeight(260)
        self.lines.addWidget(self.people, 1)
        self.lines.addLayout(
            row(
                button("Add an approver …", self.add, "primary"),
                button("End today", self.end),
                None,
            )
        )

    def refresh(self) -> None:
        """Show everybody who was ever on the list."""
        self.people.show_records(self._frame.bridge.ask(approver_list))

    def add(self) -> Form:
        """Put somebody on the list, or give them another limit."""
        bridge, line = self._frame.bridge, self.people.record()
        form = Form("Add an approver", "Add", bridge, self)
        name = form.line("Name", line.name if line else "", "As they sign")
        role = form.line("Role", line.role if line else "")
        limit = form.amount("Up to, empty for any amount", line.up_to if line else None, "£")
        day = form.day("From", bridge.ask(look_up).today)

        def submit() -> bool:
            done = bridge.do(
                add_approver,
                name=name.value(),
                role=role.value(),
                up_to=limit.value(),
                start=day.value(),
            )
            return done is not None

        form.open_then(submit)
        return form

    def end(self) -> None:
        """Take the chosen one off the list from today; the entry stays on record."""
        line = self.people.record()
        if line is not None:
            self._frame.bridge.do(end_approver, approver=line.approver_id)
