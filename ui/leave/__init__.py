"""Leave: requests with their effect, the year, balances, absence."""
