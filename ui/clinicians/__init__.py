"""People: the directory, contacts, contracts, posts and permissions."""
