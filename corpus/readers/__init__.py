"""Readers, a file format each: files in, pieces of text and tables out."""
