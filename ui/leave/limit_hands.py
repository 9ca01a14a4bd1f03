"""What holds for many at once: limits on leave, and leave that a post fixes."""

from typing import TYPE_CHECKING

from models.types import LimitStance, StaffGroup
from rota_desk.edits.fixed_leave import fix_leave
from rota_desk.edits.leave_limits import remove_leave_limit, set_leave_limit
from rota_desk.queries.clinicians import post_list
from rota_desk.queries.leave_limits import STANCE_WORDS, limit_lines
from rota_desk.queries.look_up import look_up
from rota_desk.queries.rota_sheet import GROUPS
from rota_desk.queries.sites import site_list
from ui.widgets.form import Form
from ui.widgets.optional_day import optional_day

if TYPE_CHECKING:
    from ui.leave.leave_screen import LeaveScreen

STANCES = tuple((stance, words) for stance, words in STANCE_WORDS.items())
WHOM: tuple[tuple[StaffGroup | None, str], ...] = (
    (None, "Everybody"),
    *((group, GROUPS[group]) for group in StaffGroup),
)
SHOWN = 6  # limits listed above a new one


class LimitHands:
    """Limits and fixed leave of the Leave screen."""

    def __init__(self, screen: "LeaveScreen") -> None:
        self._screen = screen
        self._bridge = screen.frame.bridge

    def limit(self) -> Form:
        """Set a limit on leave in some days."""
        form = Form("Limit on leave", "Set the limit", self._bridge, self._screen)
        for one in self._bridge.ask(limit_lines)[:SHOWN]:
            form.note(
                f"{one.name}: {one.whom}, {one.when}, at most {one.most}, {one.stance_words}"
            )
        name = form.line("Name", hint="Christmas week, consultants")
        whom = form.choice("Whom", WHOM, None)
        grade = form.line("Grade", hint="every grade")
        sites = [(one.site_id, one.name) for one in self._bridge.ask(site_list)]
        site = form.choice("Based at", [(None, "Every site"), *sites], None)
        kinds = [(one.id, one.name) for one in self._bridge.ask(look_up).activities]
        activity = form.choice("Who do", [(None, "Any activity"), *kinds], None)
        most = form.amount("Away at most")
        stance = form.choice("What it does", STANCES, LimitStance.WARN)
        _person, begins, ends = self._screen.marked()
        from_day = begins or self._screen.today
        starts, first = optional_day(form, "From a day on", from_day, from_day)
        stops, last = optional_day(form, "Until a day", ends or from_day, ends or from_day)
        form.note("Without a tick it holds always, or from then on.")

        def submit() -> bool:
            count = most.value()
            if count is None or count != int(count):
                form.trouble("Give the number of people who may be away, such as 3.")
                return False
            done = self._bridge.do(
                set_leave_limit,
                name=name.value(),
                most=int(count),
                stance=stance.value() or LimitStance.WARN,
                group=whom.value(),
                grade=grade.value(),
                site=site.value(),
                activity=activity.value(),
                first=first.value() if starts.value() else None,
                last=last.value() if stops.value() else None,
            )
            return done is not None

        form.open_then(submit)
        return form

    def remove_limit(self) -> Form | None:
        """Remove a limit; what was answered under it stays."""
        limits = [(one.id, f"{one.name}, {one.when}") for one in self._bridge.ask(limit_lines)]
        if not limits:
            self._screen.frame.say("No limit is set besides the figures under Settings.")
            return None
        form = Form("Remove a limit on leave", "Remove", self._bridge, self._screen)
        chosen = form.choice("Limit", limits, limits[0][0])

        def submit() -> bool:
            number = chosen.value()
            if number is None:
                form.trouble("Choose a limit from the list.")
                return False
            return self._bridge.do(remove_leave_limit, limit=number) is not None

        form.open_then(submit)
        return form

    def fixed(self) -> Form | None:
        """Give whoever holds a post leave that comes with it, for the days marked."""
        posts = [(one.id, f"{one.name} ({one.holder})") for one in self._bridge.ask(post_list)]
        if not posts:
            self._screen.frame.say("There is no post yet. Make one under People.")
            return None
        form = Form("Fixed leave of a post", "Give the leave", self._bridge, self._screen)
        _person, first, last = self._screen.marked()
        post = form.choice("Post", posts, posts[0][0])
        begins = form.day("First day", first or self._screen.today)
        ends = form.day("Last day", last or first or self._screen.today)
        agreed = form.line("Agreed with", hint="the doctors' forum, 3 June")
        form.note("Whoever holds the post then has it; without an agreement it is marked.")

        def submit() -> bool:
            number = post.value()
            if number is None:
                form.trouble("Choose a post from the list.")
                return False
            done = self._bridge.do(
                fix_leave,
                post=number,
                first=begins.value(),
                last=ends.value(),
                agreed=agreed.value(),
            )
            return done is not None

        form.open_then(submit)
        return form
