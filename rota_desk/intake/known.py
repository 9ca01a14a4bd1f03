"""The department's own codes, as a roster's key: what the desk knows need not be settled again."""

from sqlalchemy import select

from models import Activity
from rota_desk.intake.plan import WORK, CodeMeaning
from rota_desk.intake.times import Times
from rota_desk.unit_of_work import Reading

STATED_IN = "the desk's own activities"


def known_codes(read: Reading) -> dict[str, CodeMeaning]:
    """Every activity's code with its name and times."""
    return {one.code: meaning_of(one) for one in read.all(select(Activity))}


def meaning_of(activity: Activity) -> CodeMeaning:
    """An activity as the meaning of a code."""
    times = Times(activity.starts, activity.ends)
    return CodeMeaning(activity.code, activity.name, WORK, times, STATED_IN)
