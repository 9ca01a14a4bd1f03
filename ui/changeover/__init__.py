"""The changeover desk: who starts and who leaves, what is owed, and the ticks."""
