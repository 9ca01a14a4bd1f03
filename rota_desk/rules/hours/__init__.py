"""Rules about hours: of a shift, of a week, on average."""
