"""Rules about weekends."""
