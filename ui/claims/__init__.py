"""Claims: the queue, the evidence for each, and the steps of its road."""
