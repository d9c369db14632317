"""Vocabulary and facts of the rules, as files that a user can read and edit."""
