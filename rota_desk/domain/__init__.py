"""The trade's arithmetic on plain values: time, working weeks, leave, programmed activities."""
