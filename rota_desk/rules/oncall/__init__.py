"""Rules about non-resident on-call."""
