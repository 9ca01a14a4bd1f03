"""Swaps and give-aways that were asked for: who agreed, and what is done with them."""
