"""Who must be told of changes after publishing."""
