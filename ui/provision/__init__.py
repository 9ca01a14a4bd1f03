"""Need against have: the heat map, the measures, and the ledger of gaps."""
