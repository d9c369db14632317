"""Figures, alignment, checks, writers, export, and what the screens and the command line call."""
