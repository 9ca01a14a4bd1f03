"""Rules about job plans."""
