"""The form of one line of the cover requirements."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from models.types import Slot
from rota_desk.domain.weekdays import weekday_words, weekdays_typed
from rota_desk.edits.requirements import (
    Wanted,
    add_requirement,
    change_requirement,
    replace_requirement,
)
from rota_desk.queries.look_up import LookUp, look_up
from rota_desk.queries.requirements import PARTS, RequirementLine
from rota_desk.queries.sites import site_list
from ui.bridge import Bridge
from ui.widgets.form import Form
from ui.widgets.optional_day import optional_day
from ui.widgets.skill_field import offer_skills

DAYS_HINT = "every day; Mon to Fri; Tue, Thu"
ANY = 0  # no site's number
SLOTS = tuple((one, said[:1].upper() + said[1:]) for one, said in PARTS.items())


class NeedForm(Form):
    """Asks for a line; `anew` lets other numbers hold from a day on."""

    def __init__(
        self, bridge: Bridge, parent: QWidget, line: RequirementLine | None, *, anew: bool = False
    ) -> None:
        super().__init__(_title(line, anew=anew), "Save", bridge, parent)
        self._line, self._anew, self._bridge = line, anew, bridge
        self._when(bridge.ask(look_up))
        self._whom()
        self._numbers()
        self._since(bridge.ask(look_up).today)
        self.note(
            "A line for a grade or a skill asks for people of its own among those who are there."
            " A weekday's line stands before that for every day."
        )
        self.open_then(self.submit)

    def _when(self, known: LookUp) -> None:
        line = self._line
        works = [(one.id, f"{one.code}  {one.name}") for one in known.activities]
        self._work = self.choice("Activity", works, line.activity_id if line else None)
        self._slot = self.choice("Part of the day", SLOTS, line.slot if line else Slot.DAY)
        self._day = self.line("Days", _days(line) if line else "", hint=DAYS_HINT)
        holiday = line is not None and line.bank_holiday
        self._holiday = self.check("On bank holidays, instead", value=holiday)

    def _whom(self) -> None:
        line = self._line
        sites = [(ANY, "Any site")]
        sites += [(one.site_id, one.name) for one in self._bridge.ask(site_list)]
        here = line.site_id if line and line.site_id else ANY
        self._site = self.choice("Site", sites, here)
        grade = line.grade if line else ""
        self._grade = self.line("Grade", grade, hint="anybody; ST, ST/Consultant")
        self._skill = self.line("Skill", line.skill if line else "", hint="none; ALS, ERCP")
        offer_skills(self._skill.widget, self._bridge)

    def _numbers(self) -> None:
        line = self._line
        target = "" if line is None or line.target is None else str(line.target)
        self._least = self.line("At least", str(line.minimum) if line else "1")
        self._most = self.line("Wanted", target, hint="the same")

    def _since(self, today: dt.date) -> None:
        line = self._line
        fresh = line is None or self._anew
        self._start = self.day("From", today if fresh or line is None else line.start)
        until = line.end if line else None
        self._ends, self._end = optional_day(
            self, "Ends, first day it no longer holds", until, today
        )

    def submit(self) -> bool:
        """Keep the line; False and a sentence where it makes no sense."""
        activity, most = self._work.value(), self._most.value().strip()
        if activity is None:
            self.trouble("Choose an activity from the list.")
            return False
        if not self._least.value().strip().isdecimal() or (most and not most.isdecimal()):
            self.trouble("People are counted in whole numbers, such as 2.")
            return False
        if weekdays_typed(self._day.value()) is None:
            self.trouble("Write the days as Mon to Fri, or as Tue, Thu; nothing: every day.")
            return False
        return self._keep(self._wanted(activity))

    def _wanted(self, activity: int) -> Wanted:
        most = self._most.value().strip()
        return Wanted(
            activity=activity,
            slot=self._slot.value() or Slot.DAY,
            minimum=int(self._least.value()),
            target=int(most) if most else None,
            start=self._start.value(),
            end=self._end.value() if self._ends.value() else None,
            weekdays=weekdays_typed(self._day.value()) or (),
            site=self._site.value() or None,
            grade=self._grade.value(),
            skill=self._skill.value(),
            bank_holiday=self._holiday.value(),
        )

    def _keep(self, wanted: Wanted) -> bool:
        line, do = self._line, self._bridge.do
        if line is None:
            return do(add_requirement, wanted=wanted) is not None
        if self._anew:
            return do(replace_requirement, requirements=line.ids, wanted=wanted) is not None
        return do(change_requirement, requirements=line.ids, wanted=wanted) is not None


def _title(line: RequirementLine | None, *, anew: bool) -> str:
    if line is None:
        return "Cover needed"
    return f"{'Other numbers' if anew else 'Cover needed'}: {line.name}, {line.when}"


def _days(line: RequirementLine) -> str:
    return weekday_words(line.weekdays) if line.weekdays else ""
