"""Cleaning extracted text: characters, marks, broken lines."""
