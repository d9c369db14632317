"""Vocabulary and rules as plain data files."""
