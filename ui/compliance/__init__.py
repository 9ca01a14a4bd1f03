"""Compliance: the rota against every rule, and a person's fortnight along the hours."""
