"""What an edit would bring, in a sentence before it is done."""

from rota_desk.changes import ChangeSet, Scope
from rota_desk.desk import Done
from rota_desk.rules.contract import Severity, Verdict
from rota_desk.rules.finding import Finding
from ui.roster.effect import effect_words


def a_finding(message: str, severity: Severity) -> Finding:
    return Finding(
        *("rule", "key", 1, "Dr N Said", None, None, None, None, ""),
        severity=severity,
        verdict=Verdict.BREACH,
        message=message,
    )


def test_the_worst_of_what_it_would_bring_is_the_one_that_is_read() -> None:
    brought = (
        a_finding("1 change to the posted roster", Severity.INFO),
        a_finding("nobody beside them who may do it alone", Severity.LOCAL),
        a_finding("works on a non-working day", Severity.INFO),
    )
    done = Done(None, ChangeSet(), Scope(), "Assign Dr N Said", gained=brought)
    assert effect_words(done) == (
        "Assign Dr N Said: nobody beside them who may do it alone (and 2 more)",
        "warning",
    )
