"""The plan and the writers."""
