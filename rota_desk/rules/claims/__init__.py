"""Rules about claims for extra sessions."""
