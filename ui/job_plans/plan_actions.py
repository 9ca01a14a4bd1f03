"""Everything that can be done in Job plans, as data."""

from typing import TYPE_CHECKING, TypeAlias

from ui.actions import ActionSpec

if TYPE_CHECKING:
    from ui.job_plans.job_plans_screen import JobPlansScreen

Spec: TypeAlias = "ActionSpec[JobPlansScreen]"


def _line(screen: "JobPlansScreen") -> bool:
    return screen.line() is not None


def _placed(screen: "JobPlansScreen") -> bool:
    below = screen.below()
    return below is not None and below.can_be_placed


def _plan(screen: "JobPlansScreen") -> bool:
    return screen.plan is not None


PLAN_ACTIONS: tuple[Spec, ...] = (
    ActionSpec(
        "plans.add", "&Add a line …", "Ctrl+N", "Place", lambda s: s.acts.add_line(), _plan
    ),
    ActionSpec(
        "plans.change", "&Change the line …", "F2", "Place", lambda s: s.acts.change_line(), _line
    ),
    ActionSpec(
        "plans.remove",
        "&Remove the line",
        "Del",
        "Place",
        lambda s: s.hands.clear(),
        _plan,
        "Or everything in the selected cells",
    ),
    ActionSpec(
        "plans.from",
        "Change from a &Monday on …",
        "Ctrl+M",
        "Place",
        lambda s: s.acts.change_from(),
        _plan,
        "The line, or a new one; what moves on the rota is shown first; one step",
    ),
    ActionSpec(
        "plans.place",
        "Find a &day …",
        "Ctrl+D",
        "Place",
        lambda s: s.acts.place(),
        _placed,
        "Put a flexible line on a free day of the weeks that are built, gaps first",
    ),
    ActionSpec(
        "plans.plan", "The &plan …", "Ctrl+E", "Place", lambda s: s.acts.change_plan(), _plan
    ),
    ActionSpec(
        "plans.version",
        "New &version from a Monday …",
        "Ctrl+Shift+N",
        "Place",
        lambda s: s.acts.new_version(),
        _plan,
    ),
    ActionSpec(
        "plans.once",
        "Change a coming &week once …",
        "Ctrl+Shift+X",
        "Place",
        lambda s: s.acts.change_once(),
        _plan,
        "Before it is built: a line falls out, something comes beside the plan",
    ),
    ActionSpec(
        "plans.follow",
        "Bring the rota in &line …",
        "Ctrl+L",
        "Place",
        lambda s: s.acts.follow(),
        _plan,
        "How what is built differs from the plan; hand edits stay",
    ),
    ActionSpec(
        "plans.new", "&Begin a job plan …", "Ctrl+Alt+N", "Place", lambda s: s.acts.new_plan()
    ),
    ActionSpec(
        "plans.build", "B&uild a period …", "Ctrl+Shift+B", "Place", lambda s: s.acts.build()
    ),
    ActionSpec("plans.copy", "&Copy", "Ctrl+C", "Edit", lambda s: s.hands.copy(), _plan),
    ActionSpec("plans.paste", "&Paste", "Ctrl+V", "Edit", lambda s: s.hands.paste(), _plan),
    ActionSpec(
        "plans.paint",
        "Pa&int with this",
        "Ctrl+Shift+P",
        "Edit",
        lambda s: s.hands.turn_brush(),
        _plan,
        "Pick up the line under the cursor and brush over the week; a stroke is one step",
    ),
    ActionSpec(
        "plans.statement",
        "Session &statement, or the week",
        "F7",
        "View",
        lambda s: s.turn_side(),
        _plan,
        "A quarter: planned, expected, delivered, lost and why, shifted, extra, balances",
    ),
    ActionSpec(
        "plans.print",
        "Print the s&tatement",
        "Ctrl+P",
        "View",
        lambda s: s.print_statement(),
        _plan,
        "With two lines to sign on, in Reports",
    ),
    ActionSpec(
        "plans.next",
        "&Next week of the cycle",
        "Alt+Right",
        "Go",
        lambda s: s.turn(1),
        says="On the statement, the later quarter",
    ),
    ActionSpec(
        "plans.last",
        "&Last week of the cycle",
        "Alt+Left",
        "Go",
        lambda s: s.turn(-1),
        says="On the statement, the earlier quarter",
    ),
    ActionSpec(
        "plans.today",
        "&This quarter's statement",
        "Alt+Home",
        "Go",
        lambda s: s.statement.to_today(),
        lambda s: s.on_statement,
    ),
)
