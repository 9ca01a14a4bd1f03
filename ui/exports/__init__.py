"""The Reports screen: documents as pictures before they are made, then saved."""
