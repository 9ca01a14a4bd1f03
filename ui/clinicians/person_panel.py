"""The right-hand side of People: one person with contacts, contracts, posts and leave."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rota_desk.queries.absences import AbsenceLine
from rota_desk.queries.clinicians import ContactLine, PersonDetail
from rota_desk.queries.commitments import Commitment
from rota_desk.queries.leave_balance import LeaveBalance, balance_title
from rota_desk.queries.skills import SkillLine
from rota_desk.queries.supernumerary import BesideLine
from rota_desk.queries.term_line import TermLine
from rota_desk.words import day_and_year
from ui.style.theme import Look
from ui.widgets.card import Card
from ui.widgets.doings import Act, answers, doings
from ui.widgets.layouts import clear, row, scrolled
from ui.widgets.shaped_line import shaped_line, sum_line
from ui.widgets.words import button, chip, words

SHAPES = {"warning": "◆ ", "danger": "▲ "}


class PersonPanel(QWidget):
    """All that is on file about the person under the cursor, save what is restricted."""

    def __init__(self, look: Look, confirm: Callable[[int], object]) -> None:
        super().__init__()
        self._look, self._confirm = look, confirm
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(12, 12, 12, 12)
        self._cards.setSpacing(10)
        area = scrolled(inside)
        area.setAccessibleName("Details of the person")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(area)

    def tell_nothing(self) -> None:
        """Say what to choose."""
        clear(self._cards)
        self._cards.addWidget(words("Choose a person to see what is on file.", "soft", wrap=True))
        self._cards.addStretch(1)

    def tell(
        self,
        detail: PersonDetail,
        balances: Sequence[LeaveBalance],
        absences: Sequence[AbsenceLine],
        acts: Sequence[Act],
        *,
        terms: Sequence[TermLine] = (),
        elsewhere: Sequence[Commitment] = (),
        skills: Sequence[SkillLine] = (),
        beside: Sequence[BesideLine] = (),
    ) -> None:
        """Show a person."""
        clear(self._cards)
        self._heading(detail)
        if beside:
            self._cards.addWidget(self._beside(beside))
        self._doings(acts)
        self._cards.addWidget(self._contacts(detail.contacts))
        self._cards.addWidget(self._contracts(detail))
        if terms:
            self._cards.addWidget(self._terms(terms))
        self._cards.addWidget(_leave(balances))
        if absences:
            self._cards.addWidget(self._absences(absences))
        if elsewhere:
            self._cards.addWidget(_elsewhere(elsewhere))
        self._cards.addWidget(self._posts(detail))
        self._cards.addWidget(self._permissions(detail))
        self._cards.addWidget(self._skills(skills))
        self._cards.addWidget(_record(detail))
        self._cards.addStretch(1)

    def _heading(self, detail: PersonDetail) -> None:
        line = detail.line
        self._cards.addWidget(words(line.name, "heading", wrap=True))
        said = " · ".join(
            part for part in (line.full_name, line.grade or line.group_words, line.post) if part
        )
        self._cards.addWidget(words(said, wrap=True))
        standing = chip(line.standing, "neutral" if line.standing == "here" else "notice")
        away = chip(f"today: {line.away}", "warning") if line.away else None
        self._cards.addLayout(row(standing, away, None) if away else row(standing, None))

    def _doings(self, acts: Sequence[Act]) -> None:
        self._cards.addLayout(answers(acts[:2]))
        if acts[2:]:
            self._cards.addWidget(doings(acts[2:]))

    def _contacts(self, contacts: Sequence[ContactLine]) -> Card:
        card = Card("Contacts")
        for one in contacts:
            private = ", private" if one.private else ""
            head = words(f"{one.kind_words}{private}", "strong", wrap=True)
            fresh = button(
                "Confirm",
                self._confirmer(one.id),
                "link",
                says=f"Confirm {one.kind_words} {one.value} today",
            )
            line = row(head, fresh)
            line.setStretch(0, 1)
            card.add(line)
            card.line(one.value)
            kind = "warning" if one.stale else "good"
            card.add(shaped_line(self._look, kind, one.freshness[0].upper() + one.freshness[1:]))
        if not contacts:
            card.add(shaped_line(self._look, "warning", "No way to reach them is on file."))
        return card

    def _confirmer(self, contact: int) -> Callable[[], object]:
        return lambda: self._confirm(contact)

    def _contracts(self, detail: PersonDetail) -> Card:
        card = Card("Contracts")
        for one in detail.contracts:
            until = f" until {day_and_year(one.end)}" if one.end else ""
            kind = "good" if one.in_force else "soft"
            card.add(shaped_line(self._look, kind, f"{one.title}, {one.measure}"))
            card.line(f"from {day_and_year(one.start)}{until}", "soft")
        if not detail.contracts:
            card.add(shaped_line(self._look, "warning", "No contract: no rule can be checked."))
        return card

    def _terms(self, terms: Sequence[TermLine]) -> Card:
        card = Card("By the contract")
        for one in terms:
            card.line(one.title, "strong")
            card.line(
                f"{SHAPES.get(one.kind, '')}{one.words[:1].upper()}{one.words[1:]}.", one.kind
            )
        return card

    def _absences(self, absences: Sequence[AbsenceLine]) -> Card:
        card = Card("Unavailable")
        for one in absences:
            kind = "danger" if one.overdue else "warning" if one.due else "soft"
            due = f": {'; '.join(one.due)}" if one.due else ""
            card.add(shaped_line(self._look, kind, f"{one.days}{due}"))
        return card

    def _posts(self, detail: PersonDetail) -> Card:
        card = Card("Posts")
        for one in detail.holdings:
            until = f" until {day_and_year(one.end)}" if one.end else ""
            kind = "good" if one.in_force else "soft"
            said = f"{one.post} from {day_and_year(one.start)}{until}"
            card.add(shaped_line(self._look, kind, said))
        if not detail.holdings:
            card.line("Holds no post.", "soft")
        return card

    def _permissions(self, detail: PersonDetail) -> Card:
        card = Card("May do")
        for one in detail.permissions:
            until = f" until {day_and_year(one.end)}" if one.end else ""
            under = ", under supervision" if one.supervised else ""
            kind = "good" if one.in_force else "soft"
            card.add(shaped_line(self._look, kind, f"{one.code}  {one.name}{under}{until}"))
        if not detail.permissions:
            card.line("Nothing that needs a permission.", "soft")
        return card

    def _beside(self, beside: Sequence[BesideLine]) -> Card:
        card = Card("Counts as cover")
        for one in beside:
            card.add(shaped_line(self._look, one.kind, f"{one.words}."))
            if one.reason:
                card.line(one.reason, "soft")
        return card

    def _skills(self, skills: Sequence[SkillLine]) -> Card:
        card = Card("Skills")
        for one in skills:
            card.add(shaped_line(self._look, one.kind, one.words))
            if one.evidence:
                card.line(one.evidence, "soft")
        if not skills:
            card.line("None is on file.", "soft")
        return card


def _leave(balances: Sequence[LeaveBalance]) -> Card:
    card = Card("Leave")
    for balance in balances:
        card.line(balance_title(balance), "soft")
        card.add(sum_line(balance.sentence(), "", "" if balance.known else "warning"))
    return card


def _elsewhere(found: Sequence[Commitment]) -> Card:
    card = Card("Elsewhere")
    for one in found:
        card.line(one.words)
    return card


def _record(detail: PersonDetail) -> Card:
    card = Card("Record")
    for title, said in (
        ("Assignment number", detail.assignment_number),
        ("Initials", detail.initials),
        ("Joined", day_and_year(detail.joined) if detail.joined else ""),
        ("Leaves", day_and_year(detail.leaves) if detail.leaves else ""),
        ("Base", detail.base_site),
        ("Note", detail.note),
    ):
        if said:
            card.line(f"{title}: {said}")
    return card
