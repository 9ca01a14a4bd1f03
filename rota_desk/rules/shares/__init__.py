"""Rules about fair shares: part-timers beside full-timers."""
