"""The records that no shared document, list or export may tell of."""

ABSENCE = frozenset({"absence", "absence_told"})
ACTUAL_HOURS = frozenset({"actual_duty", "actual_call"})
RESTRICTED = ABSENCE | ACTUAL_HOURS
