"""Patterns: designing rolling rotas, judged while they are drawn, and laying them."""
