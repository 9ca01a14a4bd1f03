"""Job plans: the week editor, the sums against the contract, building a period."""
