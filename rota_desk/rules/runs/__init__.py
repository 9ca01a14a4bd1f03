"""Rules about runs: duties on dates that follow one another."""
