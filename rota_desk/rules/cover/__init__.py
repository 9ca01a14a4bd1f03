"""Rules about cover: who is needed, and who may do it."""
