"""Data files of the writers."""
