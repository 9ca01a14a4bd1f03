"""Screens: who may break a rule, told of everybody at once and never too few."""
