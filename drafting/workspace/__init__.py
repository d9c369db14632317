"""Drafts, revisions and reviews in the database."""
