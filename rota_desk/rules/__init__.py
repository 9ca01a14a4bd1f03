"""A rule measures, a contract limits, the engine judges; no database, no clock, no window."""
