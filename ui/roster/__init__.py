"""The Rota screen: the period as a grid, its cover, and everything that is done there."""
