"""Append-only."""
