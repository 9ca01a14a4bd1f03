"""Rules about leave and absence."""
