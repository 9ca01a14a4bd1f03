"""What-if: trying things on a copy of the rota, in a window that says so."""
