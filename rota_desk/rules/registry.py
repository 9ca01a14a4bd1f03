"""Every rule, in reading order: nothing is found by scanning."""

from rota_desk.rules.rest.short_rest import ShortRest
from rota_desk.rules.rule import Rule

RULES: tuple[Rule, ...] = (ShortRest(),)
