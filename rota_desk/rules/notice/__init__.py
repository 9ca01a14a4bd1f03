"""Rules about notice: how long before the day people are told."""
