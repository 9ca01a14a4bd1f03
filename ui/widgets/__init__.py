"""Parts that every screen may use: tables, forms, cards, chips and messages."""
