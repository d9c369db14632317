"""A file a use case."""
