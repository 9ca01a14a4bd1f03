"""What an unknown code of a roster may stand for."""

from collections.abc import Mapping, Sequence

from rota_desk.errors import Problem
from rota_desk.intake.plan import OFF, WORK, CodeMeaning, IntakePlan
from rota_desk.intake.times import find_times
from rota_desk.queries.look_up import Named

ANNUAL, STUDY, FREE = -2, -3, -4
KINDS = (
    (ANNUAL, "Annual leave"),
    (STUDY, "Study leave"),
    (FREE, "Not working"),
)
MEANT = {ANNUAL: "annual_leave", STUDY: "study_leave", FREE: OFF}
UNKNOWN = "is no code of the key"
OF_FILE = -100  # and lower: the codes of the file itself


def unknown_codes(plan: IntakePlan) -> dict[str, str]:
    """The codes that the file does not explain, each with how often it stands there."""
    counts: dict[str, int] = {}
    for problem in plan.problems:
        if _is_unknown(problem):
            counts[problem.text] = counts.get(problem.text, 0) + 1
    return {code: f"not explained, {count} ×" for code, count in counts.items()}


def _is_unknown(problem: Problem) -> bool:
    return bool(problem.text) and UNKNOWN in problem.message


def codes_of_file(plan: IntakePlan, named: Sequence[Named]) -> tuple[str, ...]:
    """The codes of the file that the desk does not know and that hold no times."""
    there = {one.code for one in named}
    return tuple(
        one.code for one in plan.codes if one.code not in there and not find_times(one.code)
    )


def file_choices(codes: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The codes of the file as choices."""
    return tuple((OF_FILE - place, code) for place, code in enumerate(codes))


def same_codes(settled: Mapping[str, int | None], codes: Sequence[str]) -> dict[str, str]:
    """The words that are settled as another code of the file, with that code."""
    chosen = {word: number for word, number in settled.items() if number is not None}
    return {word: codes[OF_FILE - one] for word, one in chosen.items() if one <= OF_FILE}


def meanings(
    settled: Mapping[str, int | None], known: Mapping[str, CodeMeaning], named: tuple[Named, ...]
) -> dict[str, CodeMeaning]:
    """The settled codes as the reader takes them: an activity, leave, not working, or new work."""
    codes = {one.id: one.code for one in named}
    found: dict[str, CodeMeaning] = {}
    for code, number in settled.items():
        if number is None:
            found[code] = CodeMeaning(code, code, WORK)
        elif number in MEANT:
            found[code] = CodeMeaning(code, dict(KINDS)[number], MEANT[number])
        else:
            like = known[codes[number]]
            found[code] = CodeMeaning(code, like.meaning, WORK, like.times, like.stated_in)
    return found
