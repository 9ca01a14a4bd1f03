"""Questions: what can be asked of the desk; each answer is a frozen value."""
