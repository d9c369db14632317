"""The document in the official layout."""
