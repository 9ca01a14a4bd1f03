"""What a programmed activity is worth under a contract."""

from rota_desk.domain.programmed_activities import PaTerms
from rota_desk.rules.contract import Definitions


def pa_terms(means: Definitions) -> PaTerms:
    """Read the worth of a programmed activity and where plain time lies."""
    return PaTerms(
        plain_minutes=means.minutes("pa_plain"),
        premium_minutes=means.minutes("pa_premium"),
        plain_from=means.clock("plain_from"),
        plain_to=means.clock("plain_to"),
    )
