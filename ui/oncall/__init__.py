"""On-call: who is on now and next in each tier, how to reach them, and how often."""
